import ChatModel
import NIOSSL
import TestSupport
import WireFormats

@testable import Providers

/// A service of the BetterForms API whose answers and channels a test writes.
struct ScriptedBetterForms: Sendable {
    typealias Script = ScriptedHTTPServer.Script

    static let key = "BFAPI_secret-0123456789"

    var create: Script = { _, response in try await response.json(BetterFormsRig.acknowledgement, status: 201) }
    var stop: Script = { _, response in try await response.json(#"{"success":true,"status":"cancelled"}"#) }
    /// With one, every connection is encrypted.
    var certificate: TestCertificate?
    /// How a request to open a channel is refused, by its number from 0.
    var refuses: @Sendable (Int) -> ScriptedSocketServer.Refusal? = { _ in nil }
    /// Plays a channel that was joined.
    var channel: @Sendable (ScriptedChannel) async throws -> Void = { await $0.socket.untilClientLeaves() }
    var settings = BetterFormsSettings(
        providerKey: "sk-provider-0123456789",
        timeouts: ServiceTimeouts(silence: .seconds(30), streamGrace: .seconds(30)),
        retries: RetryPolicy(firstWait: .milliseconds(1)), rejoinWaits: [.zero, .milliseconds(1)])

    /// Runs the service with a client of it.
    func serving(_ body: (BetterFormsProvider, ScriptedSocketServer) async throws -> Void) async throws {
        try await ScriptedSocketServer.serving(
            certificate: certificate, http: answer, refuses: refuses, socket: play
        ) { server in
            let scheme = certificate == nil ? "http" : "https"
            let provider = BetterFormsProvider(
                address: try ServiceAddress("\(scheme)://127.0.0.1:\(server.port)"), key: Self.key,
                settings: settings, environment: [:],
                authorities: certificate == nil ? [] : try NIOSSLCertificate.fromPEMBytes(TestCertificate.authority))
            do {
                try await body(provider, server)
                await provider.close()
            } catch {
                await provider.close()
                throw error
            }
        }
    }

    private func answer(
        _ request: ScriptedHTTPServer.Request, _ response: ScriptedHTTPServer.Response
    ) async throws {
        switch (request.method, request.target) {
        case ("POST", "/stream/create/assistants"): try await create(request, response)
        case ("POST", "/stream/create/assistants/stop"): try await stop(request, response)
        default: try await response.json(BetterFormsRig.error("no such path", status: 404), status: 404)
        }
    }

    private func play(_ socket: ScriptedSocket) async throws {
        guard let text = await socket.next() else { return }
        let request = try WireJSON.decode(BetterForms.ChannelRequest.self, from: Array(text.utf8))
        guard case .join(let name) = request else { return }
        try await socket.send(#"{"joined":"\#(name)"}"#)
        try await channel(ScriptedChannel(socket: socket, name: name, action: settings.actionName))
    }
}

/// A channel that a client has joined.
struct ScriptedChannel: Sendable {
    let socket: ScriptedSocket
    let name: String
    let action: String

    func send(_ events: BetterForms.Event...) async throws {
        for event in events { try await socket.send(text(of: event)) }
    }

    func text(of event: BetterForms.Event) throws -> String {
        let envelope = BetterForms.Envelope(channel: name, actionName: action, event: .init(event))
        return String(decoding: try WireJSON.encode(envelope), as: UTF8.self)
    }
}

extension BetterForms.Event {
    static let started = threadInfo(threadID: BetterFormsRig.ids.thread, runID: BetterFormsRig.ids.run)

    static func end(_ reason: String? = nil) -> Self { .end(finishReason: reason, usage: nil) }
}

extension ScriptedSocketServer {
    func requests(to path: String) -> [ScriptedHTTPServer.Request] { requests.filter { $0.target == path } }

    var upgrades: [ScriptedHTTPServer.Request] { requests(to: "/messaging") }
    var creations: [ScriptedHTTPServer.Request] { requests(to: "/stream/create/assistants") }
    var stops: [ScriptedHTTPServer.Request] { requests(to: "/stream/create/assistants/stop") }
}
