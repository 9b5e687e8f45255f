import ChatModel
import Foundation
import Testing

@testable import weft

@Suite("Lists of models that are kept")
struct ModelShelfTests {
    private static let models = [
        Assistant(
            id: "large", profile: AssistantProfile(name: "Large", description: "128k", model: "large"),
            takesImages: true, contextTokens: 128_000),
        Assistant(id: "kléin/日", profile: AssistantProfile(name: "kléin", model: "kléin/日")),
    ]

    private let scratch: Scratch
    private let entry: ModelShelf.Entry

    init() throws {
        scratch = try Scratch()
        entry = try #require(try Self.entry(scratch, "http://127.0.0.1:8080/v1"))
    }

    private static func entry(_ scratch: Scratch, _ url: String) throws -> ModelShelf.Entry? {
        let text = "[services.house]\nkind = \"openai\"\nurl = \"\(url)\"\nkey_env = \"MODEL_KEY\"\n"
        return try Configuration.parse(text).get().services.first.map(scratch.locations.models.entry)
    }

    private var file: String { scratch.path + "/.cache/weft/models/house.json" }

    @Test("A list is read as it was written, with the time it was fetched, by nobody else")
    func roundTrip() throws {
        #expect(entry.read() == nil)
        entry.write(Self.models, at: Timestamp(milliseconds: 7))
        let list = AssistantList(
            assistants: Self.models, hasMore: false, rememberedFrom: Timestamp(milliseconds: 7))
        #expect(entry.read() == list)
        #expect(try scratch.permissions(of: file) == 0o600)
        entry.write([Self.models[1]], at: Timestamp(milliseconds: 8))
        #expect(entry.read()?.assistants == [Self.models[1]])
        #expect(try FileManager.default.contentsOfDirectory(atPath: scratch.path + "/.cache/weft/models").count == 1)
    }

    @Test("It counts for the address that it was fetched from, and for no other")
    func otherAddress() throws {
        entry.write(Self.models, at: Timestamp(milliseconds: 7))
        #expect(try Self.entry(scratch, "http://127.0.0.1:8081/v1")?.read() == nil)
        #expect(try Self.entry(scratch, "http://127.0.0.1:8080/v1")?.read() != nil)
    }

    @Test("An empty list is not kept in the place of one that was there")
    func empty() {
        entry.write(Self.models, at: Timestamp(milliseconds: 7))
        entry.write([], at: Timestamp(milliseconds: 8))
        #expect(entry.read()?.assistants.count == 2)
    }

    @Test("A file that is broken anywhere is as none")
    func broken() throws {
        entry.write(Self.models, at: Timestamp(milliseconds: 7))
        let whole = try Data(contentsOf: URL(fileURLWithPath: file))
        for count in 0..<whole.count {
            try whole.prefix(count).write(to: URL(fileURLWithPath: file))
            #expect(entry.read() == nil)
        }
        let newer = String(decoding: whole, as: UTF8.self).replacing("\"version\":2", with: "\"version\":3")
        try newer.write(toFile: file, atomically: false, encoding: .utf8)
        #expect(entry.read() == nil)
    }

    @Test("Where nothing can be written nothing happens")
    func unwritable() throws {
        try scratch.write("in the way", to: ".cache")
        entry.write(Self.models, at: Timestamp(milliseconds: 7))
        #expect(entry.read() == nil)
        #expect(try scratch.text(of: ".cache") == "in the way")
    }
}
