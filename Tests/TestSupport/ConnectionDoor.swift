import NIOCore
import Synchronization

/// Where connections enter a server of the tests, so that none is left alone.
///
/// A listener that closes drops a connection that is just being set up, and NIO traps on one that was wrapped and never
/// served. The door keeps each until it is served, and ends what is left when the server is gone.
final class ConnectionDoor<Inbound: Sendable, Outbound: Sendable>: Sendable {
    typealias Connection = NIOAsyncChannel<Inbound, Outbound>

    private struct State {
        var isShut = false
        var waiting: [ObjectIdentifier: Connection] = [:]
    }

    private let state = Mutex(State())

    /// Wraps a channel on its event loop; throws once the door is shut.
    func enter(_ channel: any Channel) throws -> Connection {
        try state.withLock { state in
            if state.isShut { throw ChannelError.alreadyClosed }
            let connection = try Connection(wrappingChannelSynchronously: channel)
            state.waiting[ObjectIdentifier(channel)] = connection
            return connection
        }
    }

    /// Serves a connection that has entered.
    func serve(
        _ connection: Connection,
        _ body:
            @Sendable (
                NIOAsyncChannelInboundStream<Inbound>, NIOAsyncChannelOutboundWriter<Outbound>
            ) async throws -> Void
    ) async throws {
        defer { state.withLock { $0.waiting[ObjectIdentifier(connection.channel)] = nil } }
        try await connection.executeThenClose(body)
    }

    /// Lets nobody in any more, and ends what was not served.
    func shut() async {
        let left = state.withLock { state in
            state.isShut = true
            return state.waiting.values
        }
        for connection in left { try? await connection.executeThenClose { _, _ in } }
    }
}
