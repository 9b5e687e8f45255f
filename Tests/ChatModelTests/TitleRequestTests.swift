import ChatModel
import Testing

@Suite("A service is asked for a title, and its answer read")
struct TitleRequestTests {
    private func messages(_ count: Int, text: (Int) -> String = { "text \($0)" }) -> [Message] {
        (0..<count).map { number in
            Message(
                id: MessageID("m\(number)"), thread: "t", role: number.isMultiple(of: 2) ? .user : .assistant,
                text: text(number), createdAt: Timestamp(milliseconds: 0), state: .complete)
        }
    }

    @Test("the conversation stands below the wish, and the middle of a long one is left out")
    func conversation() {
        let short = TitleRequest.prompt(for: messages(2)).components
        #expect(short.dropFirst() == ["User: text 0", "Assistant: text 1"])
        #expect(short.first?.hasPrefix("Write a title for this conversation") == true)
        let long = TitleRequest.prompt(for: messages(20)).components
        #expect(
            long.dropFirst() == [
                "User: text 0", "Assistant: text 1", "User: text 2", "Assistant: text 3", "User: text 18",
                "Assistant: text 19",
            ])
    }

    @Test("a long message is cut, one without words is left out")
    func lengths() {
        let long = String(repeating: "a", count: 5000)
        let told = TitleRequest.prompt(for: messages(2) { $0 == 0 ? long : " \n" }).components
        #expect(told.count == 2)
        #expect(told.last?.count == "User: ".count + 1500 + 1)
    }

    @Test(
        "what models put around a title is taken off",
        arguments: [
            ("Tea at noon", "Tea at noon"),
            ("\"Tea at noon\"\n", "Tea at noon"),
            ("**Tea at noon**", "Tea at noon"),
            ("# Tea at noon\n\nIt is about tea.", "Tea at noon"),
            ("Title: “Tea at noon.”", "Tea at noon"),
            ("**Title:** Tea at noon", "Tea at noon"),
            ("\n\n  Tea   at\tnoon.  ", "Tea at noon"),
            ("「正午のお茶」", "正午のお茶"),
            ("C# and F#", "C# and F#"),
            ("…\nTea at noon", "Tea at noon"),
        ])
    func cleaned(answer: String, title: String) {
        #expect(TitleRequest.title(in: answer) == title)
    }

    @Test("an answer without words is no title, a talkative one is cut", arguments: ["", " \n ", "***", "\"\""])
    func none(answer: String) {
        #expect(TitleRequest.title(in: answer) == nil)
        let talk = TitleRequest.title(in: String(repeating: "words and ", count: 30))
        #expect(talk?.hasSuffix("…") == true && talk.map { $0.count <= 60 } == true)
    }
}

extension String {
    fileprivate var components: [String] {
        var rest = self[...]
        var parts: [String] = []
        while let blank = rest.firstRange(of: "\n\n") {
            parts.append(String(rest[..<blank.lowerBound]))
            rest = rest[blank.upperBound...]
        }
        return parts + [String(rest)]
    }
}
