import ChatModel
import Providers
import Testing
import WireFormats

@testable import LocalService

/// The client of the BetterForms API and the service that speaks it, over loopback.
@Suite("BetterForms client and service together", .timeLimit(.minutes(1)))
struct BetterFormsClientTests {
    private func serving(
        key: String? = nil, stream: Bool = true,
        _ body: (BetterFormsProvider, TestService, RunningService) async throws -> Void
    ) async throws {
        let test = try TestService()
        try await test.withSocket { running, _ in
            let provider = BetterFormsProvider(
                address: try ServiceAddress("http://127.0.0.1:\(running.port)"), key: key ?? test.key.text,
                settings: BetterFormsSettings(stream: stream))
            do {
                try await body(provider, test, running)
                await provider.close()
            } catch {
                await provider.close()
                throw error
            }
        }
    }

    private let moment = Timestamp(milliseconds: 0)

    private func message(_ id: MessageID, _ text: String, _ role: Role = .user) -> Message {
        Message(
            id: id, thread: "t", role: role, text: text, createdAt: moment, state: role == .user ? .sent : .complete)
    }

    private func request(_ text: String = "Hello?", in remote: String? = nil, history: [Message] = []) -> ReplyRequest {
        ReplyRequest(
            run: "r",
            thread: ChatThread(
                id: "t", title: "", createdAt: moment, activeAt: moment, service: "s", remoteID: remote),
            prompt: message("p", text), history: history)
    }

    @Test("A reply comes piece by piece, and whole, and names its thread")
    func whole() async throws {
        try await serving { provider, test, _ in
            #expect(await provider.reachability() == .reachable)
            var hearing = Hearing(provider.reply(to: request()))
            let run = try #require(await test.engine.nextRun())
            run.say("One ")
            await hearing.until { $0 == .text("One ") }
            run.tell(.toolCalled(.init(id: "call_1", name: "weather", arguments: #"{"city":"Rome"}"#)))
            run.tell(.toolAnswered(id: "call_1", .output("{}")))
            run.say("two")
            run.finish()
            #expect(await hearing.rest().last == .ended(.complete))
            #expect(hearing.text == "One two")
            #expect(hearing.ends == 1)
            #expect(hearing.threadName?.hasPrefix("thread_") == true)
            let calls = hearing.events.compactMap { if case .part(let part) = $0 { part } else { nil } }
            #expect(calls.map(\.kind) == [.toolCall])
        }
    }

    @Test("A reply that is not streamed comes whole")
    func notStreamed() async throws {
        try await serving(stream: false) { provider, test, _ in
            var hearing = Hearing(provider.reply(to: request()))
            let run = try #require(await test.engine.nextRun())
            run.say("One ")
            run.say("two")
            run.finish()
            #expect(await hearing.rest().last == .ended(.complete))
            #expect(hearing.text == "One two")
        }
    }

    @Test("A stop is confirmed by the service, whose thread takes the next message at once")
    func stop() async throws {
        try await serving { provider, test, running in
            var hearing = Hearing(provider.reply(to: request()))
            let run = try #require(await test.engine.nextRun())
            run.say("Partly ")
            await hearing.until { $0 == .text("Partly ") }
            hearing.reply.stop()
            #expect(await hearing.rest().last == .ended(.stopped(.byService)))
            await test.engine.nextCancellation()
            var next = Hearing(provider.reply(to: request("Next", in: hearing.threadName)))
            let following = try #require(await test.engine.nextRun())
            #expect(
                following.request.messages == [
                    .init(isFromUser: true, text: "Hello?"),
                    .init(isFromUser: false, text: "Partly ", isPartial: true),
                    .init(isFromUser: true, text: "Next"),
                ])
            following.finish()
            #expect(await next.rest().last == .ended(.complete))
        }
    }

    @Test("A stop before anything is said is confirmed too")
    func earlyStop() async throws {
        try await serving { provider, test, _ in
            for _ in 0..<10 {
                var hearing = Hearing(provider.reply(to: request()))
                _ = try #require(await test.engine.nextRun())
                hearing.reply.stop()
                #expect(await hearing.rest().last == .ended(.stopped(.byService)))
                await test.engine.nextCancellation()
            }
        }
    }

    @Test("A stop that meets the end is never an error, and never locks the thread")
    func stopAtTheEnd() async throws {
        try await serving { provider, test, running in
            var remote: String?
            for round in 0..<20 {
                var hearing = Hearing(provider.reply(to: request(in: remote)))
                let run = try #require(await test.engine.nextRun())
                run.say("Whole")
                if round.isMultiple(of: 2) { await hearing.until { $0 == .text("Whole") } }
                run.finish()
                hearing.reply.stop()
                let end = await hearing.rest().last
                let allowed: [ReplyEvent] = [
                    .ended(.complete), .ended(.stopped(.alreadyFinished)), .ended(.stopped(.byService)),
                ]
                #expect(allowed.contains { $0 == end }, "\(String(describing: end))")
                #expect(hearing.ends == 1)
                remote = hearing.threadName ?? remote
            }
            #expect(await running.service.live.isEmpty)
        }
    }

    @Test("A thread that the service has forgotten is made anew and told what was said")
    func forgotten() async throws {
        try await serving { provider, test, _ in
            let history = [message("1", "Q"), message("2", "A", .assistant)]
            var hearing = Hearing(provider.reply(to: request(in: "thread_none", history: history)))
            let run = try #require(await test.engine.nextRun())
            #expect(run.request.messages.map(\.text) == ["Q", "A", "Hello?"])
            #expect(run.request.messages.map(\.isFromUser) == [true, false, true])
            run.finish()
            #expect(await hearing.rest().last == .ended(.complete))
            #expect(hearing.threadName?.hasPrefix("thread_") == true)
        }
    }

    @Test("A wrong key and a failing engine are failures, with the words of the service")
    func failures() async throws {
        try await serving(key: String(repeating: "w", count: 20)) { provider, _, _ in
            guard case .unreachable = await provider.reachability() else { return #expect(Bool(false)) }
            var hearing = Hearing(provider.reply(to: request()))
            guard case .ended(.failed)? = await hearing.rest().last else {
                return #expect(Bool(false), "\(hearing.events)")
            }
        }
        try await serving { provider, test, _ in
            var hearing = Hearing(provider.reply(to: request()))
            let run = try #require(await test.engine.nextRun())
            run.say("Half")
            await hearing.until { $0 == .text("Half") }
            run.fail()
            guard case .ended(.failed(let failure))? = await hearing.rest().last else {
                return #expect(Bool(false), "\(hearing.events)")
            }
            #expect("\(failure)".contains("The assistant failed while it was answering"))
            #expect(hearing.text == "Half")
        }
    }

    @Test("A service that ends in the middle ends the reply with its text, and not as complete")
    func ended() async throws {
        try await serving { provider, test, running in
            var hearing = Hearing(provider.reply(to: request()))
            let run = try #require(await test.engine.nextRun())
            run.say("Partly ")
            await hearing.until { $0 == .text("Partly ") }
            await running.shutdown()
            let end = await hearing.rest().last
            #expect(end != .ended(.complete))
            #expect(hearing.ends == 1 && hearing.text == "Partly ")
        }
    }
}
