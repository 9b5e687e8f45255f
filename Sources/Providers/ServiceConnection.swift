import AsyncHTTPClient
import Foundation
import NIOCore
import NIOHTTP1
import NIOSSL

/// The way to one service: performs its calls, and gives its key to nobody else.
///
/// Redirects are not followed, answers are not decompressed, and this machine is never spoken to through a proxy.
struct ServiceConnection: Sendable {
    let address: ServiceAddress
    private let key: String?
    private let keyHeader: KeyHeader
    let mask: KeyMask
    private let owned: OwnedClient
    var client: HTTPClient { owned.client }

    /// - Parameter authorities: Whose certificates are trusted beside those that this machine trusts.
    init(
        address: ServiceAddress, key: String?, keyHeader: KeyHeader = .bearer, timeouts: ServiceTimeouts,
        environment: [String: String], authorities: [NIOSSLCertificate] = []
    ) {
        self.address = address
        self.key = key
        self.keyHeader = keyHeader
        mask = KeyMask(key)
        var configuration = HTTPClient.Configuration(
            redirectConfiguration: .disallow,
            timeout: .init(connect: TimeAmount(timeouts.connect)),
            proxy: ProxyChoice(for: address, environment: environment)?.configuration)
        if !authorities.isEmpty {
            var encryption = TLSConfiguration.makeClientConfiguration()
            encryption.additionalTrustRoots = [.certificates(authorities)]
            configuration.tlsConfiguration = encryption
        }
        configuration.connectionPool.retryConnectionEstablishment = false
        // Every running reply holds two connections.
        configuration.connectionPool.concurrentHTTP1ConnectionsPerHostSoftLimit = 256
        owned = OwnedClient(configuration)
    }

    /// Closes what is idle; running calls end with a fault. Returns when all is closed.
    func close() async {
        try? await client.shutdown()
    }

    /// The whole answer to a call. Has no time limit of its own; ends at once when its task is cancelled.
    /// - Parameter arriving: Called for each part of the body.
    func answer(
        to call: ServiceCall, mostBytes: Int, arriving: () -> Void = {}
    ) async throws(ServiceFault) -> ServiceAnswer {
        var hasBegun = false
        do {
            let response = try await client.execute(request(for: call, accept: "application/json"), deadline: .never)
            hasBegun = true
            if response.isCompressed {
                throw ServiceFault.unreadable("it is compressed, which nobody asked for")
            }
            var body: [UInt8] = []
            for try await part in response.body {
                arriving()
                guard body.count + part.readableBytes <= mostBytes else {
                    throw ServiceFault.tooLarge(limit: mostBytes)
                }
                body.append(contentsOf: part.readableBytesView)
            }
            let isRefusal = !(200..<300).contains(response.status.code)
            return ServiceAnswer(response, body: isRefusal ? mask.masked(body) : body, mask: mask)
        } catch {
            throw ServiceFault(transport: error, afterFirstByte: hasBegun)
        }
    }

    /// Reads an event stream until it ends in any way.
    /// - Returns: Whether the service answered with something else than an event stream.
    func stream(_ call: ServiceCall, opened: () -> Void, received: ([UInt8]) -> Void) async -> Bool {
        var request = request(for: call, accept: "text/event-stream")
        request.headers.add(name: "Cache-Control", value: "no-cache")
        do {
            let response = try await client.execute(request, deadline: .never)
            let type = response.headers.first(name: "Content-Type")?.lowercased() ?? ""
            guard response.status == .ok, type.hasPrefix("text/event-stream"), !response.isCompressed else {
                return true
            }
            opened()
            for try await part in response.body { received(Array(part.readableBytesView)) }
        } catch {
            // How it ended is not known to matter: the post says what became of the reply.
        }
        return false
    }

    func request(for call: ServiceCall, accept: String) -> HTTPClientRequest {
        var request = HTTPClientRequest(url: address.url(of: call.path))
        request.method = HTTPMethod(rawValue: call.method.rawValue)
        request.headers.add(name: "Accept", value: accept)
        request.headers.add(name: "User-Agent", value: "weft")
        if let key { request.headers.add(name: keyHeader.name, value: keyHeader.prefix + key) }
        if let idempotencyKey = call.idempotencyKey {
            request.headers.add(name: "Idempotency-Key", value: idempotencyKey)
        }
        for (name, value) in call.fields.sorted(by: { $0.key < $1.key }) {
            request.headers.add(name: name, value: value)
        }
        if let body = call.body {
            request.headers.add(name: "Content-Type", value: "application/json")
            request.body = .bytes(body, length: .known(Int64(body.count)))
        }
        return request
    }
}

extension ServiceAnswer {
    /// - Parameter mask: Takes the key out of what is shown.
    init(_ response: HTTPClientResponse, body: [UInt8], mask: KeyMask) {
        let headers = response.headers
        let now = Date()
        func field(_ name: String) -> String? { headers.first(name: name) }
        var wait = RetryAfter.duration(
            milliseconds: field("retry-after-ms"), seconds: field("Retry-After"), now: now)
        if wait == nil, response.status == .tooManyRequests { wait = RateLimitFields.reset(now: now, field: field) }
        self.init(
            status: Int(response.status.code), retryAfter: wait,
            rateLimit: RateLimitFields.rateLimit(now: now, field: field), location: field("Location").map(mask.masked),
            contentType: field("Content-Type"), body: body)
    }
}

extension HTTPClientResponse {
    /// The body is not the text itself. Nothing is inflated here, so that little cannot become much.
    var isCompressed: Bool {
        headers[canonicalForm: "Content-Encoding"].contains { $0.lowercased() != "identity" }
    }
}

extension NIODeadline {
    /// Far enough for any reply, and near enough for every clock.
    static var never: NIODeadline { .now() + .hours(24 * 365) }
}

/// An HTTP client that is shut down with its last owner: one that is let go of open would trap.
private final class OwnedClient: Sendable {
    let client: HTTPClient

    init(_ configuration: HTTPClient.Configuration) { client = HTTPClient(configuration: configuration) }

    deinit {
        let client = client
        // Fails where it was shut down before, which is as good.
        Task { try? await client.shutdown() }
    }
}
