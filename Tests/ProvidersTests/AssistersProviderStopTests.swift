import ChatModel
import Providers
import TestSupport
import Testing

@Suite("Stopping against a service", .timeLimit(.minutes(1)))
struct AssistersProviderStopTests {
    private let request = ReplyRequest.sample(remoteThread: "thread_1")

    /// A service that streams "Half" and then waits; `streamEnd` goes on when the post is aborted.
    private func service(
        left: Gate, streamEnd: @escaping @Sendable (ScriptedHTTPServer.Response) async throws -> Void
    ) -> ScriptedAssisters {
        let (posted, aborted) = (Gate(), Gate())
        var service = ScriptedAssisters()
        service.stream = { _, response in
            try await response.beginStream()
            await posted.wait()
            try await response.write(Wire.delta("Half"))
            await aborted.wait()
            try await streamEnd(response)
            await response.untilClientLeaves()
            left.open()
        }
        service.post = { _, response in
            posted.open()
            await response.untilClientLeaves()
            aborted.open()
        }
        return service
    }

    private func stopped(
        _ service: ScriptedAssisters, left: Gate, by stop: KeyPath<StreamingReply, @Sendable () -> Void>
    ) async throws -> [ReplyEvent] {
        let all = AsyncStream.makeStream(of: [ReplyEvent].self)
        try await service.serving { provider, _ in
            let reply = provider.reply(to: request)
            all.continuation.yield(
                await reply.events { event, _ in if event == .text("Half") { reply[keyPath: stop]() } })
            await left.wait()
        }
        return await all.stream.first { _ in true } ?? []
    }

    @Test("The service confirms that it stopped")
    func byService() async throws {
        let left = Gate()
        let service = service(left: left) { response in
            try await response.write(Wire.final("Half", status: "stopped") + Wire.done)
        }
        let events = try await stopped(service, left: left, by: \.stop)
        #expect(events == [.text("Half"), .ended(.stopped(.byService))])
    }

    @Test("The service says that it had finished")
    func alreadyFinished() async throws {
        let left = Gate()
        let service = service(left: left) { response in
            try await response.write(Wire.final("Half and whole", status: "completed") + Wire.done)
        }
        let events = try await stopped(service, left: left, by: \.stop)
        #expect(events.text == "Half and whole")
        #expect(events.ends == [.stopped(.alreadyFinished)])
    }

    @Test("Without a word of the service it is stopped here only, and both connections are closed")
    func hereOnly() async throws {
        let left = Gate()
        var service = service(left: left) { _ in }
        service.settings.timeouts.verdict = .milliseconds(50)
        let events = try await stopped(service, left: left, by: \.stop)
        #expect(events == [.text("Half"), .ended(.stopped(.hereOnly))])
    }

    @Test("Dropping closes both connections without waiting")
    func drop() async throws {
        let left = Gate()
        let events = try await stopped(service(left: left) { _ in }, left: left, by: \.drop)
        #expect(events == [.text("Half"), .ended(.stopped(.hereOnly))])
    }

    @Test("Whoever lets go of the events drops the reply")
    func letGo() async throws {
        let left = Gate()
        try await service(left: left) { _ in }.serving { provider, _ in
            func firstText() async -> ReplyEvent? { await provider.reply(to: request).events.first { _ in true } }
            #expect(await firstText() == .text("Half"))
            await left.wait()
        }
    }

    @Test("A wait before the next attempt ends at once")
    func whileWaiting() async throws {
        var service = ScriptedAssisters()
        service.post = { _, response in
            try await response.json(Wire.error("later"), status: 503, headers: ["Retry-After": "59"])
        }
        try await service.serving { provider, server in
            let reply = provider.reply(to: request)
            let events = await reply.events { event, _ in if case .retrying = event { reply.stop() } }
            #expect(events.retries.map(\.after) == [.seconds(59)])
            #expect(events.ends == [.stopped(.hereOnly)])
            #expect(server.posts.count == 1)
        }
    }
}
