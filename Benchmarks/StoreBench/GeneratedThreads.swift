import ChatModel

/// Threads with messages of words that are as unevenly common as those of a language; the same for the same seed.
struct GeneratedThreads {
    private var random: Numbers
    private let threads: Int
    private let messagesPerThread: Int
    private var made = 0
    private let words: [String]

    init(seed: UInt64, threads: Int, messages: Int) {
        random = Numbers(state: seed)
        self.threads = threads
        messagesPerThread = max(1, messages / max(1, threads))
        words = Self.vocabulary(&random)
    }

    /// Some threads with all that belongs to them; nil after the last.
    mutating func nextBatch() -> [Event]? {
        guard made < threads else { return nil }
        var events: [Event] = []
        for _ in 0..<min(200, threads - made) {
            events += nextThread()
            made += 1
        }
        return events
    }

    private mutating func nextThread() -> [Event] {
        let age = Int64(threads - made) * 60_000
        let moment = Timestamp(milliseconds: Timestamp.generated.milliseconds - age)
        let id = ThreadID("thread-\(made)")
        var thread = ChatThread(
            id: id, title: text(words: 3 + random.below(5)), createdAt: moment, activeAt: moment,
            isUnread: random.below(20) == 0, hasFailed: random.below(40) == 0,
            service: ["local", "amity", "assisters"][random.below(3)], isEmpty: false)
        thread.isPinned = random.below(2000) == 0
        thread.isArchived = random.below(10) == 0
        thread.deletedAt = random.below(50) == 0 ? moment : nil
        thread.labels = random.below(10) == 0 ? ["label\(random.below(8))"] : []
        var events: [Event] = [.threadSaved(thread)]
        var parent: MessageID?
        for number in 0..<messagesPerThread {
            let isPrompt = number.isMultiple(of: 2)
            let message = Message(
                id: MessageID("message-\(made)-\(number)"), thread: id, role: isPrompt ? .user : .assistant,
                text: messageText(isPrompt: isPrompt), createdAt: moment, state: isPrompt ? .sent : .complete,
                parent: parent, answers: isPrompt ? nil : parent, author: isPrompt ? "" : "Guide")
            events.append(.messageAdded(message))
            parent = message.id
        }
        return events
    }

    private mutating func messageText(isPrompt: Bool) -> String {
        switch random.below(20) {
        case 0: chinese(characters: 20 + random.below(60))
        case 1 where !isPrompt: text(words: 200 + random.below(200))
        default: text(words: isPrompt ? 4 + random.below(16) : 20 + random.below(50))
        }
    }

    private mutating func text(words count: Int) -> String {
        (0..<count).map { _ in words[random.uneven(words.count)] }.joined(separator: " ")
    }

    private mutating func chinese(characters count: Int) -> String {
        let scalars = (0..<count).compactMap { _ in Unicode.Scalar(UInt32(0x4E00 + random.uneven(3000))) }
        return String(String.UnicodeScalarView(scalars))
    }

    /// The first are the most common: the commonest of English, then words of syllables.
    private static func vocabulary(_ random: inout Numbers) -> [String] {
        let common = "the of and to in is you that it he was for on are as with his they at be this have from or one"
        let syllables = ["ra", "ne", "ti", "on", "ser", "vo", "cal", "ing", "ment", "tion", "bre", "lu", "qua", "pho", "st"]
        var words = common.split(separator: " ").map { String($0) }
        while words.count < 20_000 {
            words.append((0..<2 + random.below(3)).map { _ in syllables[random.below(syllables.count)] }.joined())
        }
        return words
    }
}

/// Numbers that look like chance and are the same each time.
struct Numbers {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ mixed >> 30) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ mixed >> 27) &* 0x94D0_49BB_1331_11EB
        return mixed ^ mixed >> 31
    }

    mutating func below(_ bound: Int) -> Int { Int(next() % UInt64(bound)) }

    /// Small numbers far more often than big ones.
    mutating func uneven(_ bound: Int) -> Int {
        let part = Double(below(1 << 20)) / Double(1 << 20)
        return Int(part * part * part * part * Double(bound))
    }
}
