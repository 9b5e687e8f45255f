import ChatModel
import TestSupport
import Testing

@testable import Providers

/// A client under faults: what its service streams, what of that is the text, and how it is asked.
struct FaultSubject: Sendable, CustomTestStringConvertible {
    let name: String
    /// The stream of one reply, to the end.
    let recording: [UInt8]
    /// The text that is shown when so many bytes of the recording have come, each with the blank line of its record.
    let shown: [(bytes: Int, text: String)]
    /// The reply is whole with the record that ends here, its blank line counted.
    let wholeAt: Int
    /// What comes after the end from a service that cannot stop.
    let afterEnd: String
    /// The service of one reply, whose stream is this answer. What else it answers breaks off when the stream does.
    let service: @Sendable (FaultAnswer) -> FaultServer.Script
    /// The requests that belong to a reply, by their names.
    let requests: [(name: String, isIt: @Sendable (FaultRequest) -> Bool)]
    /// A client that gives up after so much silence.
    let client: @Sendable (_ origin: String, _ silence: Duration, _ certified: Bool) throws -> FaultClient

    var testDescription: String { name }

    var text: String { shown.last?.text ?? "" }

    static let all: [FaultSubject] = [.assisters]

    /// What may be shown when the stream breaks off after so many bytes: a record may lack its blank line.
    func texts(at cut: Int) -> Set<String> {
        let certain = shown.last { $0.bytes <= cut }?.text ?? ""
        let possible = shown.last { $0.bytes - 2 <= cut }?.text ?? ""
        return [certain, possible]
    }
}

/// A client for the time of one reply.
struct FaultClient: Sendable {
    let reply: @Sendable () -> StreamingReply
    let close: @Sendable () async -> Void
}

extension FaultSubject {
    /// The events of one reply of a service, and the requests that it has heard.
    func reply(
        of script: @escaping FaultServer.Script, certificate: TestCertificate? = nil, silence: Duration = .seconds(30),
        react: (StreamingReply, ReplyEvent, String) -> Void = { _, _, _ in }
    ) async throws -> (events: [ReplyEvent], requests: [FaultRequest]) {
        try await FaultServer.serving(certificate: certificate, script) { server in
            let scheme = certificate == nil ? "http" : "https"
            let client = try client("\(scheme)://\(server.authority)", silence, certificate != nil)
            let reply = client.reply()
            let events = await reply.events { react(reply, $0, $1) }
            await client.close()
            return (events, server.requests)
        }
    }
}
