import ChatModel
import Foundation
import Providers
import Testing
import WireFormats

@testable import LocalService

/// The client of the Assisters API and the service that speaks it, over loopback.
@Suite("Client and service together", .timeLimit(.minutes(1)))
struct ClientTests {
    private func serving(
        _ engine: ScriptedEngine = ScriptedEngine(),
        _ body: (AssistersProvider, TestService, RunningService) async throws -> Void
    ) async throws {
        let test = try TestService(engine: engine)
        try await test.withSocket { running, _ in
            let provider = AssistersProvider(address: try ServiceAddress(running.baseURL), key: test.key.text)
            do {
                try await body(provider, test, running)
                await provider.close()
            } catch {
                await provider.close()
                throw error
            }
        }
    }

    private func request(_ text: String = "Hello?", in remote: String? = nil, history: [Message] = []) -> ReplyRequest {
        let moment = Timestamp(milliseconds: 0)
        return ReplyRequest(
            run: "r",
            thread: ChatThread(
                id: "t", title: "", createdAt: moment, activeAt: moment, service: "s", remoteID: remote),
            prompt: message("p", text), history: history)
    }

    private func message(
        _ id: MessageID, _ text: String, _ role: Role = .user, _ state: MessageState = .sent
    ) -> Message {
        Message(id: id, thread: "t", role: role, text: text, createdAt: Timestamp(milliseconds: 0), state: state)
    }

    /// Asks, and lets the engine say this once the reply runs. Returns the whole course, and who asked.
    private func converse(
        _ provider: AssistersProvider, _ engine: ScriptedEngine, in remote: String? = nil, saying text: String = "Hi"
    ) async throws -> [ReplyEvent] {
        var hearing = Hearing(provider.reply(to: request(in: remote)))
        let run = try #require(await engine.nextRun())
        run.say(text)
        run.finish()
        return await hearing.rest()
    }

    @Test("A reply comes piece by piece, and whole")
    func whole() async throws {
        try await serving { provider, test, _ in
            #expect(await provider.reachability() == .reachable)
            var hearing = Hearing(provider.reply(to: request()))
            let run = try #require(await test.engine.nextRun())
            run.say("One ")
            await hearing.until { $0 == .text("One ") }
            run.say("two\u{0} ")
            await hearing.until { $0 == .text("two\u{0} ") }
            run.say("three")
            run.finish()
            let events = await hearing.rest()
            #expect(hearing.text == "One two\u{0} three")
            #expect(events.last == .ended(.complete))
            #expect(hearing.ends == 1)
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
            let remote = try #require(hearing.threadName)
            let kept = try await running.service.store.messages(of: remote, Paging(limit: nil)).data
            #expect(kept.map(\.status) == [.completed, .stopped])
            #expect(kept.last?.content == "Partly ")
            #expect(try await converse(provider, test.engine, in: remote).last == .ended(.complete))
        }
    }

    @Test("A drop stops the run too, and the next message waits until the thread is free")
    func drop() async throws {
        try await serving { provider, test, _ in
            var hearing = Hearing(provider.reply(to: request()))
            let run = try #require(await test.engine.nextRun())
            run.say("Partly ")
            await hearing.until { $0 == .text("Partly ") }
            hearing.reply.drop()
            #expect(await hearing.rest().last == .ended(.stopped(.hereOnly)))
            let next = try await converse(provider, test.engine, in: hearing.threadName)
            #expect(next.last == .ended(.complete))
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
                #expect(end.map(allowed.contains) == true, "\(String(describing: end))")
                #expect(hearing.ends == 1)
                remote = hearing.threadName ?? remote
            }
            let kept = try await running.service.store.messages(of: try #require(remote), Paging(limit: nil)).data
            #expect(!kept.contains { $0.status == .inProgress })
        }
    }

    @Test("A service that ends in the middle leaves an interrupted reply with its text")
    func ended() async throws {
        try await serving { provider, test, running in
            var hearing = Hearing(provider.reply(to: request()))
            let run = try #require(await test.engine.nextRun())
            run.say("Partly ")
            await hearing.until { $0 == .text("Partly ") }
            await running.shutdown()
            let end = await hearing.rest().last
            guard case .ended(.interrupted(let failure)) = end else {
                Issue.record("\(String(describing: end))")
                return
            }
            #expect(hearing.text == "Partly ")
            #expect(!failure.why.isEmpty)
            if case .unreachable(let failure) = await provider.reachability() {
                #expect(failure.why == "nothing listens at 127.0.0.1:\(running.port)")
            } else {
                Issue.record("a service that is gone is reachable")
            }
        }
    }

