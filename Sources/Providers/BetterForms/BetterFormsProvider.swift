package import ChatModel
import Foundation
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
        // The key travels in the bodies.
        self.init(
            connection: ServiceConnection(
                address: address, key: nil, timeouts: settings.timeouts, environment: environment),
            key: key, settings: settings, environment: environment)
    }

    /// - Parameter connection: Without a key of its own.
    init(
        connection: ServiceConnection, key: String?, settings: BetterFormsSettings, environment: [String: String] = [:]
    ) {
        self.connection = connection
        self.settings = settings
        secrets = BetterFormsSecrets(key: key, providerKey: settings.providerKey)
        webSocket = WebSocket(
            address: connection.address, path: settings.messagingPath, connectTimeout: settings.timeouts.connect,
            proxy: ProxyChoice(for: connection.address, environment: environment))
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
        let limit = Duration.seconds(5)
        let results = await withTaskGroup(of: Result<ServiceAnswer, ServiceFault>.self) { group in
            group.addTask { [connection, secrets] in
                do throws(ServiceFault) {
                    let probe = BetterFormsCalls.probe(key: secrets.key)
                    return .success(try await connection.answer(to: probe, mostBytes: 1 << 20))
                } catch {
                    return .failure(error)
                }
            }
            group.addTask {
                try? await Task.sleep(for: limit)
                return .failure(.silent(limit))
            }
            defer { group.cancelAll() }
            return await group.next() ?? .failure(.silent(limit))
        }
        return reachability(from: results)
    }

    private func reachability(from result: Result<ServiceAnswer, ServiceFault>) -> Reachability {
        let service = connection.address.authority
        switch result {
        case .failure(let fault): return .unreachable(fault.failure(of: service))
        case .success(let answer):
            switch answer.status {
            case 300..<400, 401, 403, 404, 405, 500...:
                let refusal = BetterFormsCalls.refusal(in: answer, secrets: secrets)
                return .unreachable(ServiceFault.refused(refusal).failure(of: service))
            default: return .reachable
            }
        }
    }
}
