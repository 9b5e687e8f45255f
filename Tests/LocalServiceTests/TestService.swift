import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Logging
import NIOCore
import WireFormats

@testable import LocalService

/// A service with its own database in a temporary folder.
struct TestService {
    let engine: ScriptedEngine
    let key = ServiceKey.random()
    private let place: TestFolder
    var limits = ServiceLimits()
    let now = AdjustableTime()

    init(engine: ScriptedEngine = ScriptedEngine(), limits: ServiceLimits = ServiceLimits()) throws {
        self.engine = engine
        self.limits = limits
        place = try TestFolder()
    }

    var folder: String { place.path }

    var databasePath: String { folder + "/service.sqlite" }

    var logger: Logger {
        var logger = Logger(label: "test")
        logger.logLevel = .critical
        return logger
    }

    static let guide = Assisters.AssistantDraft(
        name: "Guide", description: "Answers from the manual", instructions: "Cite", model: "guide",
        settings: .init(pace: 60))

    var configuration: ServiceConfiguration {
        ServiceConfiguration(
            key: key, databasePath: databasePath, defaultAssistant: Self.guide, limits: limits, logger: logger)
    }

    func service(_ engine: (any Engine)? = nil) throws -> AssistantService {
        let now = now
        let store = try ServiceStore(
            path: databasePath, lifetime: limits.idempotencyLifetime, now: { now.value })
        _ = try store.ensureDefaultAssistant(Self.guide)
        return AssistantService(store: store, engine: engine ?? self.engine, limits: limits, logger: logger)
    }

    /// Runs the test against the service without a socket.
    func withoutSocket(
        _ engine: (any Engine)? = nil, _ body: @Sendable (APIClient) async throws -> Void
    ) async throws {
        let service = try service(engine)
        let responder = ServiceResponder(service: service, key: BearerKey(key), logger: logger)
        let application = Application(responder: responder, logger: logger)
        let key = key
        try await application.test(.router) { client in
            try await body(APIClient(client: client, key: key.text, service: service))
        }
        await service.shutDown()
        try service.store.close()
    }

    /// Runs the test against the whole service on a port.
    func withSocket(_ body: (RunningService, RawClient) async throws -> Void) async throws {
        let running = try await LocalService.start(configuration: configuration, engine: engine)
        do {
            try await body(running, RawClient(port: running.port, key: key.text))
        } catch {
            await running.shutdown()
            throw error
        }
        await running.shutdown()
    }
}

/// The folder of one service; it goes when nothing of the test has it any more.
private final class TestFolder: Sendable {
    let path: String

    init() throws {
        path = NSTemporaryDirectory() + "weft-service-" + UUID().uuidString
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }
}

/// Sends requests of the API and reads replies.
struct APIClient: Sendable {
    let client: any TestClientProtocol
    let key: String
    let service: AssistantService

    func send(
        _ method: HTTPRequest.Method, _ path: String, _ body: String? = nil, headers: HTTPFields = [:]
    ) async throws -> TestResponse {
        var fields: HTTPFields = [.authorization: "Bearer \(key)"]
        if method == .post { fields[.contentType] = "application/json" }
        for field in headers { fields[field.name] = field.value }
        return try await client.execute(
            uri: path, method: method, headers: fields, body: body.map { ByteBuffer(string: $0) })
    }

    /// Sends a POST without the key.
    func bare(_ path: String, _ body: String, _ headers: HTTPFields) async throws -> TestResponse {
        var fields: HTTPFields = [.contentType: "application/json"]
        for field in headers { fields[field.name] = field.value }
        return try await client.execute(
            uri: path, method: .post, headers: fields, body: ByteBuffer(string: body))
    }

    func newThread() async throws -> String {
        try await send(.post, "/v1/threads", "{}").value(Assisters.Thread.self).id
    }

    func guide() async throws -> String {
        let page = try await send(.get, "/v1/assisters").value(Assisters.Page<Assisters.Assistant>.self)
        return page.data.first?.id ?? ""
    }

    func messages(of thread: String) async throws -> [Assisters.Message] {
        try await send(.get, "/v1/threads/\(thread)/messages").value(Assisters.Page<Assisters.Message>.self).data
    }
}

extension TestResponse {
    func value<Value: Decodable>(_ type: Value.Type) throws -> Value {
        try WireJSON.decode(type, from: Array(body.readableBytesView))
    }

    var error: Assisters.ErrorDetail? { try? value(Assisters.ErrorBody.self).error }

    subscript(name: String) -> String? { HTTPField.Name(name).flatMap { headers[$0] } }
}
