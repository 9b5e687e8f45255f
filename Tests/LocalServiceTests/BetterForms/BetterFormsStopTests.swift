import HTTPTypes
import HummingbirdTesting
import Testing
import WireFormats

@testable import LocalService

@Suite("Stopping runs of the BetterForms API", .timeLimit(.minutes(1)))
struct BetterFormsStopTests {
    @Test("before the first piece: the run is cancelled, ends once, and its thread takes the next message at once")
    func beforeFirstPiece() async throws {
        let test = try TestService()
        try await test.withoutSocket { api in
            var ear = await ChannelEar(api.service)
            let ids = try await api.start()
            let run = try #require(await test.engine.nextRun())
            let reply = try await api.stop(ids.thread, ids.run)
            #expect(reply.status == .ok)
            #expect(
                reply.text
                    == #"{"runId":"\#(ids.run)","status":"cancelled","success":true,"threadId":"\#(ids.thread)"}"#)
            await test.engine.nextCancellation()
            run.say("late")
            #expect(await ear.untilEnd().map(\.word) == ["info", "end cancelled"])
            let next = try await api.start(in: ids.thread)
            #expect(next.thread == ids.thread)
            try #require(await test.engine.nextRun()).finish()
            #expect(await ear.untilEnd().map(\.word) == ["info", "end stop"])
        }
    }

    @Test("in the middle: nothing is said after the answer, and the text so far is kept")
    func inTheMiddle() async throws {
        let test = try TestService()
        try await test.withoutSocket { api in
            var ear = await ChannelEar(api.service)
            let ids = try await api.start()
            let run = try #require(await test.engine.nextRun())
            run.say("Half")
            while let event = await ear.next(), event.event != .delta("Half") {}
            #expect(try await api.stop(ids).known == .cancelled)
            run.say(" more")
            #expect(await ear.rest().map(\.word) == ["end cancelled"])
            let ended = try await api.service.store.ended(ids.run)
            #expect(ended.text == "Half" && ended.status == .stopped)
        }
    }

    @Test("while a tool runs: cancelled too")
    func whileToolRuns() async throws {
        let test = try TestService()
        try await test.withoutSocket { api in
            var ear = await ChannelEar(api.service)
            let ids = try await api.start()
            let run = try #require(await test.engine.nextRun())
            run.tell(.toolCalled(.init(id: "call_1", name: "slow", arguments: "{}")))
            while let event = await ear.next(), event.word != "call slow" {}
            #expect(try await api.stop(ids).known == .cancelled)
            #expect(await ear.rest().map(\.word) == ["end cancelled"])
        }
    }

