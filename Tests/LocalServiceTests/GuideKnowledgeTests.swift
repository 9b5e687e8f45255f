import Foundation
import Testing

@testable import LocalService

@Suite("The knowledge base")
struct GuideKnowledgeTests {
    let fixture: GuideFixture

    init() throws { fixture = try GuideFixture() }

    private func labels(_ question: String) async throws -> [String] {
        try await fixture.knowledge.find(Question(question)).passages.map(\.label)
    }

    @Test("opens nothing before the first question")
    func lazy() async throws {
        #expect(!FileManager.default.fileExists(atPath: fixture.path("index")))
        _ = try await labels("stop")
        let index = try FileManager.default.attributesOfItem(atPath: fixture.path("index/knowledge.sqlite"))
        #expect((index[.posixPermissions] as? NSNumber)?.intValue == 0o600)
    }

    @Test("answers from an added folder, with code whole and the file as the source")
    func addedFolder() async throws {
        let code = "```sh\nsteep --minutes 2\n\n# not a heading\n```"
        try fixture.write("# Green tea\n\nWater.\n\n## Steeping sencha\n\nLike this:\n\n\(code)\n", to: "notes/tea.md")
        #expect(try fixture.folders.add(fixture.path("notes")) == 1)
        let answer = try await fixture.knowledge.answer("how is sencha steeped?")
        #expect(
            answer.hasPrefix("From your documents:\n\n### Steeping sencha [1]\n\nLike this:\n\n\(code)\n\nSources:"))
        #expect(answer.contains("1. notes/tea.md: Steeping sencha\n"))
    }

    @Test("still answers from the manual when many documents were added")
    func manyDocuments() async throws {
        for number in 0..<300 {
            let text = number.isMultiple(of: 3) ? "We had to stop. The answer was late." : "We met at \(number)."
            try fixture.write("# Meeting \(number)\n\n\(text)\n", to: "notes/\(number).md")
        }
        try fixture.folders.add(fixture.path("notes"))
        let findings = try await fixture.knowledge.find(Question("how do I stop an answer?"))
        #expect(findings.passages.first?.title == "Stopping an answer")
    }

    @Test("reads a document again when it changed, and forgets it when it is gone or its folder was removed")
    func refresh() async throws {
        try fixture.write("The password of the cellar is mandrake.", to: "notes/a.txt")
        try fixture.write("Nothing of interest.", to: "notes/b.md")
        try fixture.folders.add(fixture.path("notes"))
        #expect(try await labels("mandrake") == ["notes/a.txt"])

        try fixture.write("The password of the cellar is belladonna now.", to: "notes/a.txt")
        #expect(try await labels("mandrake").isEmpty)
        #expect(try await labels("belladonna") == ["notes/a.txt"])

        try fixture.write("Another belladonna.", to: "notes/deep/er/c.md")
        #expect(Set(try await labels("belladonna")) == ["notes/a.txt", "notes/deep/er/c.md"])

        try FileManager.default.removeItem(atPath: fixture.path("notes/a.txt"))
        #expect(try await labels("belladonna") == ["notes/deep/er/c.md"])

        try fixture.folders.remove(fixture.path("notes"))
        #expect(try await labels("belladonna").isEmpty)
    }

    @Test("is kept from one start to the next, and made anew when its file is damaged")
    func reopened() async throws {
        try fixture.write("mandrake", to: "notes/a.md")
        try fixture.folders.add(fixture.path("notes"))
        #expect(try await labels("mandrake") == ["notes/a.md"])

        let again = KnowledgeBase(path: fixture.path("index/knowledge.sqlite"), folders: fixture.folders)
        #expect(try await again.find(Question("mandrake")).passages.count == 1)

        try fixture.write(Data(repeating: 0x5A, count: 9_000), to: "index/damaged.sqlite")
        let repaired = KnowledgeBase(path: fixture.path("index/damaged.sqlite"), folders: fixture.folders)
        #expect(try await repaired.find(Question("mandrake")).passages.count == 1)
        let bytes = try Data(contentsOf: URL(filePath: fixture.path("index/damaged.sqlite")))
        #expect(bytes.starts(with: Data("SQLite format 3\0".utf8)))
    }

    @Test("works in memory when its file cannot be made")
    func inMemory() async throws {
        try fixture.write("no folder", to: "file")
        let knowledge = KnowledgeBase(path: fixture.path("file/index.sqlite"), folders: fixture.folders)
        #expect(try await knowledge.find(Question("stop an answer")).passages.first?.title == "Stopping an answer")
    }

    @Test("goes on in memory when its file fails while it is open")
    func damagedWhileOpen() async throws {
        try fixture.write("mandrake", to: "notes/a.md")
        try fixture.folders.add(fixture.path("notes"))
        #expect(try await labels("mandrake") == ["notes/a.md"])
        try fixture.write(Data(repeating: 0x5A, count: 200_000), to: "index/knowledge.sqlite")
        try fixture.write("belladonna and more", to: "notes/b.md")
        #expect(try await labels("belladonna") == ["notes/b.md"])
        #expect(try await labels("mandrake") == ["notes/a.md"])
    }

    @Test("passes over what is no document, and names what it could not read")
    func unreadable() async throws {
        try fixture.write("mandrake", to: "notes/good.md")
        try fixture.write("mandrake", to: "notes/.hidden/a.md")
        try fixture.write("mandrake", to: "notes/node_modules/a.md")
        try fixture.write("mandrake", to: "notes/program.swift")
        try fixture.write(Data([0x6D, 0x00, 0x61]), to: "notes/binary.txt")
        try fixture.write(Data(repeating: 0x61, count: DocumentScan.largestFile + 1), to: "notes/large.md")
        let files = FileManager.default
        try files.createSymbolicLink(atPath: fixture.path("notes/loop"), withDestinationPath: fixture.path("notes"))
        try files.createSymbolicLink(atPath: fixture.path("notes/self.md"), withDestinationPath: "self.md")
        try fixture.folders.add(fixture.path("notes"))

        let findings = try await fixture.knowledge.find(Question("mandrake"))
        #expect(findings.passages.map(\.label) == ["notes/good.md"])
        #expect(Set(findings.problems.map(\.label)) == ["notes/binary.txt", "notes/large.md"])
        let answer = try await fixture.knowledge.answer("help")
        #expect(answer.contains("- notes/binary.txt: it is not a text in UTF-8"))
        #expect(answer.contains("- notes/large.md: it is larger than 4 MiB"))
    }

    @Test("names an added folder that is gone, and answers nevertheless")
    func goneFolder() async throws {
        try fixture.write("mandrake", to: "notes/a.md")
        try fixture.folders.add(fixture.path("notes"))
        try FileManager.default.removeItem(atPath: fixture.path("notes"))
        #expect(try await labels("stop an answer").first == "Manual")
        #expect(try await fixture.knowledge.answer("help").contains("(there is nothing there any more)"))
    }

    @Test("repairs text that is not valid, and finds words with and without accents")
    func repaired() async throws {
        try fixture.write(Data("\u{FEFF}M\u{FC}sli\r\n\r\nmandrake ".utf8) + Data([0xFF, 0xFE]), to: "notes/a.md")
        try fixture.folders.add(fixture.path("notes"))
        let found = try await fixture.knowledge.find(Question("musli")).passages
        #expect(found.map(\.markdown) == ["Müsli\n\nmandrake \u{FFFD}\u{FFFD}"])
    }

    @Test("finds Chinese and Japanese words inside runs of characters")
    func characters() async throws {
        try fixture.write("停止回答的方法是按下按键。", to: "notes/zh.txt")
        try fixture.write("返事を止める方法", to: "notes/ja.md")
        try fixture.folders.add(fixture.path("notes"))
        #expect(try await labels("停止回答") == ["notes/zh.txt"])
        #expect(try await labels("止める方法") == ["notes/ja.md"])
    }
}

