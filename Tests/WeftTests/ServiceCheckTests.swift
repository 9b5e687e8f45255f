import ChatModel
import Foundation
import LocalService
import Providers
import TestSupport
import Testing

@testable import weft

@Suite("weft services check", .timeLimit(.minutes(2)))
struct ServiceCheckTests {
    private static let limits = CheckLimits(reply: .seconds(60))

    private func findings(_ check: ServiceCheck) async -> [CheckFinding] {
        var all: [CheckFinding] = []
        _ = await check.run { all.append($0) }
        return all
    }

    private func failure(_ finding: CheckFinding?) -> Failure? {
        if case .failed(let failure)? = finding?.verdict { failure } else { nil }
    }

    private func service(_ text: String) throws -> ConfiguredService {
        try #require(try Configuration.parse("[services.s]\n" + text).get().services.first)
    }

    /// The local service, as another Weft of the person finds it.
    private func serving(_ body: (LocalAddresses, Locations) async throws -> Void) async throws {
        let scratch = try Scratch()
        let locations = scratch.locations
        try ProcessSafety.makeDirectory(locations.state)
        let installation = LocalInstallation(locations: locations)
        let service = try await installation.share(port: 0)
        do {
            try await body(LocalAddresses(port: service.port), locations)
        } catch {
            await installation.shutdown()
            throw error
        }
        await installation.shutdown()
        withExtendedLifetime(scratch) {}
    }

    @Test("What weft serve prints passes every step, for all APIs at once")
    func served() async throws {
        try await serving { addresses, locations in
            try await withThrowingTaskGroup(of: Void.self) { group in
                for service in EmbeddedService.allCases {
                    let block = addresses.block(service, keyFile: locations.serviceKey).text
                    group.addTask { try await passes(block) }
                }
                try await group.waitForAll()
            }
        }
    }

    private func passes(_ block: String) async throws {
        let service = try #require(try Configuration.parse(block).get().services.first)
        let found = await findings(service.check(environment: [:], limits: Self.limits))
        #expect(found.map(\.step) == CheckFinding.Step.allCases)
        #expect(found.allSatisfy { !$0.hasFailed }, "\(found)")
        #expect(found.last?.verdict == .passed("the service stopped"))
    }

    @Test("A wrong key is named, with the place that it comes from, and not shown", arguments: EmbeddedService.allCases)
    func wrongKey(kind: EmbeddedService) async throws {
        let environment = ["K": "sk-CANARY-0123456789"]
        try await serving { addresses, _ in
            let service = try service("kind = \"\(kind)\"\nurl = \"\(addresses.url(kind))\"\nkey_env = \"K\"\n")
            let found = await findings(service.check(environment: environment, limits: Self.limits))
            #expect(found.last?.step == .key)
            #expect(failure(found.last)?.what == "The key is wrong")
            #expect(failure(found.last)?.remedy == "check the key; it comes from environment variable K")
            #expect(!found.map(\.line).joined().contains("CANARY"))
        }
    }

    @Test("A wrong path is named", arguments: [EmbeddedService.assisters, .amity])
    func wrongPath(kind: EmbeddedService) async throws {
        try await serving { addresses, locations in
            let service = try service(
                "kind = \"\(kind)\"\nurl = \"\(addresses.url(kind))/elsewhere\"\nkey_file = \"\(locations.serviceKey)\"\n"
            )
            let found = await findings(service.check(environment: [:], limits: Self.limits))
            #expect(found.last?.step == .key)
            #expect(failure(found.last)?.what == "The path is wrong")
        }
    }

    @Test("A portal that knows nothing of assistants has the wrong path")
    func wrongPortal() async throws {
        try await FaultServer.serving { _ in
            .json("{}", status: 404)
        } _: { server in
            let service = try service("kind = \"betterforms\"\nurl = \"http://\(server.authority)\"\nkey_env = \"K\"\n")
            let found = await findings(service.check(environment: ["K": "k"]))
            #expect(failure(found.last)?.what == "The path is wrong")
        }
    }

    @Test("A missing key is named before anything is sent with it")
    func missingKey() async throws {
        try await serving { addresses, _ in
            let service = try service(
                "kind = \"assisters\"\nurl = \"\(addresses.url(.assisters))\"\nkey_file = \"/none\"\n")
            let found = await findings(service.check(environment: [:]))
            #expect(found.map(\.step) == [.name, .connection, .encryption, .key])
            #expect(failure(found.last)?.why == "there is no file /none")
        }
    }

    @Test(
        "The certificate of a host is looked at before a key is sent",
        arguments: [TestCertificate.expired, .selfSigned])
    func badCertificate(certificate: TestCertificate) async throws {
        try await FaultServer.serving(certificate: certificate) { _ in
            .stalling
        } _: { server in
            let service = try service(
                "kind = \"amity\"\nurl = \"https://127.0.0.1:\(server.port)/m\"\nkey_env = \"K\"\n")
            let found = await findings(service.check(environment: ["K": "k"]))
            #expect(found.map(\.step) == [.name, .connection, .encryption])
            let word = certificate == .expired ? "has expired" : "is self-signed"
            #expect(failure(found.last)?.why.contains(word) == true)
            #expect(server.requests.isEmpty)
        }
    }

    @Test("The key goes to the host of the service, and through a redirect to nobody", arguments: ServiceKind.allCases)
    func redirected(kind: ServiceKind) async throws {
        try await FaultServer.serving { _ in
            .stalling
        } _: { elsewhere in
            try await FaultServer.serving { _ in
                .redirect(307, to: "http://\(elsewhere.authority)/")
            } _: { server in
                let service = try service(
                    "kind = \"\(kind.rawValue)\"\nurl = \"http://\(server.authority)\"\nkey_env = \"K\"\n")
                let found = await findings(service.check(environment: ["K": "sk-CANARY-1"]))
                #expect(failure(found.last)?.what == "The service sent us elsewhere")
                #expect(server.requests.contains { $0.holds("sk-CANARY-1") })
                #expect(elsewhere.requests.isEmpty)
            }
        }
    }

    @Test("A line says the step, how it went, how long it took, and what to do")
    func lines() {
        let good = CheckFinding(step: .name, verdict: .passed("127.0.0.1"), elapsed: .microseconds(1400))
        #expect(good.line == "  name        ok            1 ms  127.0.0.1\n")
        let skipped = CheckFinding(step: .encryption, verdict: .skipped("this machine needs none"), elapsed: .zero)
        #expect(skipped.line == "  encryption  skipped       0 ms  this machine needs none\n")
        let bad = CheckFinding(
            step: .key, verdict: .failed(Failure(what: "A", why: "b", remedy: "c")), elapsed: .seconds(12))
        #expect(
            bad.line == """
                  key         failed    12000 ms  A: b
                                                  → c

                """)
    }

    @Test("Without a name all services of the file are checked, or the embedded ones")
    func subjects() throws {
        let own = try Configuration.parse("[services.s]\nkind = \"amity\"\nurl = \"https://h/m\"\n").get()
        let embedded = EmbeddedService.allCases.map(Services.Check.Subject.embedded)
        #expect(Services.Check.subjects(nil, in: Configuration()) == embedded)
        #expect(Services.Check.subjects(nil, in: own) == own.services.map(Services.Check.Subject.configured))
        #expect(Services.Check.subjects("s", in: own).count == 1)
        #expect(Services.Check.subjects("local-amity", in: own) == [.embedded(.amity)])
        #expect(Services.Check.subjects("t", in: own).isEmpty)
    }
}
