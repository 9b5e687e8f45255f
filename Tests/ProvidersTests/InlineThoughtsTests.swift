import Testing

@testable import Providers

@Suite("Thoughts in the text")
struct InlineThoughtsTests {
    struct Case: Sendable {
        let text: String
        let thought: String
        let said: String
    }

    static let cases = [
        Case(
            text: "<think>\nSo </thin.\n</think>\n\nHi <think>x</think>", thought: "So </thin.\n",
            said: "Hi <think>x</think>"),
        Case(text: " \n<thinking>a</thinking>b", thought: "a", said: "b"),
        Case(text: "<thought>a</think></thought>b", thought: "a</think>", said: "b"),
        Case(text: "<think>\n\n</think>\n\nHi", thought: "", said: "Hi"),
        Case(text: "<think>never ends </thi", thought: "never ends </thi", said: ""),
        Case(text: "<thin air>, he said", thought: "", said: "<thin air>, he said"),
        Case(text: "\n\n  Hi", thought: "", said: "\n\n  Hi"),
        Case(text: "<", thought: "", said: "<"),
        Case(text: "<b>x</b>", thought: "", said: "<b>x</b>"),
        Case(text: "a <think>b</think>", thought: "", said: "a <think>b</think>"),
        Case(text: " ", thought: "", said: " "),
    ]

    private func read(_ pieces: [String]) -> (thought: String, said: String) {
        var thoughts = InlineThoughts()
        var read = (thought: "", said: "")
        for piece in pieces.flatMap({ thoughts.take($0) }) + thoughts.end() {
            switch piece {
            case .thought(let text): read.thought += text
            case .text(let text): read.said += text
            }
        }
        return read
    }

    @Test("are told from what is said, however the text comes in pieces", arguments: cases)
    func pieces(example: Case) {
        let characters = Array(example.text)
        for first in 0...characters.count {
            for second in first...characters.count {
                let read = read([
                    String(characters[..<first]), String(characters[first..<second]), String(characters[second...]),
                ])
                #expect(read == (example.thought, example.said), "cut at \(first) and \(second)")
            }
        }
        #expect(read(characters.map { String($0) }) == (example.thought, example.said))
    }

    @Test("are not looked for where the service tells them elsewhere")
    func elsewhere() {
        var thoughts = InlineThoughts()
        thoughts.areElsewhere()
        #expect(thoughts.take("<think>x") == [.text("<think>x")])
    }

    @Test("come as soon as they can be told")
    func soon() {
        var thoughts = InlineThoughts()
        #expect(thoughts.take("<think>a b<") == [.thought("a b")])
        #expect(thoughts.take("c") == [.thought("<c")])
        #expect(thoughts.take("</think>") == [])
        #expect(thoughts.take("\nd") == [.text("d")])
        var plain = InlineThoughts()
        #expect(plain.take("He") == [.text("He")])
    }
}
