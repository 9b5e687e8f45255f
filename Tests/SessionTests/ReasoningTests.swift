import ChatModel
import Testing

@testable import Session

@Suite("What a model thinks has its time", .timeLimit(.minutes(1)))
struct ReasoningTests {
    private static func thought(_ text: String, number: Int = 1, title: String = "Reasoning") -> MessagePart {
        MessagePart(id: "reasoning-\(number)", kind: .reasoning, title: title, text: text)
    }

    /// A reply that has thought for so long.
    private func thinking(for duration: Duration) async throws -> (Stage, Ask) {
        let stage = try await Stage.opened()
        let ask = try await stage.ask("Hello")
        ask.answer(.part(Self.thought("")), .partGrew(id: "reasoning-1", by: "Let me"))
        await seen(in: stage) { $0 == [Self.thought("Let me")] }
        stage.clock.advance(by: duration)
        return (stage, ask)
    }

    @discardableResult
    private func seen(in stage: Stage, _ isMet: @escaping @Sendable ([MessagePart]) -> Bool) async -> [MessagePart] {
        await stage.watcher.until { isMet($0.replies.last?.parts ?? []) }.replies.last?.parts ?? []
    }

    static let after: [ReplyEvent] = [
        .text("Hi"), .wholeText("Hi"), .part(MessagePart(id: "t", kind: .toolCall, title: "f")),
    ]

    @Test("from its first piece to what comes after it", arguments: after)
    func untilNext(_ next: ReplyEvent) async throws {
        let (stage, ask) = try await thinking(for: .milliseconds(3_250))
        let usage = TokenUsage(input: 3).part
        ask.answer(.partGrew(id: "reasoning-1", by: " see."), .part(usage), .text(""), .partGrew(id: "none", by: ""))
        await seen(in: stage) { $0 == [Self.thought("Let me see."), usage] }
        ask.answer(next)
        let settled = await seen(in: stage) { $0.first?.title != "Reasoning" }
        #expect(settled.first == Self.thought("Let me see.", title: "Reasoned for 3.2 s"))
        stage.clock.advance(by: .seconds(5))
        ask.end(.complete)
        await stage.reply(is: .complete)
        #expect(stage.watcher.replica.replies.last?.parts.first?.title == "Reasoned for 3.2 s")
        await stage.saved()
    }

    @Test("to the next thought, which has its own time, and to the end")
    func thoughts() async throws {
        let (stage, ask) = try await thinking(for: .seconds(61))
        ask.answer(.part(Self.thought("And", number: 2)))
        let first = Self.thought("Let me", title: "Reasoned for 1 min 01 s")
        await seen(in: stage) { $0 == [first, Self.thought("And", number: 2)] }
        stage.clock.advance(by: .seconds(12))
        ask.end(.interrupted(.refused))
        await stage.reply(is: .interrupted(.refused))
        #expect(
            stage.watcher.replica.replies.last?.parts
                == [first, Self.thought("And", number: 2, title: "Reasoned for 12 s")])
    }

    @Test(
        "to the wish to stop; what comes after it is shown only of a reply that had finished", arguments: [true, false])
    func stop(hadFinished: Bool) async throws {
        let (stage, ask) = try await thinking(for: .milliseconds(990))
        stage.hub.perform(.stop(ask.request.run))
        await stage.watcher.until { $0.run?.phase == .stopping }
        let stopped = Self.thought("Let me", title: "Reasoned for 0.9 s")
        await seen(in: stage) { $0 == [stopped] }
        ask.answer(.partGrew(id: "reasoning-1", by: " se"), .partGrew(id: "reasoning-1", by: "e"), .text("Hi"))
        ask.answer(.part(Self.thought("More", number: 2)), .partGrew(id: "reasoning-2", by: "."))
        ask.end(.stopped(hadFinished ? .alreadyFinished : .byClosing))
        let reply = await stage.reply(is: .stopped(hadFinished ? .alreadyFinished : .byClosing)).replies.last
        let whole = [Self.thought("Let me see", title: stopped.title), Self.thought("More.", number: 2)]
        #expect(reply?.parts == (hadFinished ? whole : [stopped]))
        #expect(reply?.text == (hadFinished ? "Hi" : ""))
    }

    static let words: [(Duration, String)] = [
        (.zero, "a moment"), (.milliseconds(99), "a moment"), (.milliseconds(100), "0.1 s"),
        (.milliseconds(9_999), "9.9 s"),
        (.seconds(10), "10 s"), (.milliseconds(59_999), "59 s"), (.seconds(60), "1 min 00 s"),
        (.seconds(3_725), "62 min 05 s"), (.seconds(-1), "a moment"),
    ]

    @Test("the time in words", arguments: words)
    func wording(_ duration: Duration, _ expected: String) {
        #expect(SessionHub.reasoned(for: duration) == "Reasoned for " + expected)
    }
}
