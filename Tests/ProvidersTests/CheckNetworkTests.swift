import ChatModel
import Foundation
import NIOSSL
import TestSupport
import Testing

@testable import Providers

@Suite("Whether a host is there and is believed", .timeLimit(.minutes(1)))
struct CheckNetworkTests {
    private let here = [HostAddress(text: "127.0.0.1")]

    private func check(
        _ url: String, limit: Duration = .seconds(10), trusting authorities: [NIOSSLCertificate] = []
    ) throws -> ConnectionCheck {
        ConnectionCheck(address: try ServiceAddress(url), limit: limit, authorities: authorities)
    }

    private func failure(_ verdict: CheckFinding.Verdict) -> Failure? {
        if case .failed(let failure) = verdict { failure } else { nil }
    }

    @Test("A name that stands for nothing is named", arguments: ["weft-test.invalid", "invalid"])
    func unknownHost(host: String) async {
        let failure = await #expect(throws: Failure.self) { try await HostAddress.all(of: host) }
        #expect(failure?.what == "The host is not known")
        #expect(failure?.why == "no address belongs to the name \(host)")
    }

    @Test("An address is its own")
    func knownHosts() async throws {
        #expect(try await HostAddress.all(of: "127.0.0.1") == here)
        #expect(try await HostAddress.all(of: "::1") == [HostAddress(text: "::1")])
    }

    @Test("A port where nobody listens refuses; the next address is tried")
    func refused() async throws {
        let port = try await FaultServer.serving { _ in
            .stalling
        } _: { server in
            let elsewhere = [HostAddress(text: "127.0.0.77")] + here
            let verdict = await try check("http://127.0.0.1:\(server.port)").connects(to: elsewhere)
            #expect(verdict == .passed("127.0.0.1 listens at port \(server.port)"))
            return server.port
        }
        let found = failure(await try check("http://127.0.0.1:\(port)").connects(to: here))
        #expect(found?.what == "The connection is refused")
        #expect(found?.why == "nothing listens at 127.0.0.1:\(port)")
    }

    @Test("Without https there is nothing to agree on")
    func plain() async throws {
        #expect(
            await try check("http://127.0.0.1:9").encrypts(to: here) == .skipped("this machine needs none"))
    }

    private static func fault(of certificate: TestCertificate) -> String {
        switch certificate {
        case .expired: "its certificate has expired: it was valid until 2001"
        case .selfSigned: "its certificate is self-signed: 127.0.0.1 vouches for itself, and nobody else does"
        case .otherHost: "its certificate is for another host than 127.0.0.1"
        case .trusted: "nothing"
        }
    }

    @Test("What is wrong with a certificate is named", arguments: [TestCertificate.expired, .selfSigned, .otherHost])
    func badCertificate(certificate: TestCertificate) async throws {
        let why = Self.fault(of: certificate)
        let authorities = try NIOSSLCertificate.fromPEMBytes(TestCertificate.authority)
        try await FaultServer.serving(certificate: certificate) { _ in
            .stalling
        } _: { server in
            let check = try check("https://127.0.0.1:\(server.port)", trusting: authorities)
            let found = failure(await check.encrypts(to: here))
            #expect(found?.what == "The connection is not safe")
            #expect(found?.why.hasPrefix(why) == true, "\(found?.why ?? "")")
            #expect(server.requests.isEmpty)
        }
    }

    @Test("One that nobody known has signed is not trusted; with its authority it is")
    func authority() async throws {
        let authorities = try NIOSSLCertificate.fromPEMBytes(TestCertificate.authority)
        try await FaultServer.serving(certificate: .trusted) { _ in
            .stalling
        } _: { server in
            let url = "https://127.0.0.1:\(server.port)"
            let trusted = try check(url, trusting: authorities)
            #expect(await trusted.encrypts(to: here) == .passed("the certificate is trusted"))
            let found = failure(await try check(url).encrypts(to: here))
            #expect(found?.why == "nobody whom this system trusts has signed its certificate")
        }
    }

    @Test("A server without encryption, or without a word, is named")
    func notEncrypted() async throws {
        let script: FaultServer.Script = { _ in .stalling }
        try await FaultServer.serving(script) { server in
            // The handshake is no request that this server understands: it waits for the end of a line.
            let check = try check("https://127.0.0.1:\(server.port)", limit: .milliseconds(200))
            let found = failure(await check.encrypts(to: here))
            #expect(found?.why == "127.0.0.1 did not answer the handshake")
        }
        try await ScriptedHTTPServer.serving { _, response in
            try await response.cut()
        } _: { server in
            let found = failure(await try check("https://127.0.0.1:\(server.port)").encrypts(to: here))
            #expect(found?.what == "The connection is not safe")
            #expect(
                ["what answers there does not speak TLS", "encryption could not be agreed on"]
                    .contains(found?.why ?? ""), "\(found?.why ?? "")")
        }
    }

    @Test("Only issuer and subject that are the same bytes are self-signed; torn bytes are not")
    func selfSigned() throws {
        let authority = try #require(try NIOSSLCertificate.fromPEMBytes(TestCertificate.authority).first)
        let bytes = try authority.toDERBytes()
        #expect(PeerCertificate.isSelfSigned(bytes))
        for count in 0..<120 { #expect(!PeerCertificate.isSelfSigned(Array(bytes.prefix(count)))) }
        #expect(!PeerCertificate.isSelfSigned([0x30, 0x84, 0xFF, 0xFF, 0xFF, 0xFF, 0x00]))
    }

    @Test("Of several faults of a certificate its time comes first")
    func order() {
        let (now, day) = (Date(timeIntervalSince1970: 1_000_000), 86400.0)
        func fault(_ from: Double, _ until: Double, isSelfSigned: Bool = true) -> InsecureReason? {
            PeerCertificate(
                notBefore: now + from * day, notAfter: now + until * day, isSelfSigned: isSelfSigned
            ).fault(now: now)
        }
        #expect(fault(-2, -1) == .expired(now - day))
        #expect(fault(1, 2) == .notYetValid(now + day))
        #expect(fault(-1, 1) == .selfSigned)
        #expect(fault(-1, 1, isSelfSigned: false) == nil)
    }
}
