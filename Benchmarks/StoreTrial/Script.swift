import ChatModel

/// What is done to a store, one step after the other; the same for the same seed and the same threads.
///
/// Each step writes its number with it, so that a store says itself how far it has come.
struct Script {
    let seed: UInt64

    static let counter = ThreadID("counter")

    /// How many steps a store has seen.
    static func steps(in known: KnownThreads) -> Int {
        known.threads[counter].flatMap { Int($0.thread.title) } ?? 0
    }

    func step(_ number: Int, on known: KnownThreads) -> [Event] {
        var dice = Dice(state: seed &+ UInt64(number) &* 0x9E37_79B9)
        let moment = Timestamp(milliseconds: 1_795_000_000_000 + Int64(number) * 1000)
        let counter = ChatThread(
            id: Self.counter, title: "\(number + 1)", createdAt: Timestamp(milliseconds: 0), activeAt: moment,
            service: "local")
        return events(number, on: known, moment, &dice) + [.threadSaved(counter)]
    }

    private func events(_ number: Int, on known: KnownThreads, _ moment: Timestamp, _ dice: inout Dice) -> [Event] {
        let running = known.messages { $0.state == .running }
        if let reply = running.first, dice.below(10) < 8 { return growth(of: reply, &dice) }
        let ids = known.threads.keys.filter { $0 != Self.counter }.sorted { $0.text < $1.text }
        guard ids.count > 20, let stored = known.threads[ids[dice.below(ids.count)]] else {
            return imported(number, moment, &dice)
        }
        var thread = stored.thread
        switch dice.below(20) {
        case 0: return ids.count < 400 ? imported(number, moment, &dice) : [.threadsErased(Array(ids.prefix(100)))]
        case 1: return [.threadsErased([thread.id])]
        case 2...5:
            thread.title = dice.text(words: 4)
            thread.hasOwnTitle = true
        case 6, 7: thread.labels = ["red", "Über", "日本"].filter { _ in dice.below(2) == 0 }.sorted()
        case 8, 9: thread.isArchived.toggle()
        case 10...12: thread.deletedAt = thread.deletedAt == nil ? moment : nil
        case 13: return [.draftSaved(thread.id, text: dice.text(words: 12))]
        case 14: return stored.messages.last.map { [.branchChosen(thread.id, through: $0.id)] } ?? []
        default: return asked(number, in: stored, moment, &dice)
        }
        return [.threadSaved(thread)]
    }

    /// As an import writes them: many threads, whole, in one step.
    private func imported(_ number: Int, _ moment: Timestamp, _ dice: inout Dice) -> [Event] {
        (0..<30).flatMap { place -> [Event] in
            let id = ThreadID("thread-\(number)-\(place)")
            let thread = ChatThread(
                id: id, title: dice.text(words: 3), createdAt: moment, activeAt: moment, service: "local",
                isEmpty: false)
            let prompt = Message(
                id: MessageID("\(id.text)-0"), thread: id, role: .user, text: dice.text(words: 20), createdAt: moment,
                state: .sent, parts: [MessagePart(id: "a", kind: .attachment, title: "file_\(place)")])
            let reply = Message(
                id: MessageID("\(id.text)-1"), thread: id, role: .assistant, text: dice.text(words: 60),
                createdAt: moment, state: dice.below(4) == 0 ? .stopped(.hereOnly) : .complete, parent: prompt.id,
                answers: prompt.id, author: "Guide",
                parts: [MessagePart(id: "s", kind: .sources, title: "2 sources", text: dice.text(words: 10))])
            return [.threadSaved(thread), .messageAdded(prompt), .messageAdded(reply)]
        }
    }

    private func asked(
        _ number: Int, in stored: StoredThread, _ moment: Timestamp, _ dice: inout Dice
    ) -> [Event] {
        let prompt = Message(
            id: MessageID("prompt-\(number)"), thread: stored.thread.id, role: .user, text: dice.text(words: 9),
            createdAt: moment, state: .sent, parent: stored.messages.last?.id)
        let reply = Message(
            id: MessageID("reply-\(number)"), thread: prompt.thread, role: .assistant, text: "", createdAt: moment,
            state: .running, parent: prompt.id, answers: prompt.id, author: "Guide")
        return [.messageAdded(prompt), .messageAdded(reply)]
    }

    private func growth(of reply: Message, _ dice: inout Dice) -> [Event] {
        switch dice.below(12) {
        case 0: [.messageStateChanged(reply.thread, reply.id, .complete)]
        case 1: [.replyReplaced(reply.thread, reply.id, text: dice.text(words: 30))]
        case 2:
            [.messagePartSet(reply.thread, reply.id, MessagePart(id: "t", kind: .toolCall, title: dice.text(words: 2)))]
        default: [.replyGrew(reply.thread, reply.id, by: dice.text(words: 1 + dice.below(80)) + " ")]
        }
    }
}

extension KnownThreads {
    /// By thread, so that their order is the same in every process.
    func messages(where fits: (Message) -> Bool) -> [Message] {
        threads.values.flatMap(\.messages).filter(fits).sorted { $0.id.text < $1.id.text }
    }
}

/// Numbers that look like chance and are the same each time.
struct Dice {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ mixed >> 30) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ mixed >> 27) &* 0x94D0_49BB_1331_11EB
        return mixed ^ mixed >> 31
    }

    mutating func below(_ bound: Int) -> Int { Int(next() % UInt64(bound)) }

    mutating func text(words count: Int) -> String {
        (0..<count).map { _ in Self.words[below(Self.words.count)] }.joined(separator: " ")
    }

    private static let words = [
        "alpha", "Beta", "gamma-ray", "Délta", "журнал", "日本語の本", "한국어", "nul\0nul", "🙂ok", "C++",
    ]
}
