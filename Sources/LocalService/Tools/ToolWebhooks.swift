import AsyncHTTPClient
import Foundation
import NIOCore
import NIOHTTP1
import WireFormats

/// Calls the functions of an assistant by HTTP: `POST {base}/tools/{name}`, or at the address that the function names.
///
/// Redirects are not followed, and no proxy is used. A call takes no longer than its limit, however slowly the answer
/// comes.
struct ToolWebhooks: Sendable {
    /// Where the functions without an address of their own are; nil when the installation has none.
    let base: ToolAddress?
    /// Functions on other computers may be asked too.
    let allowsRemote: Bool
    let limits: ToolLimits
    private let owned = OwnedClient()

    init(base: ToolAddress?, allowsRemote: Bool, limits: ToolLimits) {
        self.base = base
        self.allowsRemote = allowsRemote
        self.limits = limits
    }

    /// For a service without tools of its own; functions with an address on this computer can be called.
    static var none: ToolWebhooks { ToolWebhooks(base: nil, allowsRemote: false, limits: ToolLimits()) }

    /// As the configuration says. Throws when its address cannot be used.
    init(_ configuration: ServiceConfiguration) throws(ServiceError) {
        self.init(
            base: try Self.base(configuration), allowsRemote: configuration.allowsRemoteTools,
            limits: configuration.limits.tools)
    }

    private static func base(_ configuration: ServiceConfiguration) throws(ServiceError) -> ToolAddress? {
        guard let text = configuration.toolsBaseURL else { return nil }
        guard let address = ToolAddress(text), address.tool("name") != nil else {
            throw .toolsAddressUnusable(text, reason: "it is no http or https address that tools can be below")
        }
        guard address.isLoopback || configuration.allowsRemoteTools else {
            throw .toolsAddressUnusable(text, reason: "it is not on this computer")
        }
        return address
    }

    /// The way to call the functions among these tools.
    func caller(of definitions: [ToolDefinition]) -> any ToolCaller {
        var addresses: [String: String?] = [:]
        for definition in definitions {
            if case .function(let url) = definition.kind { addresses[definition.name] = .some(url) }
        }
        return Caller(webhooks: self, addresses: addresses)
    }

    private struct Caller: ToolCaller {
        let webhooks: ToolWebhooks
        /// The functions by name, each with its own address if it has one.
        let addresses: [String: String?]

        func call(_ call: EngineToolCall) async -> ToolOutcome {
            guard let own = addresses[call.name] else {
                return .notCalled(call.name, "the assistant has no function of that name")
            }
            return await webhooks.outcome(of: call, own: own)
        }
    }
}

/// How long a tool may take and how much it may answer.
package struct ToolLimits: Sendable, Hashable {
    /// From the call to the last byte of the answer.
    package var deadline = Duration.seconds(30)
    /// An answer with more bytes than this is not read.
    package var answerBytes = 1 << 20
    /// Of an output, so many bytes are kept.
    package var outputBytes = 64 << 10

    package init() {}
}

extension ToolWebhooks {
    private func outcome(of call: EngineToolCall, own: String?) async -> ToolOutcome {
        guard let address = own.map({ ToolAddress($0) }) ?? base?.tool(call.name) else {
            let why = own == nil ? "no address of tools is set for this service" : "its address cannot be used"
            return .notCalled(call.name, why)
        }
        guard address.isLoopback || allowsRemote else {
            return .notCalled(call.name, "it is not on this computer, and tools elsewhere are not allowed")
        }
        guard let request = try? Self.request(call, at: address) else {
            return .notCalled(call.name, "its arguments are not a JSON object")
        }
        do {
            return try await answer(to: request).outcome(of: call, limits)
        } catch {
            return .noAnswer(call.name, Self.words(for: error, at: address, limits))
        }
    }

    private func answer(to request: HTTPClientRequest) async throws -> ToolAnswer {
        try await withThrowingTaskGroup(of: ToolAnswer.self) { group in
            group.addTask { try await send(request) }
            group.addTask {
                try await Task.sleep(for: limits.deadline)
                throw Fault.tooSlow
            }
            defer { group.cancelAll() }
            guard let answer = try await group.next() else { throw Fault.tooSlow }
            return answer
        }
    }

    private func send(_ request: HTTPClientRequest) async throws -> ToolAnswer {
        // The deadline of the call is held above, for the body too.
        let response = try await owned.client.execute(request, timeout: .hours(1))
        var body: [UInt8] = []
        for try await part in response.body {
            guard body.count + part.readableBytes <= limits.answerBytes else { throw Fault.tooLarge }
            body.append(contentsOf: part.readableBytesView)
        }
        return ToolAnswer(status: Int(response.status.code), body: body)
    }

    private static func request(_ call: EngineToolCall, at address: ToolAddress) throws -> HTTPClientRequest {
        let arguments = try WireJSON.decodeStrictly([String: JSONValue].self, from: call.arguments.utf8)
        let body = try WireJSON.encode(ToolRequest(toolCallID: call.id, arguments: arguments))
        var request = HTTPClientRequest(url: address.text)
        request.method = .POST
        request.headers.add(name: "Content-Type", value: "application/json")
        request.headers.add(name: "Accept", value: "application/json")
        request.headers.add(name: "User-Agent", value: "weft")
        request.body = .bytes(body, length: .known(Int64(body.count)))
        return request
    }

    private enum Fault: Error {
        case tooSlow
        case tooLarge
    }

    /// Why there was no answer.
    private static func words(for error: any Error, at address: ToolAddress, _ limits: ToolLimits) -> String {
        switch error {
        case is CancellationError: "the call was stopped"
        case Fault.tooSlow: "it took longer than \(limits.deadline.words)"
        case Fault.tooLarge: "its answer is larger than \(limits.answerBytes) bytes"
        case let error as HTTPClientError where error == .cancelled: "the call was stopped"
        case let error as HTTPClientError where error == .connectTimeout: "nothing answers at \(address.text)"
        case is HTTPClientError, is HTTPParserError: "the connection to \(address.text) broke"
        case let error as IOError where [ECONNRESET, EPIPE].contains(error.errnoCode):
            "the connection to \(address.text) broke"
        default: "nothing can be reached at \(address.text)"
        }
    }
}

extension Duration {
    /// `30 seconds`, `50 ms`.
    fileprivate var words: String {
        let (seconds, attoseconds) = components
        guard seconds == 0 else { return seconds == 1 ? "a second" : "\(seconds) seconds" }
        return "\(attoseconds / 1_000_000_000_000_000) ms"
    }
}

/// An HTTP client that is shut down with its last owner: one that is let go of open would trap.
private final class OwnedClient: Sendable {
    let client: HTTPClient

    init() {
        var configuration = HTTPClient.Configuration(
            redirectConfiguration: .disallow, timeout: .init(connect: .seconds(10)))
        configuration.connectionPool.retryConnectionEstablishment = false
        client = HTTPClient(configuration: configuration)
    }

    deinit {
        let client = client
        Task { try? await client.shutdown() }
    }
}
