import ChatModel
import Testing

@Suite("A prompt as it was typed")
struct PromptTests {
    @Test(
        "lines that attach stand at the start; everything else is text",
        arguments: [
            ("hello", "hello", []), ("", "", []), ("/attach file_1", "", ["file_1"]),
            ("/attach file_1\nhello", "hello", ["file_1"]), ("  /attach\tfile_1  \n\nhello\n", "\nhello\n", ["file_1"]),
            ("/attach a\n/attach b\n/attach a\nx", "x", ["a", "b"]), ("hello\n/attach a", "hello\n/attach a", []),
            ("/attach", "/attach", []), ("/attach two words\nx", "x", ["two words"]),
            ("/attached a", "/attached a", []),
            ("\n/attach a", "\n/attach a", []),
        ])
    func parts(typed: String, text: String, attachments: [String]) {
        let prompt = Prompt(typed: typed)
        #expect(prompt.text == text)
        #expect(prompt.attachments == attachments)
    }

    @Test(
        "what comes back into the composer reads the same again",
        arguments: ["x", "/attach a\n/attach b\nx\ny", "/attach a\n"])
    func typed(_ typed: String) {
        let prompt = Prompt(typed: typed)
        #expect(prompt.typed == typed)
        let parts = prompt.attachments.map { MessagePart(id: $0, kind: .attachment, title: $0) }
        let message = Message(
            id: "m", thread: "t", role: .user, text: prompt.text, createdAt: Timestamp(milliseconds: 0), state: .sent,
            parts: parts + [MessagePart(id: "n", kind: .notice, title: "n")])
        #expect(Prompt(message) == prompt)
    }

    @Test(
        "two are joined so that the files of both go along",
        arguments: [
            ("a", "b", "a\nb"), ("/attach x\na", "b", "/attach x\na\nb"),
            ("a", "/attach y\nb", "/attach y\na\nb"), ("/attach x", "/attach y", "/attach x\n/attach y\n"),
            ("/attach x\na", "/attach y\n/attach x\nb", "/attach x\n/attach y\na\nb"),
        ])
    func joined(first: String, second: String, whole: String) {
        #expect(Prompt.joined(first, second) == whole)
    }

    @Test("blanks alone are no prompt, an attachment alone is one")
    func emptiness() {
        for blank in ["", " ", "\n\t\u{3000}"] { #expect(Prompt(typed: blank).isEmpty) }
        #expect(!Prompt(typed: "/attach a").isEmpty)
        #expect(!Prompt(typed: "x").isEmpty)
    }
}
