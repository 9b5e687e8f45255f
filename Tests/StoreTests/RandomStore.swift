import ChatModel

@testable import Store

/// Threads and messages made of few words, so that much matches; the same for the same seed.
struct RandomStore {
    private var random: SplitMix
    var threads: [ChatThread] = []
    var messages: [Message] = []
    var drafts: [ThreadID: String] = [:]
    private var made: Int

    static let words = [
        "alpha", "Beta", "gamma-ray", "Délta", "épsilon", "ЖУРНАЛ", "日本語の本", "検索", "한국어", "ab", "b", "the", "C++",
        "naïve", "🙂ok",
        "STRASSE", "x1y2",
    ]
    static let labels = ["work", "Über", "日本"]

    init(seed: UInt64, threads count: Int = 80) {
        random = SplitMix(state: seed)
        made = count
        for number in 0..<count { threads.append(thread(number)) }
        for number in 0..<count * 4 { messages.append(message(number)) }
        for thread in threads where random.chance(5) { drafts[thread.id] = "draft " + text(2) }
    }

    private mutating func thread(_ number: Int) -> ChatThread {
        var thread = ChatThread(
            id: ThreadID("t\(number * 37 % 100_003)"), title: text(3), createdAt: moment(), activeAt: moment(),
            isUnread: random.chance(3), hasFailed: random.chance(4),
            service: random.pick(["local", "Other", "third"]),
            assistant: random.chance(2)
                ? AssistantReference(id: random.pick(["a1", "b2"]), name: random.pick(["Guide", "Élan", ""])) : nil,
            isEmpty: false)
        thread.isPinned = random.chance(6)
        thread.isArchived = random.chance(4)
        thread.deletedAt = random.chance(5) ? moment() : nil
        if random.chance(3) {
            thread.settings = ReplySettings(system: text(20), temperature: random.chance(2) ? 0.25 : nil)
            thread.preset = random.chance(2) ? random.pick(Self.words) : nil
        }
        thread.labels = Self.labels.filter { _ in random.chance(3) }.sorted()
        return thread
    }

    private mutating func message(_ number: Int) -> Message {
        let state: MessageState = random.pick([.complete, .sent, .queued, .running, .complete, .complete])
        return Message(
            id: MessageID("m\(number)"), thread: random.pick(threads).id, role: random.pick([.user, .assistant]),
            text: text(6), createdAt: moment(), state: state)
    }

    private mutating func moment() -> Timestamp { Timestamp(milliseconds: Int64(random.below(50))) }

    mutating func text(_ most: Int) -> String {
        (0..<random.below(most + 1)).map { _ in random.pick(Self.words) }.joined(
            separator: random.pick([" ", "\n", ", "]))
    }

    /// A part of some word, or of two that stand side by side.
    mutating func needle() -> String {
        let text = Array((random.chance(2) ? random.pick(Self.words) : text(3)).unicodeScalars)
        guard !text.isEmpty else { return "a" }
        let start = random.below(text.count)
        let part = text[start..<min(text.count, start + 1 + random.below(6))]
        return String(String.UnicodeScalarView(part))
    }

    mutating func filter(depth: Int = 2) -> ThreadFilter {
        switch random.below(depth > 0 ? 18 : 15) {
        case 0: .all
        case 1: .text(needle())
        case 2, 3: .title(needle())
        case 4, 5: .body(needle())
        case 6: .active(from: random.chance(2) ? moment() : nil, before: random.chance(2) ? moment() : nil)
        case 7: .service(random.pick(["LOC", "o", "other", "x", ""]))
        case 8: .assistant(random.pick(["gui", "elan", "b2", "", needle()]))
        case 9: .label(random.pick(["WORK", "über", "uber", "日本", "wor"]))
        case 10: .running
        case 11: .queued
        case 12: .unread
        case 13: random.chance(2) ? .failed : .pinned
        case 14: .drafted
        case 15: .not(filter(depth: depth - 1))
        case 16: .and((0..<random.below(4)).map { _ in filter(depth: depth - 1) })
        default: .or((0..<random.below(4)).map { _ in filter(depth: depth - 1) })
        }
    }

    /// Growing replies come in pieces, as they do from a service.
    mutating func events() -> [Event] {
        var events = threads.map { Event.threadSaved($0) }
        for message in messages {
            guard message.state == .running else {
                events.append(.messageAdded(message))
                continue
            }
            var start = message
            start.text = ""
            events.append(.messageAdded(start))
            var rest = Array(message.text.unicodeScalars)[...]
            while !rest.isEmpty {
                let piece = rest.prefix(1 + random.below(4))
                rest = rest.dropFirst(piece.count)
                events.append(
                    .replyGrew(message.thread, message.id, by: String(String.UnicodeScalarView(piece))))
            }
        }
        return events + drafts.map { .draftSaved($0.key, text: $0.value) }
    }

    /// Moves threads to another list, erases one, or makes one; what happened.
    mutating func moveOrErase() -> [Event] {
        switch random.below(4) {
        case 0:
            let erased = threads.remove(at: random.below(threads.count))
            return [.threadsErased([erased.id])]
        case 1:
            made += 1
            threads.append(thread(made))
            return threads.last.map { [.threadSaved($0)] } ?? []
        default:
            return (0..<1 + random.below(5)).map { _ in
                let place = random.below(threads.count)
                threads[place].isArchived = random.chance(2)
                threads[place].deletedAt = random.chance(3) ? moment() : nil
                return .threadSaved(threads[place])
            }
        }
    }
}

extension RandomStore {
    /// What the store says with an index, said without one.
    func matches(_ thread: ChatThread, _ filter: ThreadFilter) -> Bool {
        let own = messages.filter { $0.thread == thread.id }
        return switch filter {
        case .all: true
        case .text(let text): matches(thread, .or([.title(text), .body(text)]))
        case .title(let text): thread.title.holds(text)
        case .body(let text): own.contains { $0.text.holds(text) }
        case .active(let start, let end):
            (start.map { thread.activeAt >= $0 } ?? true) && (end.map { thread.activeAt < $0 } ?? true)
        case .service(let text): thread.service.text.holds(text)
        case .assistant(let text):
            thread.assistant.map { $0.id.text.holds(text) || $0.name.holds(text) } ?? false
                || !text.isEmpty && thread.preset?.holds(text) ?? false
        case .label(let name): thread.labels.contains { FoldedText($0) == FoldedText(name) }
        case .running: own.contains { $0.state == .running }
        case .queued: own.contains { $0.state == .queued }
        case .unread: thread.isUnread
        case .failed: thread.hasFailed
        case .pinned: thread.isPinned
        case .drafted: drafts[thread.id] != nil
        case .not(let filter): !matches(thread, filter)
        case .and(let filters): filters.allSatisfy { matches(thread, $0) }
        case .or(let filters): filters.contains { matches(thread, $0) }
        }
    }
}

extension String {
    func holds(_ part: String) -> Bool { FoldedText(self).contains(FoldedText(part).trimmed) }
}

/// Numbers that look like chance and are the same each time.
struct SplitMix {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ mixed >> 30) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ mixed >> 27) &* 0x94D0_49BB_1331_11EB
        return mixed ^ mixed >> 31
    }

    mutating func below(_ bound: Int) -> Int { Int(next() % UInt64(bound)) }

    /// One time in so many.
    mutating func chance(_ count: Int) -> Bool { below(count) == 0 }

    mutating func pick<Element>(_ elements: [Element]) -> Element { elements[below(elements.count)] }
}
