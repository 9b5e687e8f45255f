import ChatModel
import TestSupport
import Testing

@testable import Providers

/// Stops in every phase of a reply, pressed in every way, with every word of the service: exactly one end, and a true one.
@Suite("Stopping in every phase", .timeLimit(.minutes(1)))
struct AssistersStopMatrixTests {
    enum Phase: CaseIterable { case beforeText, midStream, beforeEnd }
    enum Press: CaseIterable { case once, twice, tenInParallel }

    /// What the stream says once the post has been given up.
    enum Word: CaseIterable { case stopped, completed, done, error, nothing, leaves }

    private static let whole = "Half and whole"

    private static func says(_ word: Word) -> FaultAnswer {
        switch word {
        case .stopped: .text(Wire.delta("late") + Wire.final("Half", status: "stopped") + Wire.done) + .stalling
        case .completed: .text(Wire.final(whole, status: "completed") + Wire.done) + .stalling
        case .done: .text(Wire.done) + .stalling
        case .error: .text("data: \(Wire.error("broken"))\n\n") + .stalling
        case .nothing: .stalling
        case .leaves: .ending(.reset)
        }
    }

    private static func outcome(_ word: Word) -> StopOutcome {
        switch word {
        case .stopped, .done: .byService
        case .completed: .alreadyFinished
        case .error, .nothing, .leaves: .hereOnly
        }
    }

    private static func text(_ phase: Phase) -> String {
        switch phase {
        case .beforeText: ""
        case .midStream: "Half"
        case .beforeEnd: whole
        }
    }

    /// A service that streams as far as the phase goes, and then waits until the post is given up.
    private func service(_ phase: Phase, _ word: Word, posted: Gate) -> FaultServer.Script {
        let (begun, left) = (Gate(), Gate())
        return { request in
            if request.isStream {
                let said = Self.text(phase).isEmpty ? "" : Wire.delta(Self.text(phase))
                return .eventStream + .waiting { await begun.wait() } + .text(": ping\n\n" + said)
                    + .waiting { await left.wait() } + Self.says(word)
            }
            begun.open()
            posted.open()
            return .waiting {
                for await _ in AsyncStream<Never>.makeStream().stream {}
                left.open()
            }
        }
    }

    private func press(_ press: Press, _ reply: StreamingReply) async {
        switch press {
        case .once: reply.stop()
        case .twice:
            reply.stop()
            reply.stop()
        case .tenInParallel:
            await withTaskGroup(of: Void.self) { group in for _ in 1...10 { group.addTask { reply.stop() } } }
        }
    }

    @Test("The end is what the service says of it", arguments: Phase.allCases, Press.allCases)
    func matrix(phase: Phase, pressed: Press) async throws {
        for word in Word.allCases {
            var settings = FaultAssisters.settings
            settings.timeouts.verdict = word == .nothing ? .milliseconds(30) : .seconds(30)
            let posted = Gate()
            try await FaultAssisters.serving(service(phase, word, posted: posted), settings: settings) {
                provider, server in
                let reply = provider.reply(to: .sample("Hello?"))
                var events: [ReplyEvent] = []
                if phase == .beforeText {
                    await posted.wait()
                    await press(pressed, reply)
                }
                for await event in reply.events {
                    events.append(event)
                    if event == .text(Self.text(phase)) { await press(pressed, reply) }
                }
                #expect(events.ends == [.stopped(Self.outcome(word))], "\(word)")
                #expect(events.last == events.ends.first.map { .ended($0) })
                #expect(events.text == (word == .completed ? Self.whole : Self.text(phase)), "\(word)")
                #expect(server.requests.count(where: \.isPost) == 1)
                // The service's run is over too, since nobody holds its post.
                while server.answersInWork > 0 { await Task.yield() }
            }
        }
    }

    @Test("After the end it changes nothing", arguments: Press.allCases)
    func afterEnd(pressed: Press) async throws {
        try await FaultAssisters.serving { request in
            request.isStream ? .json("{}", status: 404) : .json(Wire.reply("Whole"))
        } _: { provider, server in
            let reply = provider.reply(to: .sample("Hello?"))
            var events: [ReplyEvent] = []
            for await event in reply.events {
                events.append(event)
                if case .ended = event { await press(pressed, reply) }
            }
            await press(pressed, reply)
            for await event in reply.events { events.append(event) }
            #expect(events == [.wholeText("Whole"), .ended(.complete)])
            #expect(server.requests.count == 2)
        }
    }

    @Test("With the service killed before or after, it is stopped here or broken off, once", arguments: Phase.allCases)
    func killed(phase: Phase) async throws {
        for killsFirst in [true, false] {
            let posted = Gate()
            var settings = FaultAssisters.settings
            settings.retries.mostRetries = 0
            try await FaultAssisters.serving(
                service(phase, .nothing, posted: posted), settings: settings
            ) { provider, server in
                let reply = provider.reply(to: .sample("Hello?"))
                func end() async {
                    if killsFirst { await server.kill() }
                    reply.stop()
                    if !killsFirst { await server.kill() }
                }
                var events: [ReplyEvent] = []
                if phase == .beforeText {
                    await posted.wait()
                    await end()
                }
                for await event in reply.events {
                    events.append(event)
                    if event == .text(Self.text(phase)) { await end() }
                }
                #expect(events.ends.count == 1)
                let isTrue = events.ends == [.stopped(.hereOnly)] || (killsFirst && events.ends[0].isInterrupted)
                #expect(isTrue, "\(events)")
                #expect(events.text == Self.text(phase))
            }
        }
    }
}
