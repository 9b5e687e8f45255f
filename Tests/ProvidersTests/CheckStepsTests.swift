import ChatModel
import TestSupport
import Testing

@testable import Providers

@Suite("The steps of a check, in order", .timeLimit(.minutes(1)))
struct CheckStepsTests {
    private func findings(_ check: ServiceCheck) async -> [CheckFinding] {
        var all: [CheckFinding] = []
        let isGood = await check.run { all.append($0) }
        #expect(isGood == all.allSatisfy { !$0.hasFailed })
        return all
    }

    private func failure(_ finding: CheckFinding?) -> Failure? {
        if case .failed(let failure)? = finding?.verdict { failure } else { nil }
    }

    /// - Parameter limit: How long it may take to reply or stop; what is not to be reached is far.
    private func check(
        _ url: String, key: Result<String, Failure> = .success("k"), limit: Duration = .seconds(30)
    ) throws -> ServiceCheck {
        let address = try ServiceAddress(url)
        return ServiceCheck(
            address: address, environment: [:], limits: CheckLimits(reply: limit, stop: limit)
        ) {
            key.map { key in
                let probe = ServiceProbe(
                    .amity(.bearer), address: address, key: key, keySource: "file /k", environment: [:])
                let client = AmityProvider(url: address, key: key)
                return ServiceCheck.Client(
                    confirmsStops: false, probe: { await probe.run(within: .seconds(30)) }, reply: client.reply,
                    close: client.close)
            }
        }
    }

    /// Answers what has a message with this, and everything else with a status.
    private func serving<Value: Sendable>(
        _ answer: FaultAnswer, others: Int = 400, _ body: (String) async throws -> Value
    ) async throws -> Value {
        try await FaultServer.serving { request in
            request.text.contains("Count") ? answer : .json("{}", status: others)
        } _: { server in
            try await body("http://127.0.0.1:\(server.port)/m")
        }
    }

    private static func record(_ words: String) -> FaultAnswer {
        .text("data: {\"__status\":\"active\",\"content\":\"\(words)\"}\n\n")
    }

    /// So that what comes after it is another piece.
    private static let pause = FaultAnswer([.pause(.milliseconds(100))])

    private static let finish = FaultAnswer.text("data: {\"__status\":\"finished\",\"answer\":\"one two\"}\n\n")

    @Test("A good service passes every step")
    func good() async throws {
        let answer =
            .eventStream + Self.record("one") + Self.pause + Self.record("one two") + Self.pause + Self.finish
            + .ending(.finished)
        let found = try await serving(answer) { await findings(try check($0)) }
        #expect(found.map(\.step) == CheckFinding.Step.allCases)
        #expect(found[3].verdict == .passed("it is accepted"))
        #expect(found.allSatisfy { !$0.hasFailed }, "\(found)")
    }

    @Test("The first step that fails is the last")
    func firstFailure() async throws {
        let unknown = await findings(try check("https://weft-test.invalid/m"))
        #expect(unknown.map(\.step) == [.name])
        #expect(failure(unknown.last)?.what == "The host is not known")
        let missing = Failure(what: "There is no key", why: "the environment variable K is not set")
        let keyless = try await serving(.stalling) { await findings(try check($0, key: .failure(missing))) }
        #expect(keyless.map(\.step) == [.name, .connection, .encryption, .key])
        #expect(failure(keyless.last) == missing)
    }

    @Test(
        "A wrong key, a wrong path and a redirect are named",
        arguments: [
            (401, "The key is wrong"), (403, "The key is wrong"), (404, "The path is wrong"),
            (405, "The path is wrong"), (302, "The service sent us elsewhere"), (500, "The service failed"),
        ])
    func refusals(status: Int, what: String) async throws {
        let found = try await serving(.stalling, others: status) { await findings(try check($0)) }
        #expect(found.map(\.step) == [.name, .connection, .encryption, .key])
        #expect(failure(found.last)?.what == what)
    }

    @Test("A server that does not stream is named")
    func wholeAnswer() async throws {
        let found = try await serving(.json("{\"answer\":\"one two\"}")) { await findings(try check($0)) }
        #expect(found.map(\.step) == [.name, .connection, .encryption, .key, .reply])
        #expect(failure(found.last)?.what == "The service does not stream")
    }

    @Test("A server that never ends is named, and let go of")
    func endless() async throws {
        let answer = .eventStream + Self.record("one") + Self.pause + Self.record("one two") + .stalling
        let found = try await serving(answer) { await findings(try check($0, limit: .seconds(1))) }
        #expect(found.last?.step == .reply)
        #expect(failure(found.last)?.what == "The reply does not end")
    }

    @Test("Assisters are asked for their list: what has none is no such service")
    func assisters() async throws {
        func probe(_ answer: FaultAnswer, limit: Duration = .seconds(30)) async throws -> Result<String, Failure> {
            try await FaultServer.serving { _ in
                answer
            } _: { server in
                #expect(server.requests.allSatisfy { $0.header("authorization") == "Bearer k" })
                let address = try ServiceAddress("http://127.0.0.1:\(server.port)/v1")
                let probe = ServiceProbe(
                    .assisters, address: address, key: "k", keySource: "file /k", environment: [:])
                return await probe.run(within: limit)
            }
        }
        func what(_ result: Result<String, Failure>) -> String? {
            if case .failure(let failure) = result { failure.what } else { nil }
        }
        let assistant = #"{"id":"asst_1","name":"A"}"#
        #expect(
            try await probe(.json(#"{"data":[\#(assistant)],"total":1,"has_more":false}"#)).get() == "it is accepted")
        #expect(what(try await probe(.json(#"{"data":[],"total":0,"has_more":false}"#))) == "There is no assistant")
        #expect(what(try await probe(.whole(type: "text/html", Array("<p>".utf8)))) == "The path is wrong")
        #expect(what(try await probe(.json("{}", status: 404))) == "The path is wrong")
        #expect(what(try await probe(.json("{}", status: 401))) == "The key is wrong")
        #expect(what(try await probe(.stalling, limit: .milliseconds(200))) != nil)
    }
}
