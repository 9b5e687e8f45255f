import ChatModel
import Foundation
import Screen
import Testing

@testable import weft

@Suite("Files that go with a prompt, on the disk")
struct PromptFileTests {
    private let scratch: Scratch
    private let errands: Errands

    init() throws {
        scratch = try Scratch()
        try FileManager.default.createDirectory(
            atPath: scratch.path + "/home/notes.d", withIntermediateDirectories: true)
        try scratch.write("one\n", to: "home/notes.txt")
        try scratch.write("two\n", to: "here.txt")
        try scratch.write("", to: ".hidden")
        errands = Errands(environment: [:], home: scratch.path + "/home", directory: scratch.path)
    }

    private func refusal(_ files: String...) -> String? {
        if case .filesRefused(let failure) = errands.read(files) { failure.what + ": " + failure.why } else { nil }
    }

    @Test("they are found from home, from the folder that Weft was started in, and by their whole path")
    func paths() throws {
        let names = ["~/notes.txt", "here.txt", scratch.path + "/here.txt"]
        guard case .filesRead(let parts) = errands.read(names) else {
            Issue.record("not read")
            return
        }
        #expect(parts.map(\.id) == names && parts.map(\.title) == ["notes.txt", "here.txt", "here.txt"])
        #expect(parts.map(\.text) == ["one\n", "two\n", "two\n"])
    }

    @Test("what is no file is refused without waiting for it, and why is said")
    func refused() throws {
        #expect(mkfifo(scratch.path + "/pipe", 0o600) == 0)
        #expect(refusal("here.txt", "gone.txt") == "gone.txt was not attached: No such file or directory")
        #expect(refusal("~/notes.d") == "~/notes.d was not attached: it is a folder")
        #expect(refusal("pipe") == "pipe was not attached: it is no file")
        #expect(refusal("/dev/zero") == "/dev/zero was not attached: it is no file")
        #expect(refusal(".hidden") == ".hidden was not attached: it is empty")
        try Data([0, 1]).write(to: URL(fileURLWithPath: scratch.path + "/odd"))
        #expect(refusal("odd")?.hasSuffix(FileProblem.unknownForm.words) == true)
    }

    @Test("what is too large is not read to its end")
    func large() throws {
        let path = scratch.path + "/large.png"
        try Data([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]).write(to: URL(fileURLWithPath: path))
        #expect(truncate(path, 1 << 40) == 0)
        #expect(refusal("large.png")?.hasSuffix("an image may have 5 MB") == true)
        let pictures = try (0..<3).map { number in
            let name = "\(number).gif"
            try Data("GIF89a".utf8).write(to: URL(fileURLWithPath: scratch.path + "/" + name))
            #expect(truncate(scratch.path + "/" + name, 4_000_000) == 0)
            return name
        }
        guard case .filesRefused(let failure) = errands.read(pictures) else {
            Issue.record("12 MB were read")
            return
        }
        #expect(failure.why == "together they have 12 MB, those of one prompt may have 10 MB")
    }

    @Test("names go on from their beginning, folders with a slash, hidden ones where a dot is written")
    func names() {
        #expect(errands.names("~/n") == ["notes.d/", "notes.txt"] && errands.names("~/notes.t") == ["notes.txt"])
        #expect(errands.names("") == ["here.txt", "home/"] && errands.names(".") == [".hidden"])
        #expect(errands.names(scratch.path + "/h") == ["here.txt", "home/"])
        #expect(errands.names("~") == ["~/"] && errands.names("x/y").isEmpty && errands.names("home/z").isEmpty)
    }
}
