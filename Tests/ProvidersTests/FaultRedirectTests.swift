import ChatModel
import TestSupport
import Testing

@testable import Providers

@Suite("Redirects", .timeLimit(.minutes(1)))
struct FaultRedirectTests {
    /// Where a redirect points, given its own origin and two others.
    private static let targets:
        [(name: String, address: @Sendable (_ own: String, _ port: String, _ host: String) -> String)] = [
            ("another host", { _, _, host in "http://\(host)/elsewhere" }),
            ("another port", { _, port, _ in "http://\(port)/elsewhere" }),
            ("without encryption", { _, port, _ in "http://\(port)/elsewhere" }),
            ("the same origin", { own, _, _ in "http://\(own)/elsewhere" }),
            ("another host by the same scheme", { _, _, host in "//\(host)/elsewhere" }),
            ("another port with a user", { _, port, _ in "http://me:secret@\(port)/elsewhere" }),
            ("another port in capitals", { _, port, _ in "HTTP://\(port)/elsewhere" }),
            ("a relative path", { _, _, _ in "../elsewhere" }),
        ]

    @Test(
        "Give neither the key nor a body to anybody else", arguments: FaultSubject.everyClient,
        [301, 302, 303, 307, 308])
    func redirects(subject: FaultSubject, status: Int) async throws {
        let stranger: FaultServer.Script = { _ in .json(Wire.reply("Stolen")) }
        try await FaultServer.serving(stranger) { port in
            try await FaultServer.serving(host: "127.0.0.2", stranger) { host in
                try await withThrowingTaskGroup(of: Void.self) { group in
                    for target in Self.targets {
                        for request in subject.requests {
                            group.addTask {
                                try await redirect(subject, request, status: status, target: target.name) {
                                    target.address($0, port.authority, host.authority)
                                }
                            }
                        }
                    }
                    try await group.waitForAll()
                }
                #expect(port.requests.isEmpty && host.requests.isEmpty)
                #expect(port.connectionCount + host.connectionCount == 0)
            }
        }
    }

    private func redirect(
        _ subject: FaultSubject, _ request: FaultSubject.Request, status: Int, target name: String,
        to address: @escaping @Sendable (String) -> String
    ) async throws {
        let rest = subject.service(FaultAnswer([.bytes(subject.recording)]) + .ending(.finished))
        let sent = Gate()
        let script: FaultServer.Script = { heard in
            if request.isIt(heard) {
                return .redirect(status, to: address(heard.header("Host") ?? "")) + .waiting { sent.open() }
            }
            // Nothing else would end the post of a stream that is sent elsewhere.
            return request.name == "stream"
                ? .waiting { await sent.wait() } + .wrongLength(99, "{") : await rest(heard)
        }
        let certificate: TestCertificate? = name == "without encryption" ? .trusted : nil
        let (events, requests) = try await subject.reply(of: script, certificate: certificate)
        #expect(requests.contains(where: request.isIt), "\(name)")
        #expect(!requests.contains { $0.target.contains("elsewhere") }, "\(name)")
        #expect(events.ends.count == 1, "\(name)")
        #expect(events.ends != [.complete] || events.text == subject.text, "\(name)")
    }

    @Test("The stranger's record would show a key that is given away")
    func stranger() async throws {
        try await FaultServer.serving { _ in
            .json("{}") + .ending(.finished)
        } _: { server in
            let stolen = "POST /elsewhere HTTP/1.1\r\nAuthorization: Bearer \(FaultAssisters.key)\r\n\r\n"
            _ = try await FaultProbe.send(stolen, to: server)
            #expect(server.requests.contains { $0.holds(FaultAssisters.key) })
        }
    }
}
