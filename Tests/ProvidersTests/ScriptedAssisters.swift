import ChatModel
import Providers
import TestSupport

/// A service of the Assisters API whose stream and whose answers to posts a test writes.
struct ScriptedAssisters: Sendable {
    typealias Script = ScriptedHTTPServer.Script

    static let key = "sk-secret-0123456789"

    var stream: Script = { _, response in try await response.json("{}", status: 404) }
    var post: Script = { _, response in try await response.json(Wire.reply("Hello")) }
    var settings = AssistersSettings(
        timeouts: ServiceTimeouts(silence: .seconds(30), streamGrace: .seconds(10), verdict: .seconds(30)),
        retries: RetryPolicy(firstWait: .milliseconds(1)))

    /// Runs the service with a client of it.
    func serving(
        _ body: (AssistersProvider, ScriptedHTTPServer) async throws -> Void
    ) async throws {
        try await ScriptedHTTPServer.serving(answer) { server in
            let address = try ServiceAddress("http://127.0.0.1:\(server.port)/v1")
            let provider = AssistersProvider(address: address, key: Self.key, settings: settings)
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
        let path = request.target.split(separator: "?")[0]
        switch (request.method, path) {
        case (_, let path) where path.hasSuffix("/stream"): try await stream(request, response)
        case (_, let path) where path.hasSuffix("/messages"): try await post(request, response)
        case ("GET", "/v1/assisters"):
            try await response.json(#"{"data":[{"id":"asst_1","name":"Guide"}],"total":1,"has_more":false}"#)
        case ("POST", "/v1/threads"): try await response.json(#"{"id":"thread_1"}"#, status: 201)
        default: try await response.json(Wire.error("no such path"), status: 404)
        }
    }
}

/// Opens once. One task may wait for it.
struct Gate: Sendable {
    private let parts = AsyncStream.makeStream(of: Never.self)

    func open() { parts.continuation.finish() }

    /// Returns when it is open, or when the waiting task is cancelled.
    func wait() async { for await _ in parts.stream {} }
}

extension ScriptedHTTPServer {
    /// The posts that ask for a reply.
    var posts: [Request] { requests.filter { $0.method == "POST" && $0.target.hasSuffix("/messages") } }
}

extension ScriptedHTTPServer.Response {
    func beginStream() async throws { try await begin(200, ["Content-Type": "text/event-stream; charset=utf-8"]) }
}

extension StreamingReply {
    /// All events to the end; `react` sees each with the text so far.
    func events(_ react: (ReplyEvent, String) -> Void = { _, _ in }) async -> [ReplyEvent] {
        var all: [ReplyEvent] = []
        for await event in events {
            all.append(event)
            react(event, all.text)
        }
        return all
    }
}
