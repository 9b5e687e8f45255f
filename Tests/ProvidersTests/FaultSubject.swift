import ChatModel
import NIOSSL
import TestSupport
import Testing

@testable import Providers

/// A client under faults: what its service says of one reply, what of that is the text, and how it is asked.
struct FaultSubject: Sendable, CustomTestStringConvertible {
    let name: String
    /// What the service says of one reply, to the end.
    let recording: [UInt8]
    /// The text that is shown when so many bytes of the recording have come.
    let shown: [(bytes: Int, text: String)]
    /// How many bytes of a record its line and the blank line after it end with; a last record may lack them.
    let recordEnd: Int
    /// The reply is whole with the record that ends here.
    let wholeAt: Int
    /// What comes after the end from a service that cannot stop.
    let afterEnd: String
    /// The service of one reply, which says this. What else it answers breaks off when that does.
    let service: @Sendable (FaultAnswer) -> FaultServer.Script
    /// The requests that belong to a reply, by their names.
    let requests: [Request]
    /// The body of an answer that brings a whole reply, and its type.
    let answer: @Sendable (_ text: String) -> (body: String, type: String)
    /// A client that gives up after so much silence.
    let client: @Sendable (FaultOrigin, _ silence: Duration) throws -> FaultClient

    struct Request: Sendable {
        let name: String
        let isIt: @Sendable (FaultRequest) -> Bool
    }

    var testDescription: String { name }

    var text: String { shown.last?.text ?? "" }

    static let all: [FaultSubject] = [.assisters, .amity, .betterForms]

    /// With the clients of models, whose streams are cut without sockets elsewhere.
    static let everyClient = all + [.chatCompletions, .responses, .anthropic, .ollama]

    /// Those whose recording is a stream of records.
    static let streams = all.filter { $0.recordEnd > 0 }

    /// What may be shown when the stream breaks off after so many bytes.
    func texts(at cut: Int) -> Set<String> {
        let certain = shown.last { $0.bytes <= cut }?.text ?? ""
        let possible = shown.last { $0.bytes - recordEnd <= cut }?.text ?? ""
        return [certain, possible]
    }
}

/// Where a service is.
struct FaultOrigin: Sendable {
    /// "127.0.0.1:4242".
    let authority: String
    let isEncrypted: Bool

    func address(path: String = "") throws -> ServiceAddress {
        try ServiceAddress("\(isEncrypted ? "https" : "http")://\(authority)\(path)")
    }

    /// Whose certificates the client trusts.
    func authorities() throws -> [NIOSSLCertificate] {
        isEncrypted ? try NIOSSLCertificate.fromPEMBytes(TestCertificate.authority) : []
    }

    func connection(path: String, key: String?, timeouts: ServiceTimeouts) throws -> ServiceConnection {
        ServiceConnection(
            address: try address(path: path), key: key, timeouts: timeouts, environment: [:],
            authorities: try authorities())
    }
}

struct FaultClient: Sendable {
    let reply: @Sendable (ReplyRequest) -> StreamingReply
    let close: @Sendable () async -> Void
}

extension FaultSubject {
    /// Runs a client against a service.
    func serving<Result: Sendable>(
        _ script: @escaping FaultServer.Script, certificate: TestCertificate? = nil, silence: Duration = .seconds(30),
        _ body: (FaultClient, FaultServer) async throws -> Result
    ) async throws -> Result {
        try await FaultServer.serving(certificate: certificate, script) { server in
            let origin = FaultOrigin(authority: server.authority, isEncrypted: certificate != nil)
            let client = try client(origin, silence)
            let result = try await body(client, server)
            await client.close()
            return result
        }
    }

    /// The events of one reply of a service, and the requests that it has heard.
    func reply(
        of script: @escaping FaultServer.Script, certificate: TestCertificate? = nil, silence: Duration = .seconds(30),
        react: (ReplyEvent, String) -> Void = { _, _ in }
    ) async throws -> (events: [ReplyEvent], requests: [FaultRequest]) {
        try await serving(script, certificate: certificate, silence: silence) { client, server in
            let events = await client.reply(.sample("Hello?")).events(react)
            return (events, server.requests)
        }
    }
}
