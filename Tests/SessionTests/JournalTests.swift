import ChatModel
import Testing

@testable import Session

@Suite("The journal decides when to write")
struct JournalTests {
    private static let thread = ThreadID("t")
    private let message = Event.messageAdded(
        Message(
            id: "m", thread: thread, role: .assistant, text: "", createdAt: Timestamp(milliseconds: 0), state: .running)
    )

    private func growth(_ text: String, of id: MessageID = "m") -> Event { .replyGrew(Self.thread, id, by: text) }
    private func part(_ text: String, _ id: String = "p") -> MessagePart {
        MessagePart(id: id, kind: .reasoning, title: "Reasoning", text: text)
    }
    private func set(_ text: String, _ id: String = "p", of message: MessageID = "m") -> Event {
        .messagePartSet(Self.thread, message, part(text, id))
    }
    private func partGrowth(_ text: String, _ id: String = "p", of message: MessageID = "m") -> Event {
        .messagePartGrew(Self.thread, message, part: id, by: text)
    }
    private func draft(_ text: String) -> Event { .draftSaved(Self.thread, text: text) }

    private func take(_ journal: inout Journal, at now: Duration) -> [Event]? {
        journal.take(at: now) { _, id in
            Message(
                id: id, thread: Self.thread, role: .assistant, text: "whole", createdAt: Timestamp(milliseconds: 0),
                state: .running, parts: [part("whole")])
        }
    }

    @Test("nothing is due when nothing waits, and events that are not kept do not wait")
    func nothing() {
        var journal = Journal()
        journal.append(.runEnded("r"), at: .zero)
        journal.append(.troubleChanged(nil), at: .zero)
        #expect(journal.due == nil)
        #expect(journal.isEmpty)
    }

    @Test("messages are due at once, text after 250 ms, drafts after 1 s")
    func waits() {
        var journal = Journal()
        journal.append(draft("a"), at: .seconds(1))
        #expect(journal.due == .seconds(2))
        journal.append(growth("a"), at: .milliseconds(1100))
        #expect(journal.due == .milliseconds(1350))
        journal.append(growth("b"), at: .milliseconds(1200))
        #expect(journal.due == .milliseconds(1350))
        journal.append(message, at: .milliseconds(1201))
        #expect(journal.due == .milliseconds(1201))
    }

    @Test("2 kB of text are due at once", arguments: [1, 2, 1024, 2048])
    func size(of piece: Int) {
        var journal = Journal()
        let count = 2048 / piece
        for _ in 1..<count { journal.append(growth(String(repeating: "x", count: piece)), at: .zero) }
        #expect(journal.due != .zero)
        journal.append(growth(String(repeating: "x", count: piece)), at: .zero)
        #expect(journal.due == .zero)
    }

    @Test("text of one reply becomes one event, also when two replies come at once, and a draft replaces the last")
    func merging() {
        var journal = Journal()
        for piece in ["a", "b", "c"] {
            journal.append(growth(piece), at: .zero)
            journal.append(growth(piece + piece, of: "n"), at: .zero)
            journal.append(draft(piece), at: .zero)
        }
        #expect(take(&journal, at: .seconds(1)) == [growth("abc"), growth("aabbcc", of: "n"), draft("c")])
    }

