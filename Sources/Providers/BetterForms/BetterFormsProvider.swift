package import ChatModel
import Foundation
import NIOSSL
import WireFormats

/// A client of the BetterForms assistants API at one address.
package struct BetterFormsProvider: Sendable {
    private let connection: ServiceConnection
    private let webSocket: WebSocket
    private let settings: BetterFormsSettings
    private let secrets: BetterFormsSecrets

    /// - Parameters:
    ///   - address: What the paths of the API are under: "https://portal.example.com".
    ///   - key: Sent to this address and to no other.
    ///   - environment: Where `https_proxy`, `http_proxy` and `no_proxy` are read; never for this machine itself.
    package init(
        address: ServiceAddress, key: String?, settings: BetterFormsSettings = BetterFormsSettings(),
        environment: [String: String] = [:]
    ) {
        self.init(address: address, key: key, settings: settings, environment: environment, authorities: [])
    }

    /// - Parameter authorities: Whose certificates are trusted beside those that this machine trusts.
    init(
        address: ServiceAddress, key: String?, settings: BetterFormsSettings, environment: [String: String],
        authorities: [NIOSSLCertificate]
    ) {
        self.settings = settings
        secrets = BetterFormsSecrets(key: key, providerKey: settings.providerKey)
        // The key travels in the bodies.
        connection = ServiceConnection(
            address: address, key: nil, timeouts: settings.timeouts, environment: environment, authorities: authorities)
        webSocket = WebSocket(
            address: address, path: settings.messagingPath, connectTimeout: settings.timeouts.connect,
            proxy: ProxyChoice(for: address, environment: environment), authorities: authorities)
    }

    /// Gives the connections back, and returns when they are; without it they go with the last owner.
    package func close() async { await connection.close() }

    /// Starts a reply. Returns at once; connecting, waiting and retrying happen behind it.
    package func reply(to request: ReplyRequest) -> StreamingReply {
        let (inputs, inbox) = AsyncStream.makeStream(of: BetterFormsExchange.Input.self)
        let (events, sink) = AsyncStream.makeStream(of: ReplyEvent.self)
        sink.onTermination = { _ in inbox.yield(.drop) }
        let exchange = BetterFormsExchange(
            request: request, settings: settings, secrets: secrets, service: connection.address.authority,
            channel: Self.freshChannel(), idempotencyKey: UUID().uuidString.lowercased(),
            jitter: .random(in: 0.75...1))
        Task {
            var performer = BetterFormsPerformer(
                exchange: exchange, connection: connection, webSocket: webSocket, inbox: inbox, events: sink)
            await performer.run(inputs)
        }
        return StreamingReply(events: events, stop: { inbox.yield(.stop) }, drop: { inbox.yield(.drop) })
    }

    /// 256 bits that nobody can guess: whoever knows the name of a channel can listen to it.
    static func freshChannel() -> String {
        var source = SystemRandomNumberGenerator()
        let words = (0..<4).map { _ in String(source.next(), radix: 16) }
        return "weft-" + words.map { String(repeating: "0", count: 16 - $0.count) + $0 }.joined()
    }

    /// Asks the service whether it is there and takes the key; answers within 5 s.
    package func reachability() async -> Reachability {
        let service = connection.address.authority
        do throws(ServiceFault) {
            let answer = try await connection.answer(
                to: BetterFormsCalls.probe(key: secrets.key), mostBytes: 1 << 20, within: .seconds(5))
            switch answer.status {
            case 300..<400, 401, 403, 404, 405, 500...:
                throw .refused(BetterFormsCalls.refusal(in: answer, secrets: secrets))
            default: return .reachable
            }
        } catch {
            return .unreachable(error.failure(of: service))
        }
    }
}
