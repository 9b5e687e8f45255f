import ChatModel
import TestSupport

@testable import Providers

extension FaultSubject {
    /// Its side of HTTP: the channel is refused, so that the reply comes whole.
    static let betterForms: FaultSubject = {
        let text = "Press Éc👩‍🚀."
        let body = Array(BetterFormsRig.reply(text).utf8)
        return FaultSubject(
            name: "BetterForms", recording: body, shown: [(body.count, text)], recordEnd: 0, wholeAt: body.count,
            afterEnd: "", service: betterFormsService,
            requests: [
                Request(name: "channel", isIt: { $0.method == "GET" }),
                Request(name: "post", isIt: { $0.method == "POST" }),
            ],
            answer: { (BetterFormsRig.reply($0), "application/json") }, client: betterFormsClient)
    }()

    private static func betterFormsService(answer: FaultAnswer) -> FaultServer.Script {
        { request in
            guard request.method == "POST" else { return .json("{}", status: 404) }
            return .head(201, ["Content-Type": "application/json", "Connection": "close"]) + answer
        }
    }

    private static func betterFormsClient(of origin: FaultOrigin, silence: Duration) throws -> FaultClient {
        let settings = BetterFormsSettings(
            timeouts: ServiceTimeouts(
                connect: min(silence, .seconds(10)), silence: silence, streamGrace: min(silence, .seconds(10))),
            retries: RetryPolicy(firstWait: .milliseconds(1)))
        let provider = BetterFormsProvider(
            address: try origin.address(), key: FaultAssisters.key, settings: settings, environment: [:],
            authorities: try origin.authorities())
        return FaultClient(reply: { provider.reply(to: $0) }, close: { await provider.close() })
    }
}