    @Test("a part and its growth become one event, growth alone too, each part for itself and apart from the text")
    func mergingParts() {
        var journal = Journal()
        for event in [
            set("a"), partGrowth("b"), growth("text"), partGrowth("x", "q"), partGrowth("c"), partGrowth("y", "q"),
            partGrowth("z", of: "n"),
        ] {
            journal.append(event, at: .zero)
        }
        #expect(journal.due == .milliseconds(250))
        #expect(
            take(&journal, at: .milliseconds(250)) == [
                set("abc"), growth("text"), partGrowth("xy", "q"), partGrowth("z", of: "n"),
            ])
        journal.append(partGrowth("d"), at: .seconds(1))
        _ = journal.failed(at: .seconds(1))
        #expect(take(&journal, at: .seconds(4))?.first == set("abcd"))
        journal.succeeded()
        journal.append(partGrowth("e"), at: .seconds(5))
        journal.append(set("new"), at: .seconds(5))
        journal.append(partGrowth("er"), at: .seconds(5))
        #expect(take(&journal, at: .seconds(6)) == [set("newer")])
    }

    @Test("2 kB of a growing part are due at once, and beyond the capacity it is written whole")
    func longParts() {
        var journal = Journal()
        journal.append(set(""), at: .zero)
        journal.append(partGrowth(String(repeating: "x", count: 2047)), at: .zero)
        #expect(journal.due != .zero)
        journal.append(partGrowth("x"), at: .zero)
        #expect(journal.due == .zero)
        for _ in 0..<20 { journal.append(partGrowth(String(repeating: "x", count: 1 << 20), "q"), at: .zero) }
        #expect(!journal.isFull)
        #expect(take(&journal, at: .zero) == [set("whole")])
    }

    @Test("a failed batch is due after 3 s, before all that came later, and text does not hurry it")
    func failing() {
        var journal = Journal()
        journal.append(message, at: .zero)
        journal.append(growth("a"), at: .zero)
        #expect(take(&journal, at: .zero) == [message, growth("a")])
        journal.append(growth("b"), at: .zero)
        #expect(journal.due == nil)
        #expect(journal.failed(at: .seconds(1)) == 2)
        #expect(journal.due == .seconds(4))
        journal.append(growth(String(repeating: "c", count: 5000)), at: .seconds(2))
        #expect(journal.due == .seconds(4))
        journal.append(.runEnded("r"), at: .seconds(2))
        journal.append(.messageStateChanged(Self.thread, "m", .complete), at: .seconds(3))
        #expect(journal.due == .seconds(3))
        let text = "ab" + String(repeating: "c", count: 5000)
        #expect(
            take(&journal, at: .seconds(3)) == [
                message, growth(text), .messageStateChanged(Self.thread, "m", .complete),
            ])
        #expect(journal.saved == 0)
        journal.succeeded()
        #expect(journal.saved == journal.added)
        #expect(journal.isEmpty && journal.due == nil)
    }

    @Test("what is asked for while a write fails is tried at once")
    func news() {
        var journal = Journal()
        journal.append(message, at: .zero)
        _ = take(&journal, at: .zero)
        journal.append(message, at: .seconds(1))
        #expect(journal.failed(at: .seconds(2)) == 1)
        #expect(journal.due == .seconds(2))
    }

    @Test("beyond its capacity the text of replies is left out and later written whole")
    func capacity() {
        var journal = Journal()
        journal.append(message, at: .zero)
        let piece = String(repeating: "x", count: 1 << 20)
        for _ in 0..<20 { journal.append(growth(piece), at: .zero) }
        #expect(!journal.isFull)
        journal.append(growth("more"), at: .zero)
        #expect(take(&journal, at: .zero) == [message, .replyReplaced(Self.thread, "m", text: "whole")])
    }

    @Test("too many prompts make it full")
    func full() {
        var journal = Journal()
        let text = String(repeating: "x", count: 1 << 20)
        let prompt = Message(
            id: "p", thread: Self.thread, role: .user, text: text, createdAt: Timestamp(milliseconds: 0), state: .sent)
        for _ in 0..<17 { journal.append(.messageAdded(prompt), at: .zero) }
        #expect(journal.isFull)
    }

    @Test("whatever fails, the batches that succeed mean the same as the events", arguments: 0..<200)
    func law(seed: UInt64) {
        var random = Seeded(seed)
        var journal = Journal()
        var (said, kept) = (SessionState(), SessionState())
        var now = Duration.zero
        for step in 0..<100 {
            now += .milliseconds(Int.random(in: 0...400, using: &random))
            for event in events(step, &random) {
                said.apply(event)
                journal.append(event, at: now)
            }
            guard let batch = journal.take(at: now, message: { said.message($1, in: $0) }) else { continue }
            if Bool.random(using: &random) {
                journal.append(growth("late"), at: now)
                said.apply(growth("late"))
                _ = journal.failed(at: now)
            } else {
                for event in batch { kept.apply(event) }
                journal.succeeded()
            }
        }
        journal.hurry(at: now)
        for event in journal.take(at: now, message: { said.message($1, in: $0) }) ?? [] { kept.apply(event) }
        #expect(said == kept)
    }

    private func events(_ step: Int, _ random: inout Seeded) -> [Event] {
        let id = MessageID("m\(Int.random(in: 0...max(0, step / 10), using: &random))")
        switch Int.random(in: 0..<9, using: &random) {
        case 0:
            let new = Message(
                id: MessageID("m\(step)"), thread: Self.thread, role: .assistant, text: "",
                createdAt: .init(milliseconds: 0),
                state: .running)
            return [.messageAdded(new)]
        case 1: return [.replyReplaced(Self.thread, id, text: "whole \(step)")]
        case 2: return [draft("draft \(step % 3)")]
        case 3: return [.messageStateChanged(Self.thread, id, .complete)]
        case 4 where step.isMultiple(of: 5): return [.messageRemoved(Self.thread, id)]
        case 5: return [set("set \(step)", of: id), partGrowth("+", of: id)]
        case 6: return [partGrowth("+\(step)", of: id), partGrowth("-", "q", of: id), partGrowth("!")]
        case 7: return [set("", "q", of: id)]
        default: return [growth("+\(step)", of: id), growth("!")]
        }
    }
}

/// The same numbers for the same seed.
struct Seeded: RandomNumberGenerator {
    private var state: UInt64

    init(_ seed: UInt64) { state = seed &* 0x9E37_79B9_7F4A_7C15 &+ 1 }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = (state ^ (state >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}
