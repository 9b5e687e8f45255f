import ChatModel
import TestSupport

@testable import Providers

extension FaultSubject {
    static let amity: FaultSubject = {
        var recording = "/// a note of the documentation\n\n"
        var shown: [(bytes: Int, text: String)] = []
        for text in ["Press", "Press Éc", "Press Éc👩‍🚀."] {
            recording += #"data: {"__status":"active","content":"\#(text)"}"# + "\n\n"
            shown.append((recording.utf8.count, text))
        }
        recording += amityEnd("Press Éc👩‍🚀.")
        return FaultSubject(
            name: "Amity", recording: Array(recording.utf8), shown: shown, recordEnd: 2,
            wholeAt: recording.utf8.count,
            afterEnd: #"data: {"__status":"active","content":"More."}"# + "\n\n" + amityEnd("Other."),
            service: amityService, requests: [Request(name: "post", isIt: { $0.method == "POST" })],
            answer: { (amityEnd($0), "text/event-stream") }, client: amityClient)
    }()

    private static func amityEnd(_ text: String) -> String {
        #"data: {"__status":"finished","answer":"\#(text)","inspection":{},"searchResults":{}}"# + "\n\n"
    }

    private static func amityService(stream: FaultAnswer) -> FaultServer.Script {
        { $0.method == "POST" ? .eventStream + stream : .json("{}", status: 404) }
    }

    private static func amityClient(of origin: FaultOrigin, silence: Duration) throws -> FaultClient {
        var settings = AmitySettings(
            timeouts: ServiceTimeouts(silence: silence), retries: RetryPolicy(firstWait: .milliseconds(1)),
            busyWaits: [])
        settings.timeouts.verdict = min(silence, .seconds(1))
        let connection = try origin.connection(
            path: "/api/v1/assistants/messages", key: FaultAssisters.key, timeouts: settings.timeouts)
        let provider = AmityProvider(connection: connection, settings: settings)
        return FaultClient(reply: { provider.reply(to: $0) }, close: { await provider.close() })
    }
}
