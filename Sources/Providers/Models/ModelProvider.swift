package import ChatModel

/// A client of one API of models at one address. Each model of the service is an assistant of it.
package struct ModelProvider: Sendable {
    let connection: ServiceConnection
    let dialect: any ModelDialect
    let settings: ModelSettings

    /// - Parameters:
    ///   - address: Up to the path that all calls begin with: "https://api.openai.com/v1".
    ///   - key: Sent to this address and to no other; nil where none is needed.
    ///   - environment: Where `https_proxy`, `http_proxy` and `no_proxy` are read; never for this machine itself.
    package init(
        _ api: ModelAPI, address: ServiceAddress, key: String?, settings: ModelSettings = ModelSettings(),
        environment: [String: String] = [:]
    ) {
        let dialect = api.dialect(at: address)
        let connection = ServiceConnection(
            address: address, key: key, keyHeader: dialect.keyHeader, timeouts: settings.timeouts,
            environment: environment)
        self.init(dialect, connection: connection, settings: settings)
    }

    init(_ dialect: any ModelDialect, connection: ServiceConnection, settings: ModelSettings) {
        self.dialect = dialect
        self.connection = connection
        self.settings = settings
    }

    /// Gives the connections back, and returns when they are; without it they go with the last owner.
    package func close() async { await connection.close() }

    /// Starts a reply. Returns at once; connecting, waiting and retrying happen behind it.
    package func reply(to request: ReplyRequest) -> StreamingReply { reply(to: request, in: dialect) }

    private func reply(to request: ReplyRequest, in dialect: some ModelDialect) -> StreamingReply {
        let (inputs, inbox) = AsyncStream.makeStream(of: ModelInput.self)
        let (events, sink) = AsyncStream.makeStream(of: ReplyEvent.self)
        sink.onTermination = { _ in inbox.yield(.drop) }
        Task {
            do throws(Failure) {
                let exchange = ModelExchange(
                    dialect, request: request, settings: try await settings(for: request),
                    service: connection.address.authority, jitter: .random(in: 0.75...1), mask: connection.mask)
                var performer = ModelPerformer(exchange: exchange, connection: connection, inbox: inbox, events: sink)
                await performer.run(inputs)
            } catch {
                sink.yield(.ended(.failed(error)))
                sink.finish()
            }
        }
        return StreamingReply(events: events, stop: { inbox.yield(.stop) }, drop: { inbox.yield(.drop) })
    }

    /// Where nobody has named a model, the one that the service has answers; of many none is taken unasked.
    private func settings(for request: ReplyRequest) async throws(Failure) -> ModelSettings {
        var settings = settings.with(request.thread.settings)
        if (try? settings.model(for: request)) == nil {
            let models = try await assistants(after: 0).assistants
            if models.count == 1 { settings.model = models.first?.id.text }
        }
        return settings
    }

    /// Asks the service whether it is there and takes the key; answers within 5 s.
    package func reachability() async -> Reachability {
        do throws(ServiceFault) {
            let answer = try await connection.answer(
                to: dialect.models, mostBytes: settings.mostBytes, within: .seconds(5))
            switch answer.status {
            case 300..<400, 401, 403, 500...: throw .refused(dialect.refusal(in: answer))
            default: return .reachable
            }
        } catch {
            return .unreachable(error.failure(of: connection.address.authority))
        }
    }
}
