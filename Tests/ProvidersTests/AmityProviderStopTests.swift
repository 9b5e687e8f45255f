import ChatModel
import Providers
import TestSupport
import Testing
import WireFormats

@Suite("Stopping against an Amity service", .timeLimit(.minutes(1)))
struct AmityProviderStopTests {
    private let request = ReplyRequest.sample(remoteThread: "s")

    /// When the person stops.
    enum Moment: CaseIterable, Sendable {
        /// The service has the post, and has said nothing.
        case beforeHead
        /// It has begun to answer without a record.
        case beforeText
        case inText
    }

    /// A service that is stopped at a moment. `left` opens when the connection of the post is closed.
    private func service(_ moment: Moment, reached: Gate, left: Gate) -> ScriptedAmity {
        var service = ScriptedAmity()
        service.post = { _, response in
            if moment != .beforeHead { try await response.beginStream() }
            if moment == .beforeText { try await response.write(": ping\n\n") }
            if moment == .inText { try await response.write(AmityWire.active("Half")) }
            reached.open()
            await response.untilClientLeaves()
            left.open()
        }
        return service
    }

    /// All events of a reply that is stopped once the moment is reached, and shown where there is text.
    private func events(
        _ provider: AmityProvider, _ moment: Moment, reached: Gate,
        by stop: KeyPath<StreamingReply, @Sendable () -> Void>
    ) async -> [ReplyEvent] {
        let reply = provider.reply(to: request)
        await reached.wait()
        if moment != .inText { reply[keyPath: stop]() }
        return await reply.events { event, _ in if event == .text("Half") { reply[keyPath: stop]() } }
    }

    @Test("The service confirms that it stopped, also when it notices late", arguments: Moment.allCases, [0, 2])
    func byService(moment: Moment, late: Int) async throws {
        let (reached, left) = (Gate(), Gate())
        let questions = Refusals(late)
        var service = service(moment, reached: reached, left: left)
        service.status = { _, response in
            let word = await questions.next() ? "active" : "stopped"
            try await response.json(AmityWire.status(word))
        }
        try await service.serving { provider, server in
            let events = await events(provider, moment, reached: reached, by: \.stop)
            #expect(events.ends == [.stopped(.byService)])
            #expect(events.text == (moment == .inText ? "Half" : ""))
            await left.wait()
            let posts = server.requests.filter { $0.method == "POST" }
            let questions = server.requests.filter { $0.method == "GET" }
            #expect(posts.count == 1)
            #expect(questions.count == late + 1)
            let key = try #require(posts.first?.header("Idempotency-Key"))
            let target = "/api/v1/assistants/messages/status?sessionId=s&request=\(key)"
            #expect(questions.allSatisfy { $0.target == target })
            #expect(questions.allSatisfy { $0.header("Authorization") == "Bearer \(ScriptedAmity.key)" })
        }
    }

    @Test("The service says that it had finished")
    func alreadyFinished() async throws {
        let (reached, left) = (Gate(), Gate())
        var service = service(.inText, reached: reached, left: left)
        service.status = { _, response in
            try await response.json(AmityWire.status("finished", answer: "Half and whole"))
        }
        try await service.serving { provider, _ in
            let events = await events(provider, .inText, reached: reached, by: \.stop)
            #expect(events.text == "Half and whole")
            #expect(events.ends == [.stopped(.alreadyFinished)])
            await left.wait()
        }
    }

    @Test("A service that cannot be asked was stopped here only", arguments: Moment.allCases)
    func hereOnly(moment: Moment) async throws {
        let (reached, left) = (Gate(), Gate())
        try await service(moment, reached: reached, left: left).serving { provider, _ in
            let events = await events(provider, moment, reached: reached, by: \.stop)
            #expect(events.ends == [.stopped(.hereOnly)])
            await left.wait()
        }
    }

    @Test("So was one that does not answer in time, and no connection stays open")
    func noVerdict() async throws {
        let (reached, left, leftQuestion) = (Gate(), Gate(), Gate())
        var service = service(.inText, reached: reached, left: left)
        service.settings.timeouts.verdict = .seconds(1)
        service.status = { _, response in
            await response.untilClientLeaves()
            leftQuestion.open()
        }
        try await service.serving { provider, _ in
            let events = await events(provider, .inText, reached: reached, by: \.stop)
            #expect(events == [.text("Half"), .ended(.stopped(.hereOnly))])
            await left.wait()
            await leftQuestion.wait()
        }
    }

    @Test("Dropping closes the connection without asking", arguments: Moment.allCases)
    func drop(moment: Moment) async throws {
        let (reached, left) = (Gate(), Gate())
        try await service(moment, reached: reached, left: left).serving { provider, server in
            let events = await events(provider, moment, reached: reached, by: \.drop)
            #expect(events.ends == [.stopped(.hereOnly)])
            await left.wait()
            #expect(server.requests.count == 1)
        }
    }

    @Test("Whoever lets go of the events drops the reply")
    func letGo() async throws {
        let (reached, left) = (Gate(), Gate())
        try await service(.inText, reached: reached, left: left).serving { provider, _ in
            func firstEvent() async -> ReplyEvent? { await provider.reply(to: request).events.first { _ in true } }
            #expect(await firstEvent() == .text("Half"))
            await left.wait()
        }
    }

    @Test("A wait before the next attempt ends at once")
    func whileWaiting() async throws {
        var service = ScriptedAmity()
        service.post = { _, response in
            try await response.json(AmityWire.error("later"), status: 503, headers: ["Retry-After": "59"])
        }
        try await service.serving { provider, server in
            let reply = provider.reply(to: request)
            let events = await reply.events { event, _ in if case .retrying = event { reply.stop() } }
            #expect(events.retries.map(\.after) == [.seconds(59)])
            #expect(events.ends == [.stopped(.hereOnly)])
            #expect(server.requests.count == 1)
        }
    }
}
