import ChatModel
import Foundation
import Testing

@testable import weft

@Suite("What weft ask sends")
struct AskPromptTests {
    @Test(
        "Words come first, then what came in, then files; blank input is none",
        arguments: [
            ([String](), nil as String?, ""), (["a", "b"], nil, "a b"), (["a"], "in\n", "a\n\nin"), ([], "in\n", "in"),
            (["a"], " \n", "a"), ([], "/attach x\nin", "\n/attach x\nin"), (["/attach", "x"], nil, "/attach x"),
            (["a"], "/attach x", "a\n\n/attach x"),
        ])
    func order(words: [String], input: String?, text: String) {
        #expect(AskPrompt(words: words, input: input).text == text)
    }

    @Test("No line of what comes in is taken for an attachment", arguments: ["/attach x\n", "/attach x\n/attach y\nz"])
    func noAttachment(input: String) {
        #expect(Prompt(typed: AskPrompt(words: [], input: input).text).attachments.isEmpty)
    }

    @Test("A file stands between fences that nothing in it can close")
    func files() {
        var prompt = AskPrompt(words: ["look"])
        prompt.files = [("a.md", "```sh\nx\n```\n"), ("b", "plain")]
        #expect(prompt.text == "look\n\na.md:\n````\n```sh\nx\n```\n````\n\nb:\n```\nplain\n```")
    }

    @Test("What is no text is refused by its name, and so is what is not there")
    func refused() throws {
        let scratch = try Scratch()
        for bytes in [[0xFF, 0xFE], [0x61, 0x00, 0x62]] as [[UInt8]] {
            try Data(bytes).write(to: URL(fileURLWithPath: scratch.path + "/odd"))
            var prompt = AskPrompt(words: [])
            let failure = #expect(throws: Failure.self) { try prompt.add(file: scratch.path + "/odd") }
            #expect(failure?.why == "\(scratch.path)/odd: it is not text in UTF-8")
        }
        var prompt = AskPrompt(words: [])
        #expect(throws: Failure.self) { try prompt.add(file: scratch.path + "/none") }
        #expect(prompt.isEmpty)
        try scratch.write("größe\n", to: "text")
        try prompt.add(file: scratch.path + "/text")
        #expect(prompt.files.map(\.text) == ["größe\n"])
    }

    @Test("An image goes beside the text, once, and alone is something to ask")
    func image() throws {
        let scratch = try Scratch()
        let gif = Array("GIF89a".utf8) + [1, 0, 1, 0, 0, 0, 0]
        try Data(gif).write(to: URL(fileURLWithPath: scratch.path + "/dot"))
        var prompt = AskPrompt(words: [])
        try prompt.add(file: scratch.path + "/dot")
        try prompt.add(file: scratch.path + "/dot")
        #expect(prompt.text.isEmpty && !prompt.isEmpty)
        #expect(prompt.images == [try MessagePart(file: scratch.path + "/dot", gif)])
        try Data(gif + Array(repeating: 0, count: 5_000_000)).write(to: URL(fileURLWithPath: scratch.path + "/big"))
        let failure = #expect(throws: Failure.self) { try prompt.add(file: scratch.path + "/big") }
        #expect(failure?.why == "\(scratch.path)/big: it has 5.0 MB, an image may have 5 MB")
    }
}