    @Test("a run that has ended keeps its result, says its word each time, and nothing is heard again")
    func ended() async throws {
        let test = try TestService()
        try await test.withoutSocket { api in
            var ear = await ChannelEar(api.service)
            for (end, word) in [(false, BetterForms.StopStatus.completed), (true, .failed)] {
                let ids = try await api.start()
                let run = try #require(await test.engine.nextRun())
                run.say("All")
                if end { run.fail() } else { run.finish() }
                _ = await ear.untilEnd()
                for _ in 0..<3 { #expect(try await api.stop(ids) == .init(status: word, ids)) }
                #expect(try await api.service.store.ended(ids.run).text == "All")
                #expect(await ear.rest() == [])
            }
        }
    }

    @Test("a run that was cancelled stays cancelled")
    func cancelledTwice() async throws {
        let test = try TestService()
        try await test.withoutSocket { api in
            let ids = try await api.start()
            _ = await test.engine.nextRun()
            for _ in 0..<3 { #expect(try await api.stop(ids) == .init(status: .cancelled, ids)) }
        }
    }

    @Test("what there is not is not found: another thread, an unknown run, ids of no form, and another API's run")
    func notFound() async throws {
        let test = try TestService()
        try await test.withoutSocket { api in
            let ids = try await api.start()
            let run = try #require(await test.engine.nextRun())
            let other = try await api.start(channels: #"["d"]"#)
            let otherRun = try #require(await test.engine.nextRun())
            for (thread, id) in [
                (other.thread, ids.run), (ids.thread, other.run), (ids.thread, "run_none"), ("thread_none", ids.run),
                ("x", "y"), (ids.thread, ids.run + "\\u0000"),
            ] {
                let reply = try await api.stop(thread, id)
                #expect(reply.status == .ok)
                #expect(try reply.value(BetterForms.StopReply.self).known == .notFound)
            }
            #expect(try await api.service.state(of: ids.run, in: ids.thread, of: .betterForms) == .inProgress)
            #expect(try await api.service.state(of: ids.run, in: ids.thread, of: .assisters) == nil)
            run.finish()
            otherRun.finish()
        }
    }

    @Test(
        "both ids are required, as texts",
        arguments: [
            "{}", #"{"threadId":"thread_a"}"#, #"{"runId":"run_a"}"#, #"{"threadId":"","runId":"run_a"}"#,
            #"{"threadId":"thread_a","runId":""}"#, #"{"threadId":1,"runId":"run_a"}"#,
            #"{"threadId":"thread_a","runId":null}"#, #"{"threadId":["thread_a"],"runId":{}}"#,
        ])
    func missing(body: String) async throws {
        try await TestService().withoutSocket { api in
            let reply = try await api.send(.post, "/stream/create/assistants/stop", body)
            #expect(reply.status == .badRequest)
            let words = "threadId and runId are required"
            #expect(
                reply.text == #"{"className":"bad-request","code":400,"error":{"code":400,"message":"\#(words)"},"#
                    + #""message":"\#(words)","name":"BadRequest","success":false}"#)
        }
    }

    @Test("ids in snake case are read, a key must be right when it is given, and what is no JSON is refused")
    func forms() async throws {
        let test = try TestService()
        try await test.withoutSocket { api in
            let ids = try await api.start()
            _ = await test.engine.nextRun()
            let path = "/stream/create/assistants/stop"
            let wrong = try await api.send(
                .post, path, #"{"threadId":"\#(ids.thread)","runId":"\#(ids.run)","apiKey":"BFAPI_wrong"}"#)
            #expect(wrong.status == .unauthorized)
            #expect(try await api.send(.post, path, "{").status == .badRequest)
            #expect(try await api.service.state(of: ids.run, in: ids.thread, of: .betterForms) == .inProgress)
            let right = try await api.send(
                .post, path, #"{"thread_id":"\#(ids.thread)","run_id":"\#(ids.run)","apiKey":"\#(api.key)"}"#)
            #expect(try right.value(BetterForms.StopReply.self) == .init(status: .cancelled, ids))
        }
    }

    @Test("ten stops at once all say cancelled, and the run ends once")
    func tenAtOnce() async throws {
        let test = try TestService()
        try await test.withoutSocket { api in
            var ear = await ChannelEar(api.service)
            let ids = try await api.start()
            try #require(await test.engine.nextRun()).say("Half")
            let replies = try await withThrowingTaskGroup(of: BetterForms.StopReply.self) { group in
                for _ in 0..<10 { group.addTask { try await api.stop(ids) } }
                return try await group.reduce(into: []) { $0.append($1) }
            }
            #expect(replies.count == 10)
            #expect(Set(replies) == [.init(status: .cancelled, ids)])
            let heard = await ear.untilEnd()
            #expect(heard.last?.word == "end cancelled")
            #expect(await ear.rest() == [])
        }
    }

    @Test("a stop that meets the end: whoever wins, the run ends once and both say the same")
    func meetsTheEnd() async throws {
        let test = try TestService()
        try await test.withoutSocket { api in
            var ear = await ChannelEar(api.service)
            var thread: String?
            for _ in 0..<40 {
                let ids = try await api.start(in: thread)
                thread = ids.thread
                let run = try #require(await test.engine.nextRun())
                run.say("Whole")
                async let stopped = api.stop(ids)
                run.finish()
                let word = try await stopped.known
                let ends = await ear.untilEnd().map(\.word).filter { $0.hasPrefix("end") }
                #expect(ends == [word == .completed ? "end stop" : "end cancelled"])
                #expect(word == .completed || word == .cancelled)
                #expect(await ear.rest() == [])
                #expect(try await api.stop(ids).known == word)
            }
        }
    }

    @Test("of two runs in two threads on one channel, one is stopped and the other goes on")
    func twoRuns() async throws {
        let test = try TestService()
        try await test.withoutSocket { api in
            var ear = await ChannelEar(api.service)
            let first = try await api.start()
            let firstRun = try #require(await test.engine.nextRun())
            let second = try await api.start()
            let secondRun = try #require(await test.engine.nextRun())
            firstRun.say("one")
            #expect(try await api.stop(first).known == .cancelled)
            firstRun.say("late")
            secondRun.say("two")
            secondRun.finish()
            var heard: [String: [String]] = [:]
            for _ in 0..<2 {
                for event in await ear.untilEnd() { heard[event.runID ?? "", default: []].append(event.word) }
            }
            #expect(heard[second.run] == ["info", "delta two", "end stop"])
            #expect(heard[first.run]?.first == "info" && heard[first.run]?.last == "end cancelled")
            #expect(heard[first.run]?.contains("delta late") == false)
        }
    }

    @Test("a run whose work does not end at once is cancelling, and cancelled when it has")
    func stubborn() async throws {
        var limits = ServiceLimits()
        limits.stopPatience = .milliseconds(20)
        let engine = StubbornEngine()
        try await TestService(limits: limits).withoutSocket(engine) { api in
            var ear = await ChannelEar(api.service)
            let ids = try await api.start()
            await engine.begun.next()
            #expect(try await api.stop(ids).known == .cancelling)
            #expect(try await api.stop(ids).known == .cancelling)
            engine.mayEnd.send(())
            #expect(await ear.untilEnd().map(\.word) == ["info", "end cancelled"])
            #expect(try await api.stop(ids).known == .cancelled)
        }
    }

    @Test("a request that is not streamed and is stopped by another is answered with its text so far")
    func stoppedWhole() async throws {
        let test = try TestService()
        try await test.withoutSocket { api in
            var ear = await ChannelEar(api.service)
            let before = try await api.start()
            try #require(await test.engine.nextRun()).finish()
            _ = await ear.untilEnd()
            async let reply = api.create(stream: false, in: before.thread)
            let run = try #require(await test.engine.nextRun())
            run.say("Half")
            let busy = try await api.create(in: before.thread).failure?.error.message ?? ""
            let name = try #require(busy.split(separator: " ").first { $0.hasPrefix("run_") }.map(String.init))
            #expect(try await api.stop(.init(thread: before.thread, run: name)).known == .cancelled)
            let answered = try await reply
            #expect(answered.status == .created)
            #expect(try answered.value(BetterForms.CreateReply.self).status == "cancelled")
        }
    }

    @Test("a run that a crash left over is failed, and its thread goes on")
    func leftOver() async throws {
        let test = try TestService()
        let store = try test.service().store
        var new = NewRun(
            thread: ResourceID.random(.thread), assistant: try await store.defaultAssistant(),
            prompt: .init(content: "Hi"), once: nil, startedAt: store.now())
        new.api = .betterForms
        new.opening = ThreadOpening()
        _ = try await store.beginRun(new)
        try store.close()
        let ids = BetterForms.RunIDs(thread: new.thread, run: new.id)
        try await test.withoutSocket { api in
            #expect(try await api.stop(ids).known == .failed)
            #expect(try await api.start(in: ids.thread).thread == ids.thread)
            try #require(await test.engine.nextRun()).finish()
        }
    }

    @Test("when the service ends, its runs end as cancelled, and new ones are refused")
    func shutdown() async throws {
        let test = try TestService()
        try await test.withoutSocket { api in
            var ear = await ChannelEar(api.service)
            let ids = try await api.start()
            _ = await test.engine.nextRun()
            await api.service.shutDown()
            #expect(await ear.untilEnd().map(\.word) == ["info", "end cancelled"])
            #expect(await ear.next() == nil)
            #expect(try await api.service.store.ended(ids.run).status == .stopped)
            #expect(try await api.create().status == .serviceUnavailable)
        }
    }
}

/// An engine that does not notice that it is stopped until the test lets it.
final class StubbornEngine: Engine {
    let begun = Signal<Void>()
    let mayEnd = Signal<Void>()

    func run(_ request: EngineRequest) -> AsyncThrowingStream<EngineEvent, any Error> {
        AsyncThrowingStream {
            self.begun.send(())
            await Task { await self.mayEnd.next() }.value
            return nil
        }
    }
}
