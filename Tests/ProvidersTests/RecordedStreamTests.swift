import ChatModel
import Testing

@testable import Providers

@Suite("Recorded streams", .enabled(if: RecordedStream.folder != nil))
struct RecordedStreamTests {
    /// Each ends once and in time, and is the same at every cut; what came of it is printed, to be read by a person.
    @Test("A recorded stream is the same at every cut, and never whole before its end", arguments: RecordedStream.all)
    func recording(_ recorded: RecordedStream) {
        switch recorded.api {
        case .chatCompletions: hold(recorded.stream, ChatCompletionsDialect(ChatCompletionsTable.others))
        case .responses: hold(recorded.stream, ResponsesDialect())
        case .anthropic: hold(recorded.stream, AnthropicDialect(prefix: "v1/"))
        case .ollama: hold(recorded.stream, OllamaDialect(prefix: "api/"))
        }
    }

    private func hold<Dialect: ModelDialect>(_ stream: ModelStream, _ dialect: Dialect) {
        let cuts = ModelCuts(dialect: dialect)
        let whole = cuts.whole(stream)
        print(Self.words(of: whole, stream.description))
        #expect(whole.end != nil)
        #expect(!whole.parts.contains { $0.id == "notice-records" }, "all records can be read")
        #expect(cuts.deviations(stream) == [])
        #expect(cuts.misjudged(stream) == [])
    }

    private static func words<Dialect: ModelDialect>(of rig: ModelRig<Dialect>, _ name: String) -> String {
        let parts = rig.parts.map { "  \($0.kind.rawValue) | \($0.title) | \($0.text.debugDescription)" }
        let end = rig.end.map { "\($0)" } ?? "no end"
        return (["== \(name)", "  text \(rig.text.debugDescription)"] + parts + ["  end \(end)"])
            .joined(separator: "\n")
    }
}
