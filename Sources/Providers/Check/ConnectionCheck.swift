import ChatModel
import Foundation
import NIOCore
import NIOPosix
import NIOSSL

/// Connects to a host and agrees on encryption with it, and sends nothing more.
struct ConnectionCheck: Sendable {
    let address: ServiceAddress
    let limit: Duration
    /// Whose certificates are trusted beside those that this machine trusts.
    var authorities: [NIOSSLCertificate] = []

    /// Whether one of the addresses takes a connection.
    func connects(to addresses: [HostAddress]) async -> CheckFinding.Verdict {
        do {
            let channel = try await connect(to: addresses) { _ in }
            let peer = channel.remoteAddress?.ipAddress ?? address.host
            try? await channel.close()
            return .passed("\(peer) listens at port \(address.port)")
        } catch {
            return .failed(unconnected(error))
        }
    }

    /// Whether it proves to be the host; what is wrong with its certificate otherwise.
    func encrypts(to addresses: [HostAddress]) async -> CheckFinding.Verdict {
        guard address.scheme == "https" else {
            return .skipped(address.isLoopback ? "this machine needs none" : "the url is http: others may read along")
        }
        do {
            try await shakeHands(at: addresses) { try NIOSSLClientHandler(context: $0, serverHostname: $1) }
            return .passed("the certificate is trusted")
        } catch {
            return .failed(Self.insecure(address.host, await reason(of: error, at: addresses)))
        }
    }

    // MARK: Connecting

    /// To the first of the addresses that takes it.
    private func connect(
        to addresses: [HostAddress], _ prepare: @escaping @Sendable (any Channel) throws -> Void
    ) async throws -> any Channel {
        let bootstrap = ClientBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .connectTimeout(TimeAmount(limit))
            .channelInitializer { channel in channel.eventLoop.makeCompletedFuture { try prepare(channel) } }
        var last: any Error = ChannelError.connectPending
        for one in addresses {
            do {
                return try await bootstrap.connect(to: SocketAddress(ipAddress: one.text, port: address.port)).get()
            } catch {
                last = error
            }
        }
        throw last
    }

    private func unconnected(_ error: any Error) -> Failure {
        let place = address.authority
        switch error {
        case let error as IOError where error.errnoCode == ECONNREFUSED:
            return Failure(
                what: "The connection is refused", why: "nothing listens at \(place)",
                remedy: "check the port, and that the service runs")
        case let error as IOError where error.errnoCode != ETIMEDOUT:
            return Failure(
                what: "The connection failed",
                why: "\(place): \(String(cString: strerror(error.errnoCode)).lowercased())", remedy: "check the network"
            )
        default:
            return Failure(
                what: "The connection was not taken in time", why: "\(place) does not answer",
                remedy: "check the network, and whether a firewall is between")
        }
    }

    // MARK: Encrypting

    private typealias MakeHandler = @Sendable (NIOSSLContext, String?) throws -> NIOSSLClientHandler

    /// Returns when both sides agree on keys, and throws why they do not.
    private func shakeHands(at addresses: [HostAddress], _ handler: @escaping MakeHandler) async throws {
        var configuration = TLSConfiguration.makeClientConfiguration()
        configuration.applicationProtocols = ["http/1.1"]
        configuration.additionalTrustRoots = [.certificates(authorities)]
        let context = try NIOSSLContext(configuration: configuration)
        // An address is no name to send ahead; the certificate is compared with it all the same.
        let isNumber = (try? SocketAddress(ipAddress: address.host, port: 0)) != nil
        let name = isNumber ? nil : address.host
        let (results, result) = AsyncStream.makeStream(of: Result<Void, any Error>.self)
        let channel = try await connect(to: addresses) { channel in
            try channel.pipeline.syncOperations.addHandlers(handler(context, name), HandshakeWitness(result: result))
        }
        let deadline = channel.eventLoop.scheduleTask(in: TimeAmount(limit)) {
            result.yield(.failure(ChannelError.connectTimeout(TimeAmount(limit))))
        }
        var iterator = results.makeAsyncIterator()
        let end = await iterator.next() ?? .failure(ChannelError.eof)
        deadline.cancel()
        try? await channel.close()
        try end.get()
    }

    private func reason(of error: any Error, at addresses: [HostAddress]) async -> InsecureReason {
        let text = String(describing: error)
        if text.contains("ostname") { return .otherHost }
        if text.contains("CERTIFICATE_VERIFY_FAILED") { return await certificateFault(at: addresses) ?? .untrusted }
        if text.contains("WRONG_VERSION_NUMBER") || text.contains("HTTP_REQUEST") { return .notEncrypted }
        switch error {
        case ChannelError.connectTimeout: return .silent
        default: return .noAgreement
        }
    }

    /// Looks at the certificate itself, in a second connection that is not trusted and goes no further.
    private func certificateFault(at addresses: [HostAddress]) async -> InsecureReason? {
        let (certificates, sink) = AsyncStream.makeStream(of: PeerCertificate.self)
        let look: MakeHandler = { context, name in
            try NIOSSLClientHandler(
                context: context, serverHostname: name,
                customVerificationCallback: { chain, promise in
                    if let certificate = chain.first.flatMap(PeerCertificate.init) { sink.yield(certificate) }
                    sink.finish()
                    promise.succeed(.failed)
                })
        }
        try? await shakeHands(at: addresses, look)
        sink.finish()
        var iterator = certificates.makeAsyncIterator()
        return await iterator.next()?.fault(now: Date())
    }

    private static func insecure(_ host: String, _ reason: InsecureReason) -> Failure {
        let (why, remedy) = reason.words(of: host)
        return Failure(what: "The connection is not safe", why: why, remedy: remedy)
    }
}

/// Says how the handshake before it went.
private final class HandshakeWitness: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer

    private let result: AsyncStream<Result<Void, any Error>>.Continuation

    init(result: AsyncStream<Result<Void, any Error>>.Continuation) { self.result = result }

    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        // The type of this event is of a library that is not among ours.
        if String(describing: event).hasPrefix("handshakeCompleted") { result.yield(.success(())) }
        context.fireUserInboundEventTriggered(event)
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        result.yield(.failure(error))
        context.close(promise: nil)
    }

    func channelInactive(context: ChannelHandlerContext) {
        result.yield(.failure(ChannelError.eof))
        context.fireChannelInactive()
    }
}
