import ChatModel
import TestSupport

@testable import Providers

extension FaultSubject {
    static let assisters: FaultSubject = {
        let pieces = ["Press", " Éc", "👩‍🚀."]
        var recording = ": ping\n\n"
        var shown: [(bytes: Int, text: String)] = []
        for piece in pieces {
            recording += Wire.delta(piece)
            shown.append((recording.utf8.count, (shown.last?.text ?? "") + piece))
        }
        recording += Wire.final(pieces.joined(), status: "completed")
        let wholeAt = recording.utf8.count
        recording += Wire.done
        return FaultSubject(
            name: "Assisters", recording: Array(recording.utf8), shown: shown, recordEnd: 2, wholeAt: wholeAt,
            afterEnd: Wire.delta(" More.") + Wire.final("Other.") + Wire.done, service: assistersService,
            requests: [Request(name: "stream", isIt: \.isStream), Request(name: "post", isIt: \.isPost)],
            answer: { (Wire.reply($0), "application/json") }, client: assistersClient)
    }()

    /// Streams once the post is there, and gives the post up in the middle of its answer when the stream has ended.
    private static func assistersService(stream: FaultAnswer) -> FaultServer.Script {
        let (posted, streamed) = (Gate(), Gate())
        return { request in
            if request.isStream {
                let ends = stream.steps.last.map { [$0] } ?? []
                return .eventStream + .waiting { await posted.wait() } + FaultAnswer(stream.steps.dropLast())
                    + .waiting { streamed.open() } + FaultAnswer(ends)
            }
            guard request.isPost else { return .json("{}", status: 404) }
            posted.open()
            return .head(200, ["Content-Type": "application/json", "Content-Length": "99"]) + .text("{")
                + .waiting { await streamed.wait() } + .ending(.finished)
        }
    }

    private static func assistersClient(of origin: FaultOrigin, silence: Duration) throws -> FaultClient {
        var settings = FaultAssisters.settings
        settings.timeouts.silence = silence
        settings.timeouts.verdict = min(silence, .seconds(1))
        let connection = try origin.connection(path: "/v1", key: FaultAssisters.key, timeouts: settings.timeouts)
        let provider = AssistersProvider(connection: connection, settings: settings)
        return FaultClient(reply: { provider.reply(to: $0) }, close: { await provider.close() })
    }
}