@Suite("The list of added folders")
struct KnowledgeFoldersTests {
    let fixture: GuideFixture

    init() throws { fixture = try GuideFixture() }

    @Test("keeps paths in order, in a file that only its owner can read")
    func list() throws {
        try fixture.write("a", to: "notes/a.md")
        try fixture.write("b", to: "notes/b.txt")
        try fixture.write("c", to: "other/ö c.md")
        #expect(try fixture.folders.list().isEmpty)
        #expect(try fixture.folders.add(fixture.path("notes") + "/../notes/") == 2)
        #expect(try fixture.folders.add(fixture.path("other/ö c.md")) == 1)
        #expect(try fixture.folders.list() == [fixture.path("notes"), fixture.path("other/ö c.md")])
        let attributes = try FileManager.default.attributesOfItem(atPath: fixture.path("lists/knowledge.txt"))
        #expect((attributes[.posixPermissions] as? NSNumber)?.intValue == 0o600)
        #expect(try FileManager.default.contentsOfDirectory(atPath: fixture.path("lists")) == ["knowledge.txt"])
        #expect(fixture.folders.documentCount(at: fixture.path("notes")) == 2)

        try fixture.folders.remove(fixture.path("notes"))
        #expect(try fixture.folders.list() == [fixture.path("other/ö c.md")])
    }

    @Test("refuses, in words, what cannot be added or removed")
    func refusals() throws {
        try fixture.write("a", to: "notes/a.md")
        try fixture.write("a", to: "notes/a.pdf")
        let notes = fixture.path("notes")
        try fixture.folders.add(notes)
        #expect(throws: KnowledgeFoldersError.addedAlready(notes)) { try fixture.folders.add(notes + "/") }
        #expect(throws: KnowledgeFoldersError.notFound(fixture.path("none"))) {
            try fixture.folders.add(fixture.path("none"))
        }
        #expect(throws: KnowledgeFoldersError.notADocument(fixture.path("notes/a.pdf"))) {
            try fixture.folders.add(fixture.path("notes/a.pdf"))
        }
        #expect(throws: KnowledgeFoldersError.lineBreakInPath) { try fixture.folders.add("/tmp/a\nb") }
        #expect(throws: KnowledgeFoldersError.notAdded("/none")) { try fixture.folders.remove("/none") }
        let unwritable = KnowledgeFolders(listFile: fixture.path("notes/a.md/list.txt"))
        #expect(throws: KnowledgeFoldersError.self) { try unwritable.add(notes) }
    }
}
