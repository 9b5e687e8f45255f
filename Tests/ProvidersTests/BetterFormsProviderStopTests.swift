import ChatModel
import Providers
import TestSupport
import Testing
import WireFormats

@Suite("Stopping against a BetterForms service", .timeLimit(.minutes(1)))
struct BetterFormsProviderStopTests {
    private let request = ReplyRequest.sample(remoteThread: nil)

    @Test("In the middle: the service is asked once, and heard to the end")
    func middle() async throws {
        let asked = Gate()
        var service = ScriptedBetterForms()
        service.channel = { channel in
            try await channel.send(.started, .delta("Half"))
            await asked.wait()
            try await channel.send(.delta(" late"), .end("cancelled"))
            await channel.socket.untilClientLeaves()
        }
        service.stop = { _, response in
            try await response.json(#"{"success":true,"status":"cancelled"}"#)
            asked.open()
        }
        try await service.serving { provider, server in
            let reply = provider.reply(to: request)
            let events = await reply.events { event, _ in
                guard event == .text("Half") else { return }
                reply.stop()
                reply.stop()
            }
            #expect(events.text == "Half")
            #expect(events.ends == [.stopped(.byService)])
            #expect(
                server.stops.map(\.text)
                    == [#"{"apiKey":"\#(ScriptedBetterForms.key)","runId":"run_1","threadId":"thread_1"}"#])
        }
    }

    @Test("Before the first word: the wish waits for the names")
    func beforeFirst() async throws {
        let (posted, wished, asked) = (Gate(), Gate(), Gate())
        var service = ScriptedBetterForms()
        service.create = { _, response in
            posted.open()
            await wished.wait()
            try await response.json(BetterFormsRig.acknowledgement, status: 201)
        }
        service.channel = { channel in
            await asked.wait()
            try await channel.send(.started, .delta("late"), .end("cancelled"))
            await channel.socket.untilClientLeaves()
        }
        service.stop = { _, response in
            asked.open()
            try await response.json("{}", status: 201)
        }
        try await service.serving { provider, server in
            let reply = provider.reply(to: request)
            async let events = reply.events()
            await posted.wait()
            reply.stop()
            wished.open()
            let all = await events
            #expect(all == [.threadNamed("thread_1"), .ended(.stopped(.byService))])
            #expect(server.stops.count == 1)
        }
    }

    @Test("Between the last word and the end: it had already finished")
    func beforeEnd() async throws {
        let asked = Gate()
        var service = ScriptedBetterForms()
        service.channel = { channel in
            try await channel.send(.started, .delta("All"))
            await asked.wait()
            try await channel.send(.delta(" of it"), .end("stop"))
            await channel.socket.untilClientLeaves()
        }
        service.stop = { _, response in
            asked.open()
            try await response.json(#"{"success":true,"status":"completed"}"#)
        }
        try await service.serving { provider, _ in
            let reply = provider.reply(to: request)
            let events = await reply.events { event, _ in if event == .text("All") { reply.stop() } }
            #expect(events.text == "All of it")
            #expect(events.ends == [.stopped(.alreadyFinished)])
        }
    }

    @Test("After the end it changes nothing")
    func afterEnd() async throws {
        var service = ScriptedBetterForms()
        service.channel = { channel in
            try await channel.send(.started, .delta("All"), .end())
            await channel.socket.untilClientLeaves()
        }
        try await service.serving { provider, server in
            let reply = provider.reply(to: request)
            let events = await reply.events()
            reply.stop()
            reply.drop()
            #expect(events.ends == [.complete])
            #expect(server.stops.isEmpty)
        }
    }

    @Test("A service that does not answer is left after its time", arguments: [true, false])
    func silent(knowsNames: Bool) async throws {
        let left = Gate()
        var service = ScriptedBetterForms()
        service.settings.stopEnd = .milliseconds(500)
        service.settings.stopNames = .milliseconds(500)
        service.settings.aftermath = .milliseconds(500)
        service.create = { _, response in await response.untilClientLeaves() }
        service.stop = { _, response in await response.untilClientLeaves() }
        service.channel = { channel in
            if knowsNames { try await channel.send(.started) }
            try await channel.send(.delta("Half"))
            await channel.socket.untilClientLeaves()
            left.open()
        }
        try await service.serving { provider, server in
            let reply = provider.reply(to: request)
            let events = await reply.events { event, _ in if event == .text("Half") { reply.stop() } }
            #expect(events.text == "Half")
            #expect(events.ends == [.stopped(.hereOnly)])
            await left.wait()
            #expect(server.stops.count == (knowsNames ? 1 : 0))
        }
    }

    @Test("Without streaming the post is closed")
    func whole() async throws {
        let (posted, left) = (Gate(), Gate())
        var service = ScriptedBetterForms()
        service.settings.stream = false
        service.create = { _, response in
            posted.open()
            await response.untilClientLeaves()
            left.open()
        }
        try await service.serving { provider, _ in
            let reply = provider.reply(to: request)
            async let events = reply.events()
            await posted.wait()
            reply.stop()
            let all = await events
            #expect(all == [.ended(.stopped(.hereOnly))])
            await left.wait()
        }
    }

    @Test("Dropping, or letting go of the events, closes everything at once", arguments: [true, false])
    func drop(isSaid: Bool) async throws {
        let (posted, left, closed) = (Gate(), Gate(), Gate())
        var service = ScriptedBetterForms()
        service.create = { _, response in
            posted.open()
            await response.untilClientLeaves()
            left.open()
        }
        service.channel = { channel in
            await posted.wait()
            try await channel.send(.started, .delta("Half"))
            await channel.socket.untilClientLeaves()
            closed.open()
        }
        try await service.serving { provider, server in
            if isSaid {
                let reply = provider.reply(to: request)
                let events = await reply.events { event, _ in if event == .text("Half") { reply.drop() } }
                #expect(events.ends == [.stopped(.hereOnly)])
            } else {
                func hears() async -> Bool {
                    await provider.reply(to: request).events.contains { $0 == .text("Half") }
                }
                #expect(await hears())
            }
            await left.wait()
            await closed.wait()
            #expect(server.stops.isEmpty)
        }
    }
}
