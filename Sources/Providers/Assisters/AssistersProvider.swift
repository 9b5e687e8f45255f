package import ChatModel
import Foundation
import WireFormats

/// A client of the Assisters API at one address.
package struct AssistersProvider: Sendable {
    let connection: ServiceConnection
    let settings: AssistersSettings
    let known = KnownAssistant()
    let profiles = KnownProfiles()

    /// - Parameters:
    ///   - key: Sent to this address and to no other.
    ///   - environment: Where `https_proxy`, `http_proxy` and `no_proxy` are read; never for this machine itself.
    package init(
        address: ServiceAddress, key: String?, settings: AssistersSettings = AssistersSettings(),
        environment: [String: String] = [:]
    ) {
        self.init(
            connection: ServiceConnection(
                address: address, key: key, timeouts: settings.timeouts, environment: environment),
            settings: settings)
    }

    init(connection: ServiceConnection, settings: AssistersSettings) {
        self.connection = connection
        self.settings = settings
    }

    /// Gives the connections back, and returns when they are; without it they go with the last owner.
    package func close() async { await connection.close() }

    /// Starts a reply. Returns at once; connecting, waiting and retrying happen behind it.
    package func reply(to request: ReplyRequest) -> StreamingReply {
        let (inputs, inbox) = AsyncStream.makeStream(of: AssistersExchange.Input.self)
        let (events, sink) = AsyncStream.makeStream(of: ReplyEvent.self)
        sink.onTermination = { _ in inbox.yield(.drop) }
        Task {
            let exchange = AssistersExchange(
                request: request, settings: settings, service: connection.address.authority,
                idempotencyKey: UUID().uuidString.lowercased(), jitter: .random(in: 0.75...1),
                knownAssistant: await known.id)
            var performer = AssistersPerformer(
                exchange: exchange, connection: connection, inbox: inbox, events: sink,
                mostBytes: settings.mostBytes, known: known)
            await performer.run(inputs)
        }
        return StreamingReply(events: events, stop: { inbox.yield(.stop) }, drop: { inbox.yield(.drop) })
    }

    /// Asks the service whether it is there and takes the key; answers within 5 s.
    package func reachability() async -> Reachability {
        let service = connection.address.authority
        do throws(ServiceFault) {
            let answer = try await connection.answer(
                to: AssistersCalls.firstAssistant(), mostBytes: settings.mostBytes, within: .seconds(5))
            switch answer.status {
            case 300..<400, 401, 403, 500...:
                throw .refused(AssistersCalls.refusal(in: answer))
            default:
                let page = try? AssistersCalls.value(Assisters.Page<Assisters.Assistant>.self, in: answer)
                await known.keep(page?.data.first?.id)
                return .reachable
            }
        } catch {
            return .unreachable(error.failure(of: service))
        }
    }
}
