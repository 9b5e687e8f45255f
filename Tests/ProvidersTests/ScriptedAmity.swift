import ChatModel
import Providers
import TestSupport

/// A service of Amity BOTs+ whose answers a test writes.
struct ScriptedAmity: Sendable {
    typealias Script = ScriptedHTTPServer.Script

    static let key = "secret-0123456789"

    var post: Script = { _, response in
        try await response.json(#"{"answer":"Hello","inspection":{},"searchResults":{}}"#)
    }
    /// Asked after a stop. Other services than ours do not have it.
    var status: Script = { _, response in try await response.json("{}", status: 404) }
    var settings = AmitySettings(
        timeouts: ServiceTimeouts(silence: .seconds(30), verdict: .seconds(30)),
        retries: RetryPolicy(firstWait: .milliseconds(1)), busyWaits: [.milliseconds(1), .milliseconds(1)])

    /// Runs the service with a client of it.
    func serving(_ body: (AmityProvider, ScriptedHTTPServer) async throws -> Void) async throws {
        try await ScriptedHTTPServer.serving { request, response in
            switch (request.method, request.target.split(separator: "?")[0]) {
            case ("POST", "/api/v1/assistants/messages"): try await post(request, response)
            case ("GET", "/api/v1/assistants/messages/status"): try await status(request, response)
            default: try await response.json("{}", status: 418)
            }
        } _: { server in
            let provider = AmityProvider(url: try Self.address(of: server), key: Self.key, settings: settings)
            do {
                try await body(provider, server)
                await provider.close()
            } catch {
                await provider.close()
                throw error
            }
        }
    }

    static func address(of server: ScriptedHTTPServer) throws -> ServiceAddress {
        try ServiceAddress("http://127.0.0.1:\(server.port)/api/v1/assistants/messages")
    }
}
