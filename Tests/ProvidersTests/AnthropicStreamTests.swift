import ChatModel
import Testing

@testable import Providers

@Suite("Anthropic's answers")
struct AnthropicStreamTests {
    private static let dialect = AnthropicDialect(prefix: "")

    private let cuts = ModelCuts(dialect: dialect, settings: ModelSettings(maxTokens: 1_000))

    private func read(_ stream: ModelStream) -> ModelRig<AnthropicDialect> { cuts.whole(stream) }

    private func failure(_ end: ReplyEnd?) -> Failure? {
        switch end {
        case .interrupted(let failure), .failed(let failure): failure
        default: nil
        }
    }

    @Test("no answer depends on how it is cut", arguments: AnthropicStreams.all)
    func cut(_ stream: ModelStream) { #expect(cuts.deviations(stream) == []) }

    @Test("an answer is whole from its end on and not before", arguments: AnthropicStreams.all)
    func broken(_ stream: ModelStream) { #expect(cuts.misjudged(stream) == []) }

    @Test("text to its end, and what it took")
    func plain() {
        for stream in [
            AnthropicStreams.plain, AnthropicStreams.crlf, AnthropicStreams.noStopReason, AnthropicStreams.gateway,
        ] {
            let rig = read(stream)
            #expect(rig.end == .complete)
            #expect(rig.part(.notice) == nil)
            #expect(rig.usage?.input == 25 && rig.usage?.model == "claude-test-1")
        }
        let rig = read(AnthropicStreams.plain)
        #expect(Array(rig.text.utf8) == Array("Hello, e\u{301} 👩‍👧\n日本 😀!".utf8))
        #expect(rig.usage?.output == 15)
        #expect(rig.parts.map(\.kind) == [.usage])
    }

    @Test("thoughts before the text are one, also where they are hidden; the cache is counted as read")
    func thinking() {
        let rig = read(AnthropicStreams.thinking)
        #expect(rig.part(.reasoning) == MessagePart.reasoning(1, text: "Let me see.\n\nSo."))
        #expect(rig.text == "27 * 453 = 12,231")
        #expect(
            rig.usage == TokenUsage(input: 1_104, cachedInput: 1_000, output: 120, model: "claude-test-1"))
    }

    @Test("a thought is there before its first word")
    func silentThought() {
        var rig = ModelRig.reading(Self.dialect)
        rig.receive(
            AnthropicStreams.start() + "\n\n" + AnthropicStreams.block(0, AnthropicStreams.emptyThought) + "\n\n")
        #expect(rig.events == [.part(.reasoning(1))])
    }

    @Test("calls of tools are told with name and arguments, as far as they came")
    func tools() {
        let rig = read(AnthropicStreams.tool)
        #expect(rig.text == "I look." && rig.end == .complete)
        #expect(
            rig.parts.dropLast() == [
                ModelPart.toolCall(1, name: "get_weather", arguments: #"{"location": "San Francisco"}"#),
                ModelPart.toolCall(2, name: "clock", arguments: ""),
            ])
        let alone = read(AnthropicStreams.toolAlone)
        #expect(alone.parts.first == ModelPart.toolCall(1, name: "f", arguments: #"{"a":1}"#))
        #expect(alone.parts.contains(ModelPart.onlyTools))
        let cut = read(AnthropicStreams.cutTool)
        #expect(cut.parts.first == ModelPart.toolCall(1, name: "f", arguments: #"{"a": [1, 2"#))
        #expect(failure(cut.end)?.what == "The answer was cut at its length limit")
    }

    @Test("an end that is none says why, and how it can go on")
    func ends() {
        let length = read(AnthropicStreams.length)
        #expect(length.end?.isInterrupted == true && length.text == "Half")
        #expect(failure(length.end)?.why.contains("1,000 tokens") == true)
        #expect(failure(read(AnthropicStreams.context).end)?.what.contains("context was full") == true)
        #expect(failure(read(AnthropicStreams.pause).end)?.what == "The model paused")
        #expect(read(AnthropicStreams.pause).end?.isInterrupted == true)
        let refusal = read(AnthropicStreams.refusal)
        #expect(refusal.end == .failed(ModelEnd.refused(why: "It is not allowed.").words(of: "127.0.0.1:1")))
        #expect(refusal.text == "I")
        let error = read(AnthropicStreams.error)
        #expect(error.text == "Half" && failure(error.end)?.why == "Overloaded")
        #expect(error.usage == TokenUsage(input: 25, model: "claude-test-1"))
    }

    @Test("the limit that nobody chose is what was written to it")
    func writtenLimit() {
        let rig = ModelCuts(dialect: Self.dialect).whole(AnthropicStreams.length)
        #expect(failure(rig.end)?.why.contains("15 tokens") == true)
    }

    @Test("what is not known is passed over, and text behind it is a paragraph of its own")
    func unknown() {
        let rig = read(AnthropicStreams.unknown)
        #expect(rig.text == "I see.\n\nMore." && rig.end == .complete)
        #expect(rig.part(.notice) == nil)
    }

    @Test("one record that cannot be read is noted, and one that breaks the rules of JSON is read")
    func bad() {
        let rig = read(AnthropicStreams.bad)
        #expect(rig.text == "a\u{FFFD}b\u{1}c" && rig.end == .complete)
        #expect(rig.part(.notice)?.title == "one record of the answer could not be read")
    }

    @Test(
        "an error is one in every form that gateways give it",
        arguments: [
            "event: error\ndata: Broken", #"data: {"error":{"message":"Broken"}}"#, #"data: {"error":"Broken"}"#,
            #"{"error":{"message":"Broken"}}"#, #"{"type":"error","error":{"type":"Broken"}}"#,
        ])
    func errorForms(_ record: String) {
        var rig = ModelRig.reading(Self.dialect)
        rig.receive(record + "\n\n")
        rig.close()
        #expect(failure(rig.end)?.why == "Broken")
        #expect(rig.part(.notice) == nil)
    }

    @Test("a service that does not stream is understood, whole and cut")
    func whole() {
        let bytes = Array(AnthropicStreams.whole.utf8)
        for cut in 0...bytes.count {
            var rig = ModelRig.reading(Self.dialect)
            rig.receive(Array(bytes[..<cut]))
            rig.close()
            #expect((rig.end == .complete) == (cut == bytes.count), "cut at \(cut)")
            guard cut == bytes.count else { continue }
            #expect(rig.text == "Hello")
            #expect(rig.parts.map(\.kind) == [.reasoning, .toolCall, .usage])
        }
    }

    @Test(
        "an answer that is none of these fails in words",
        arguments: [
            #"{"type":"error","error":{"type":"api_error","message":"Broken"}}"#, "{\"ok\":true}", "[]",
            "<html></html>",
        ])
    func noMessage(_ body: String) {
        var rig = ModelRig.reading(Self.dialect)
        rig.receive(body)
        rig.close()
        let failure = failure(rig.end)
        #expect(failure?.what.isEmpty == false && failure?.why.isEmpty == false)
        if body.contains("Broken") { #expect(failure?.why == "Broken") }
    }
}
