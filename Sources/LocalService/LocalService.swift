import Foundation
import Hummingbird
import HummingbirdCore
import Logging
import NIOCore

/// The assistant service of this machine.
package enum LocalService {
    /// Opens the database, closes what a crash left running, and listens on 127.0.0.1.
    ///
    /// Returns as soon as requests are answered.
    package static func start(
        configuration: ServiceConfiguration, engine: any Engine
    ) async throws(ServiceError) -> RunningService {
        let limits = configuration.limits
        let webhooks = try ToolWebhooks(configuration)
        let store = try ServiceStore(
            path: configuration.databasePath, lifetime: limits.idempotencyLifetime, now: { Date() })
        let assistant: String
        do {
            assistant = try store.ensureDefaultAssistant(configuration.defaultAssistant)
        } catch {
            throw .databaseUnusable(path: configuration.databasePath, reason: "\(error)")
        }
        let service = AssistantService(
            store: store, engine: engine, limits: limits, webhooks: webhooks, logger: configuration.logger)
        let responder = ServiceResponder(
            service: service, key: BearerKey(configuration.key), logger: configuration.logger)
        let listener = try await Listening.start(responder, configuration)
        configuration.logger.info("service started", metadata: ["port": "\(listener.port)"])
        return RunningService(
            port: listener.port, defaultAssistantID: assistant, service: service, listening: listener,
            logger: configuration.logger)
    }
}

/// A service that answers requests until it is shut down.
package struct RunningService: Sendable {
    package let port: Int
    /// The assistant of the configuration.
    package let defaultAssistantID: String
    let service: AssistantService
    let listening: Listening
    let logger: Logger

    /// "http://127.0.0.1:PORT/v1"
    package var baseURL: String { "http://127.0.0.1:\(port)/v1" }

    /// Returns when the service has been shut down.
    package func wait() async { await listening.task.value }

    /// Stops the runs, tells their listeners, ends the connections and closes the database. May be called twice.
    package func shutdown() async {
        await service.shutDown()
        await listening.stop(within: service.limits.shutdown)
        do {
            try service.store.close()
            logger.info("service stopped")
        } catch {
            logger.error("database not closed", metadata: ["error": "\(error)"])
        }
    }
}
