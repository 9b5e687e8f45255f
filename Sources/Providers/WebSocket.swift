import Foundation
import NIOCore
import NIOHTTP1
import NIOPosix
import NIOSSL
import NIOWebSocket

/// The way to one service by WebSocket (RFC 6455).
///
/// No key is sent on it. Redirects are not followed, and this machine is never spoken to through a proxy.
struct WebSocket: Sendable {
    enum News: Sendable {
        case opened
        /// Of text or of bytes, its fragments joined.
        case message([UInt8])
        /// A sign of life without a message.
        case alive
        /// Or it was never open. Nothing counts after it.
        case closed(ServiceFault)
    }

    private let address: ServiceAddress
    private let path: String
    private let connectTimeout: Duration
    private let proxy: ProxyChoice?
    private let authorities: [NIOSSLCertificate]

    /// - Parameters:
    ///   - path: Under the address, with or without a slash at its beginning.
    ///   - authorities: Whose certificates are trusted beside those that this machine trusts.
    init(
        address: ServiceAddress, path: String, connectTimeout: Duration, proxy: ProxyChoice?,
        authorities: [NIOSSLCertificate] = []
    ) {
        self.address = address
        self.path = path
        self.connectTimeout = connectTimeout
        self.proxy = proxy
        self.authorities = authorities
    }

    /// One message may have this many bytes.
    static let mostMessageBytes = 4 << 20

    /// Opens a connection and keeps it until either side closes it, which is said as `closed`; returns then.
    ///
    /// The end of `texts` closes it after they are sent. Cancelling closes it at once. A handshake that is not answered
    /// has no time limit of its own.
    /// - Parameter hear: Called in order.
    func run(sending texts: AsyncStream<[UInt8]>, hear: @escaping @Sendable (News) -> Void) async {
        do {
            try await withThrowingTaskGroup(of: Void.self) { group in
                let (channels, made) = AsyncStream.makeStream(of: (any Channel).self)
                group.addTask { await Self.closeOnCancel(channels) }
                defer { group.cancelAll() }
                let (channel, upgrade) = try await connect(making: made, hear: hear)
                if Task.isCancelled { channel.close(promise: nil) }
                // Where it was refused, the connection still speaks HTTP.
                if try await upgrade.get() { group.addTask { await Self.send(texts, to: channel) } }
                try await channel.closeFuture.get()
            }
        } catch {
            hear(.closed(ServiceFault(transport: error, afterFirstByte: false)))
        }
    }

    private static func closeOnCancel(_ channels: AsyncStream<any Channel>) async {
        var made: [any Channel] = []
        for await channel in channels { made.append(channel) }
        for channel in made { channel.close(promise: nil) }
    }

    private static func send(_ texts: AsyncStream<[UInt8]>, to channel: any Channel) async {
        for await text in texts {
            try? await channel.writeAndFlush(WebSocketFrame.sent(.text, ByteBuffer(bytes: text)))
        }
        guard !Task.isCancelled else { return }
        try? await channel.writeAndFlush(WebSocketFrame.sent(.connectionClose, .closing(.normalClosure)))
        channel.close(promise: nil)
    }

    private func connect(
        making made: AsyncStream<any Channel>.Continuation, hear: @escaping @Sendable (News) -> Void
    ) async throws -> (any Channel, EventLoopFuture<Bool>) {
        let encryption = try encryption()
        return try await ClientBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .connectTimeout(TimeAmount(connectTimeout))
            .connect(host: proxy?.host ?? address.host, port: proxy?.port ?? address.port) { [self] channel in
                made.yield(channel)
                return channel.eventLoop.makeCompletedFuture {
                    guard let proxy else { return (channel, try speak(on: channel, encryption, hear: hear)) }
                    let opened = channel.eventLoop.makePromise(of: Void.self)
                    try channel.pipeline.syncOperations.addHandler(
                        ProxyTunnel(to: address.endpoint, through: proxy, opened: opened))
                    let upgrade = opened.futureResult.flatMapThrowing { try speak(on: channel, encryption, hear: hear) }
                    return (channel, upgrade.flatMap { $0 })
                }
            }
    }

    private func encryption() throws -> NIOSSLContext? {
        guard address.scheme == "https" else { return nil }
        var configuration = TLSConfiguration.makeClientConfiguration()
        if !authorities.isEmpty { configuration.additionalTrustRoots = [.certificates(authorities)] }
        return try NIOSSLContext(configuration: configuration)
    }

    /// Asks for the upgrade, and says whether it was granted. On the channel's own event loop.
    private func speak(
        on channel: any Channel, _ encryption: NIOSSLContext?, hear: @escaping @Sendable (News) -> Void
    ) throws -> EventLoopFuture<Bool> {
        let pipeline = channel.pipeline.syncOperations
        if let encryption {
            try pipeline.addHandler(NIOSSLClientHandler(context: encryption, serverHostname: address.serverName))
        }
        return try pipeline.configureUpgradableHTTPClientPipeline(
            configuration: .init(upgradeConfiguration: upgrade(hear: hear)))
    }

    private func upgrade(
        hear: @escaping @Sendable (News) -> Void
    ) -> NIOTypedHTTPClientUpgradeConfiguration<Bool> {
        let upgrader = NIOTypedWebSocketClientUpgrader<Bool>(maxFrameSize: Self.mostMessageBytes) { channel, _ in
            channel.eventLoop.makeCompletedFuture {
                let pipeline = channel.pipeline.syncOperations
                try pipeline.addHandler(
                    NIOWebSocketFrameAggregator(
                        minNonFinalFragmentSize: 0, maxAccumulatedFrameCount: 4096,
                        maxAccumulatedFrameSize: Self.mostMessageBytes))
                try pipeline.addHandler(WebSocketReader(limit: Self.mostMessageBytes, hear: hear))
                return true
            }
        }
        return NIOTypedHTTPClientUpgradeConfiguration(
            upgradeRequestHead: requestHead, upgraders: [upgrader]
        ) { channel in
            channel.eventLoop.makeCompletedFuture {
                try channel.pipeline.syncOperations.addHandler(WebSocketRefusalReader(hear: hear))
                return false
            }
        }
    }

    private var requestHead: HTTPRequestHead {
        let whole = URLComponents(string: address.url(of: String(path.drop { $0 == "/" })))
        let query = whole?.percentEncodedQuery.map { "?" + $0 } ?? ""
        let fields = [("Host", address.authority), ("User-Agent", "weft"), ("Cache-Control", "no-cache")]
        return HTTPRequestHead(
            version: .http1_1, method: .GET, uri: (whole?.percentEncodedPath ?? "/") + query,
            headers: HTTPHeaders(fields))
    }
}

extension ServiceAddress {
    /// Host and port, as a proxy is asked for them.
    fileprivate var endpoint: String { "\(host.contains(":") ? "[\(host)]" : host):\(port)" }

    /// What the certificate must name; nil for an address in numbers, which is compared as such.
    fileprivate var serverName: String? {
        let isNumeric = (try? SocketAddress(ipAddress: host, port: port)) != nil
        return isNumeric ? nil : host
    }
}
