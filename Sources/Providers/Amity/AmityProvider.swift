package import ChatModel
import Foundation

/// A client of the assistant messages of Amity BOTs+ at one address.
package struct AmityProvider: Sendable {
    private let connection: ServiceConnection
    private let settings: AmitySettings

    /// - Parameters:
    ///   - url: The whole address that messages are posted to.
    ///   - key: The secret key of the assistant. Sent to this address and to no other.
    ///   - environment: Where `https_proxy`, `http_proxy` and `no_proxy` are read; never for this machine itself.
    package init(
        url: ServiceAddress, key: String?, settings: AmitySettings = AmitySettings(),
        environment: [String: String] = [:]
    ) {
        self.init(
            connection: ServiceConnection(
                address: url, key: key, keyHeader: settings.keyHeader, timeouts: settings.timeouts,
                environment: environment),
            settings: settings)
    }

    init(connection: ServiceConnection, settings: AmitySettings) {
        self.connection = connection
        self.settings = settings
    }

    /// Gives the connections back, and returns when they are; without it they go with the last owner.
    package func close() async { await connection.close() }

    /// Starts a reply. Returns at once; connecting, waiting and retrying happen behind it.
    package func reply(to request: ReplyRequest) -> StreamingReply {
        let (inputs, inbox) = AsyncStream.makeStream(of: AmityExchange.Input.self)
        let (events, sink) = AsyncStream.makeStream(of: ReplyEvent.self)
        sink.onTermination = { _ in inbox.yield(.drop) }
        Task {
            let exchange = AmityExchange(
                request: request, settings: settings, service: connection.address.authority,
                newSession: Self.newName(), idempotencyKey: Self.newName(), jitter: .random(in: 0.75...1),
                mask: connection.mask)
            var performer = AmityPerformer(exchange: exchange, connection: connection, inbox: inbox, events: sink)
            await performer.run(inputs)
        }
        return StreamingReply(events: events, stop: { inbox.yield(.stop) }, drop: { inbox.yield(.drop) })
    }

    /// Asks the service whether it is there, and, as far as it says so, whether it takes the key; answers within 5 s.
    ///
    /// The API has nothing that can be asked without a message. So the status of a session is asked that nobody has: our
    /// own service answers it, others say that they do not know the path, which shows that they are there.
    package func reachability() async -> Reachability {
        do throws(ServiceFault) {
            let answer = try await connection.answer(
                to: AmityCalls.status(ofSession: Self.newName(), request: Self.newName()),
                mostBytes: settings.mostBytes, within: .seconds(5))
            switch answer.status {
            case 300..<400, 401, 403, 500...: throw .refused(AmityCalls.refusal(in: answer))
            default: return .reachable
            }
        } catch {
            return .unreachable(error.failure(of: connection.address.authority))
        }
    }

    private static func newName() -> String { UUID().uuidString.lowercased() }
}