    @Test("A thread that the service has forgotten is made anew and told what was said")
    func forgotten() async throws {
        try await serving { provider, test, _ in
            let history = [message("1", "Q"), message("2", "A", .assistant, .complete)]
            var hearing = Hearing(provider.reply(to: request(in: "thread_none", history: history)))
            let run = try #require(await test.engine.nextRun())
            #expect(run.request.messages.map(\.text) == ["Q", "A", "Hello?"])
            #expect(run.request.messages.map(\.isFromUser) == [true, false, true])
            run.finish()
            _ = await hearing.rest()
            #expect(hearing.threadName?.hasPrefix("thread_") == true)
        }
    }

    @Test("An assistant that was deleted meanwhile is replaced, and the thread goes on")
    func deletedAssistant() async throws {
        try await serving { provider, test, running in
            let store = running.service.store
            let first = try await converse(provider, test.engine)
            let remote = try #require(first.threadName)
            _ = try await store.createAssistant(.init(name: "Other"), once: nil)
            _ = try await store.deleteAssistant(running.defaultAssistantID)
            var hearing = Hearing(provider.reply(to: request(in: remote)))
            let run = try #require(await test.engine.nextRun())
            #expect(run.request.assistantName == "Other")
            #expect(run.request.messages.map(\.text) == ["Hello?", "Hi", "Hello?"])
            run.finish()
            #expect(await hearing.rest().last == .ended(.complete))
            #expect(hearing.threadName == nil)
        }
    }

    @Test("Two threads are answered at once, each with its own text")
    func twoThreads() async throws {
        try await serving { provider, test, _ in
            var one = Hearing(provider.reply(to: request("One")))
            let first = try #require(await test.engine.nextRun())
            var two = Hearing(provider.reply(to: request("Two")))
            let second = try #require(await test.engine.nextRun())
            for _ in 1...3 {
                first.say("1")
                second.say("2")
            }
            // Pieces that arrive together are handed on as one.
            await one.until { if case .text = $0 { true } else { false } }
            second.finish()
            #expect(await two.rest().last == .ended(.complete))
            first.finish()
            #expect(await one.rest().last == .ended(.complete))
            #expect(one.text == "111")
            #expect(two.text == "222")
        }
    }

    @Test("A message to a thread that is busy waits for it, and says so")
    func busy() async throws {
        try await serving { provider, test, _ in
            var one = Hearing(provider.reply(to: request()))
            let first = try #require(await test.engine.nextRun())
            first.say("a")
            await one.until { $0 == .text("a") }
            var two = Hearing(provider.reply(to: request("Next", in: one.threadName)))
            await two.until { if case .retrying = $0 { true } else { false } }
            first.finish()
            _ = await one.rest()
            let second = try #require(await test.engine.nextRun())
            second.say("b")
            second.finish()
            #expect(await two.rest().last == .ended(.complete))
            #expect(one.text == "a")
            #expect(two.text == "b", "nothing of the other run is shown")
        }
    }

    @Test("A hundred replies leave no connection behind")
    func connections() async throws {
        try await serving(ScriptedEngine(script: ["Hi"])) { provider, _, running in
            var remote: String?
            for _ in 1...100 {
                var hearing = Hearing(provider.reply(to: request(in: remote)))
                #expect(await hearing.rest().last == .ended(.complete))
                remote = hearing.threadName ?? remote
            }
            let open = try openConnections(of: running.port)
            #expect(open <= 20)
        }
    }

    /// Both ends count; those that only wait for late packets do not.
    private func openConnections(of port: Int) throws -> Int {
        let table = try String(contentsOfFile: "/proc/net/tcp", encoding: .utf8)
        let end =
            ":" + String(repeating: "0", count: max(0, 4 - String(port, radix: 16).count))
            + String(port, radix: 16).uppercased()
        return table.split(separator: "\n").count { line in
            let fields = line.split(separator: " ")
            guard fields.count > 3, fields[1].hasSuffix(end) || fields[2].hasSuffix(end) else { return false }
            return ["01", "04", "05", "08"].contains(fields[3])
        }
    }
}
