import NIOCore
import NIOPosix

/// A client that shows what comes over a connection, without any understanding of it.
package struct FaultProbe: Sendable {
    /// What came, in the pieces that it came in.
    package private(set) var pieces: [[UInt8]] = []
    /// The connection was torn down, not closed in order.
    package private(set) var wasReset = false

    package var bytes: [UInt8] { Array(pieces.joined()) }
    package var text: String { String(decoding: bytes, as: UTF8.self) }

    /// Sends a text and reads until the server closes, or until so many bytes have come; then leaves.
    package static func send(_ text: String, to server: FaultServer, upTo count: Int = .max) async throws -> FaultProbe
    {
        let parts = server.authority.split(separator: ":")
        let connection = try await ClientBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .connect(host: String(parts[0]), port: server.port) { channel in
                channel.eventLoop.makeCompletedFuture {
                    try NIOAsyncChannel<ByteBuffer, ByteBuffer>(wrappingChannelSynchronously: channel)
                }
            }
        return try await connection.executeThenClose { inbound, outbound in
            var probe = FaultProbe()
            var received = 0
            try await outbound.write(ByteBuffer(string: text))
            do {
                for try await bytes in inbound {
                    probe.pieces.append(Array(bytes.readableBytesView))
                    received += bytes.readableBytes
                    if received >= count { break }
                }
            } catch {
                probe.wasReset = true
            }
            return probe
        }
    }
}
