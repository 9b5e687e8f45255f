import ChatModel
import Testing

@testable import Providers

@Suite("Ollama's answers")
struct OllamaStreamTests {
    private static let dialect = OllamaDialect(prefix: "api/")

    private let cuts = ModelCuts(dialect: dialect, settings: ModelSettings(maxTokens: 1_000))

    private func read(_ stream: ModelStream) -> ModelRig<OllamaDialect> { cuts.whole(stream) }

    private func failure(_ end: ReplyEnd?) -> Failure? {
        switch end {
        case .interrupted(let failure), .failed(let failure): failure
        default: nil
        }
    }

    @Test("no answer depends on how it is cut", arguments: OllamaStreams.all)
    func cut(_ stream: ModelStream) { #expect(cuts.deviations(stream) == []) }

    @Test("an answer is whole from its end on and not before", arguments: OllamaStreams.all)
    func broken(_ stream: ModelStream) { #expect(cuts.misjudged(stream) == []) }

    @Test("text to its end, what it took, and how long loading and writing did")
    func plain() {
        let rig = read(OllamaStreams.plain)
        #expect(Array(rig.text.utf8) == Array("Hello, e\u{301} 👩‍👧\n日本 😀!".utf8))
        #expect(rig.end == .complete)
        #expect(rig.usage == TokenUsage(input: 26, output: 298, model: "llama3.2"))
        #expect(rig.part(.inspection)?.title == "loaded in 1.3 s, read in 0.3 s, 66 tokens a second")
        #expect(read(OllamaStreams.crlf).text == "Hello" && read(OllamaStreams.crlf).end == .complete)
        #expect(read(OllamaStreams.noNewline).end == .complete)
        let bare = read(OllamaStreams.bareEnd)
        #expect(bare.end == .complete && bare.text == "Hi" && bare.usage?.output == 2)
        #expect(bare.part(.inspection) == nil)
    }

    @Test("a thought comes before the text")
    func thinking() {
        let rig = read(OllamaStreams.thinking)
        #expect(rig.part(.reasoning) == .reasoning(1, text: "Let me see."))
        #expect(rig.text == "Yes.")
        let inline = read(OllamaStreams.inlineThinking)
        #expect(inline.part(.reasoning) == .reasoning(1, text: "Hm"))
        #expect(inline.text == "Yes.")
    }

    @Test("calls of tools are told with name and arguments")
    func tools() {
        let rig = read(OllamaStreams.tools)
        #expect(rig.end == .complete && rig.text.isEmpty)
        #expect(
            rig.parts.filter { $0.kind == .toolCall } == [
                ModelPart.toolCall(1, name: "get_weather", arguments: #"{"city":"Tokyo","days":2}"#),
                ModelPart.toolCall(2, name: "clock", arguments: "{}"),
            ])
        #expect(rig.parts.contains(ModelPart.onlyTools))
    }

    @Test("an end that is none says why")
    func ends() {
        #expect(failure(read(OllamaStreams.length).end)?.what == "The answer was cut at its length limit")
        #expect(failure(read(OllamaStreams.length).end)?.why.contains("1,000 tokens") == true)
        #expect(failure(read(OllamaStreams.context).end)?.what.contains("context was full") == true)
        let free = ModelCuts(dialect: Self.dialect).whole(OllamaStreams.length)
        #expect(failure(free.end)?.what.contains("context was full") == true)
        #expect(failure(read(OllamaStreams.unload).end)?.why.contains("unload") == true)
        let error = read(OllamaStreams.error)
        #expect(error.text == "Half")
        #expect(failure(error.end)?.why == "an error was encountered while running the model")
    }

    @Test("lines that cannot be read are counted, and one that breaks the rules of JSON is read")
    func bad() {
        let rig = read(OllamaStreams.bad)
        #expect(rig.text == "ab\u{FFFD}\u{1}c" && rig.end == .complete)
        #expect(rig.part(.notice)?.title == "2 records of the answer could not be read")
    }

    @Test("a web page and a line without an end fail in words")
    func noLines() {
        var page = ModelRig.reading(Self.dialect)
        page.receive("\n <html>\n</html>")
        #expect(failure(page.end)?.why.contains("web page") == true)
        var long = ModelRig.reading(Self.dialect, settings: ModelSettings(mostBytes: 1_000))
        long.receive(OllamaStreams.text("Half") + "\n" + String(repeating: "x", count: 600))
        #expect(long.end == nil && long.text == "Half")
        long.receive(String(repeating: "x", count: 600))
        #expect(long.end?.isInterrupted == true)
    }
}
