package import ChatModel
import Foundation
import WireFormats

/// A client of the Assisters API at one address.
package struct AssistersProvider: Sendable {
    private let connection: ServiceConnection
    private let settings: AssistersSettings
    private let known = KnownAssistant()

    /// - Parameters:
    ///   - key: Sent to this address and to no other.
    ///   - environment: Where `https_proxy`, `http_proxy` and `no_proxy` are read; never for this machine itself.
    package init(
        address: ServiceAddress, key: String?, settings: AssistersSettings = AssistersSettings(),
        environment: [String: String] = [:]
    ) {
        self.settings = settings
        connection = ServiceConnection(
            address: address, key: key, timeouts: settings.timeouts, environment: environment)
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
                exchange: exchange, connection: connection, known: known, inbox: inbox, events: sink,
                mostBytes: settings.mostBytes)
            await performer.run(inputs)
        }
        return StreamingReply(events: events, stop: { inbox.yield(.stop) }, drop: { inbox.yield(.drop) })
    }

    /// Asks the service whether it is there and takes the key; answers within 5 s.
    package func reachability() async -> Reachability {
        let service = connection.address.authority
        do throws(ServiceFault) {
            let answer = try await firstAnswer(within: .seconds(5))
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

    private func firstAnswer(within limit: Duration) async throws(ServiceFault) -> ServiceAnswer {
        let connection = connection
        let mostBytes = settings.mostBytes
        let results = await withTaskGroup(of: Result<ServiceAnswer, ServiceFault>.self) { group in
            group.addTask {
                do throws(ServiceFault) {
                    return .success(
                        try await connection.answer(to: AssistersCalls.firstAssistant(), mostBytes: mostBytes))
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
        return try results.get()
    }
}
