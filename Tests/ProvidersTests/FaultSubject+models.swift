import ChatModel
import TestSupport

@testable import Providers

extension FaultSubject {
    static let chatCompletions = model(
        "Chat Completions", .chatCompletions, before: ": PROCESSING\n\n", pieces: chatPiece,
        end: [ChatCompletionsCutTests.chunk("{}", #""stop""#), "data: [DONE]"])

    static let responses = model(
        "Responses", .responses, before: ResponsesCutTests.response("response.created", "in_progress") + "\n\n",
        pieces: { ResponsesCutTests.event("response.output_text.delta", #""item_id":"m","delta":"\#($0)""#) },
        end: [ResponsesCutTests.response("response.completed", "completed")])

    static let anthropic = model(
        "Anthropic", .anthropic,
        before: AnthropicStreams.start() + "\n\n" + AnthropicStreams.block(0, AnthropicStreams.emptyText) + "\n\n",
        pieces: { AnthropicStreams.text(0, $0) }, end: [AnthropicStreams.end("end_turn"), AnthropicStreams.over])

    static let ollama = model(
        "Ollama", .ollama, before: "\n", pieces: OllamaStreams.text, end: [OllamaStreams.end()])

    private static func chatPiece(_ text: String) -> String {
        ChatCompletionsCutTests.chunk(#"{"content":"\#(text)"}"#)
    }

    /// - Parameter end: The records behind the text, the first of which ends the reply.
    private static func model(
        _ name: String, _ api: ModelAPI, before: String, pieces: @escaping @Sendable (String) -> String, end: [String]
    ) -> FaultSubject {
        var (recording, text) = (before, "")
        var shown: [(bytes: Int, text: String)] = []
        for piece in ["Press", " Éc", "👩‍🚀."] {
            recording += pieces(piece) + "\n\n"
            text += piece
            shown.append((recording.utf8.count, text))
        }
        let whole = recording.utf8.count + (end.first?.utf8.count ?? 0) + 2
        recording += end.joined(separator: "\n\n") + "\n\n"
        let ending = end.joined(separator: "\n\n") + "\n\n"
        return FaultSubject(
            name: name, recording: Array(recording.utf8), shown: shown, recordEnd: 2, wholeAt: whole,
            afterEnd: pieces("More.") + "\n\n", service: { stream in { _ in .eventStream + stream } },
            requests: [Request(name: "post", isIt: { $0.method == "POST" })],
            answer: { (pieces($0) + "\n\n" + ending, "text/event-stream") },
            client: { try modelClient(api, of: $0, silence: $1) })
    }

    private static func modelClient(
        _ api: ModelAPI, of origin: FaultOrigin, silence: Duration
    ) throws -> FaultClient {
        let settings = ModelSettings(
            model: "m", timeouts: ServiceTimeouts(silence: silence), retries: RetryPolicy(firstWait: .milliseconds(1)))
        let connection = try origin.connection(path: "/v1", key: FaultAssisters.key, timeouts: settings.timeouts)
        let address = try origin.address(path: "/v1")
        let provider = ModelProvider(api.dialect(at: address), connection: connection, settings: settings)
        return FaultClient(reply: { provider.reply(to: $0) }, close: { await provider.close() })
    }
}
