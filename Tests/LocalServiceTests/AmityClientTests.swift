import ChatModel
import Foundation
import Providers
import Testing

@testable import LocalService

/// The client of the Amity API and the service that speaks it, over loopback.
@Suite("Amity client and service together", .timeLimit(.minutes(1)))
struct AmityClientTests {
    private func serving(
        key: String? = nil, _ body: (AmityProvider, TestService, RunningService) async throws -> Void
    ) async throws {
        let test = try TestService()
        try await test.withSocket { running, _ in
            let url = try ServiceAddress("http://127.0.0.1:\(running.port)/api/v1/assistants/messages")
            let provider = AmityProvider(url: url, key: key ?? test.key.text)
            do {
                try await body(provider, test, running)
                await provider.close()
            } catch {
                await provider.close()
                throw error
            }
        }
    }

    private func request(_ text: String = "Hello?", in remote: String? = nil) -> ReplyRequest {
        let moment = Timestamp(milliseconds: 0)
        return ReplyRequest(
            run: "r",
            thread: ChatThread(
                id: "t", title: "", createdAt: moment, activeAt: moment, service: "s", remoteID: remote),
            prompt: Message(id: "p", thread: "t", role: .user, text: text, createdAt: moment, state: .sent),
            history: [])
    }

    @Test("A reply grows, is whole, and brings what it was made of")
    func whole() async throws {
        try await serving { provider, test, _ in
            #expect(await provider.reachability() == .reachable)
            var hearing = Hearing(provider.reply(to: request()))
            let run = try #require(await test.engine.nextRun())
            run.tell(.used([.init(title: "Tea", location: "notes/tea.md: Tea", text: "Steep it.", rank: 1)]))
            run.say("One ")
            await hearing.until { $0 == .text("One ") }
            run.say("two ")
            run.say("three")
            run.finish()
            let events = await hearing.rest()
            #expect(hearing.text == "One two three")
            #expect(events.last == .ended(.complete))
            #expect(hearing.ends == 1)
            let parts = events.compactMap { if case .part(let part) = $0 { part } else { nil } }
            let sources = try #require(parts.first { $0.id == "sources" })
            #expect(sources.title == "1 source")
            #expect(sources.text.contains("notes/tea.md: Tea") && sources.text.contains("Steep it."))
            #expect(try #require(parts.first { $0.id == "inspection" }).text.contains("Steep it."))
        }
    }

    @Test("A conversation goes on in its session")
    func session() async throws {
        try await serving { provider, test, _ in
            var first = Hearing(provider.reply(to: request("1")))
            let run = try #require(await test.engine.nextRun())
            run.say("A")
            run.finish()
            _ = await first.rest()
            var second = Hearing(provider.reply(to: request("2", in: try #require(first.threadName))))
            let next = try #require(await test.engine.nextRun())
            #expect(next.request.messages.map(\.text) == ["1", "A", "2"])
            next.finish()
            #expect(await second.rest().last == .ended(.complete))
        }
    }

    @Test("A stop is confirmed by the service, whose session takes the next message at once")
    func stop() async throws {
        try await serving { provider, test, running in
            var hearing = Hearing(provider.reply(to: request()))
            let run = try #require(await test.engine.nextRun())
            run.say("Partly ")
            await hearing.until { $0 == .text("Partly ") }
            hearing.reply.stop()
            #expect(await hearing.rest().last == .ended(.stopped(.byService)))
            await test.engine.nextCancellation()
            let session = try SessionName(try #require(hearing.threadName))
            let thread = try await running.service.store.thread(of: session)
            var next = Hearing(provider.reply(to: request("Next", in: session.text)))
            let following = try #require(await test.engine.nextRun())
            #expect(
                following.request.messages == [
                    .init(isFromUser: true, text: "Hello?"),
                    .init(isFromUser: false, text: "Partly ", isPartial: true),
                    .init(isFromUser: true, text: "Next"),
                ])
            following.finish()
            #expect(await next.rest().last == .ended(.complete))
            #expect(await running.service.live.values.allSatisfy { $0.names.thread != thread })
        }
    }

    @Test("A stop that meets the end is never an error, and never locks the session")
    func stopAtTheEnd() async throws {
        try await serving { provider, test, _ in
            var remote: String?
            for round in 0..<10 {
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
                remote = hearing.threadName ?? remote
            }
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
}
