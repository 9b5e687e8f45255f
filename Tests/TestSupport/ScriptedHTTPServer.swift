import NIOCore
import NIOHTTP1
import NIOPosix
import Synchronization

/// An HTTP/1.1 server on loopback that answers as a test says.
package final class ScriptedHTTPServer: Sendable {
    /// Answers one request. Its task is cancelled when the client closes the connection.
    package typealias Script = @Sendable (Request, Response) async throws -> Void
    private typealias Door = ConnectionDoor<HTTPServerRequestPart, HTTPServerResponsePart>

    package let port: Int
    private let door: Door
    private let script: Script
    private let log = Mutex<[Request]>([])

    /// Serves while `body` runs, and is gone when this returns.
    package static func serving<Result: Sendable>(
        _ script: @escaping Script, _ body: (ScriptedHTTPServer) async throws -> Result
    ) async throws -> Result {
        let door = Door()
        let listener = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .serverChannelOption(ChannelOptions.socketOption(.so_reuseaddr), value: 1)
            .bind(host: "127.0.0.1", port: 0) { channel in
                channel.eventLoop.makeCompletedFuture {
                    let pipeline = channel.pipeline.syncOperations
                    // Without assistance a client that leaves is noticed while an answer is being written.
                    try pipeline.configureHTTPServerPipeline(withPipeliningAssistance: false)
                    return try door.enter(channel)
                }
            }
        let server = ScriptedHTTPServer(
            port: listener.channel.localAddress?.port ?? 0, door: door, script: script)
        let serving = Task { try await server.serve(listener) }
        let result: Swift.Result<Result, any Error>
        do { result = .success(try await body(server)) } catch { result = .failure(error) }
        try? await listener.channel.close()
        _ = await serving.result
        await door.shut()
        return try result.get()
    }

    private init(port: Int, door: Door, script: @escaping Script) {
        self.port = port
        self.door = door
        self.script = script
    }

    /// All requests so far, in the order of their ends.
    package var requests: [Request] { log.withLock { $0 } }

    private func serve(_ listener: NIOAsyncChannel<Door.Connection, Never>) async throws {
        try await listener.executeThenClose { connections in
            try await withThrowingDiscardingTaskGroup { group in
                for try await connection in connections {
                    group.addTask { try? await self.serve(connection) }
                }
                group.cancelAll()
            }
        }
    }

    private func serve(_ connection: Door.Connection) async throws {
        try await door.serve(connection) { inbound, outbound in
            await withDiscardingTaskGroup { group in
                try? await Self.read(inbound) { request in
                    self.log.withLock { $0.append(request) }
                    let response = Response(outbound: outbound, channel: connection.channel)
                    group.addTask { try? await self.script(request, response) }
                }
                group.cancelAll()
            }
        }
    }

    /// Reads requests until the client leaves.
    static func read(
        _ inbound: NIOAsyncChannelInboundStream<HTTPServerRequestPart>, whole: (Request) -> Void
    ) async throws {
        var request = Request()
        for try await part in inbound {
            switch part {
            case .head(let head):
                request = Request(method: head.method.rawValue, target: head.uri, fields: head.headers)
            case .body(let bytes): request.body.append(contentsOf: bytes.readableBytesView)
            case .end: whole(request)
            }
        }
    }
}

extension ScriptedHTTPServer {
    package struct Request: Sendable {
        package var method = ""
        /// Path and query.
        package var target = ""
        var fields = HTTPHeaders()
        package var body: [UInt8] = []

        /// nil when the request has no such header field.
        package func header(_ name: String) -> String? { fields.first(name: name) }

        package var text: String { String(decoding: body, as: UTF8.self) }
    }

    /// The answer to one request, written piece by piece.
    package struct Response: Sendable {
        let outbound: NIOAsyncChannelOutboundWriter<HTTPServerResponsePart>
        let channel: any Channel

        package func begin(_ status: Int = 200, _ headers: KeyValuePairs<String, String> = [:]) async throws {
            let fields = HTTPHeaders(headers.map { ($0.key, $0.value) })
            let head = HTTPResponseHead(version: .http1_1, status: .init(statusCode: status), headers: fields)
            try await outbound.write(.head(head))
        }

        package func write(_ text: String) async throws {
            try await outbound.write(.body(.byteBuffer(ByteBuffer(string: text))))
        }

        package func end() async throws { try await outbound.write(.end(nil)) }

        /// Closes the connection where it stands.
        package func cut() async throws { try await channel.close() }

        package func json(
            _ text: String, status: Int = 200, headers: KeyValuePairs<String, String> = [:]
        ) async throws {
            let own = [("Content-Type", "application/json"), ("Content-Length", "\(text.utf8.count)")]
            let fields = HTTPHeaders(own + headers.map { ($0.key, $0.value) })
            let head = HTTPResponseHead(version: .http1_1, status: .init(statusCode: status), headers: fields)
            try await outbound.write(.head(head))
            try await write(text)
            try await end()
        }

        /// Waits until the client closes the connection.
        package func untilClientLeaves() async {
            for await _ in AsyncStream<Never>.makeStream().stream {}
        }
    }
}
