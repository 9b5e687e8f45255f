import ChatModel

/// SplitMix64, so that a failure comes again.
struct SeededNumbers: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}

/// Threads of every kind there is: branches, all states, all parts, all marks, texts that are hard to keep.
struct RandomThreads {
    private var numbers: SeededNumbers
    private var count = 0

    init(seed: UInt64) { numbers = SeededNumbers(state: seed) }

    static let texts = [
        "", " ", "plain words", "\u{0}", "a\u{0}b\u{1B}[31mc", "\"quoted\" \\ and / and \u{7F}", "line\nline\r\nline\r",
        "e\u{301} is not \u{E9}", "👨‍👩‍👧‍👦🏽🇩🇪", "\u{202E}reversed\u{202C}", "\u{FEFF}mark", "\u{FFFD}", "\u{10FFFF}\u{E000}",
        "<script>alert('x')</script> & <b>", "# Title\n\n## User\n\n```swift\nlet a = 1\n```\n", "]]}}{{[[,,::",
        "漢字かな交じり文",
        "\t\u{8}\u{C}\u{2028}\u{2029}", "tag \u{E0041}\u{E007F} end", "שלום עולם",
    ]

    private mutating func text() -> String {
        (0...Int.random(in: 0...2, using: &numbers)).map { _ in Self.texts.randomElement(using: &numbers) ?? "" }
            .joined()
    }

    private mutating func oneIn(_ count: Int) -> Bool { Int.random(in: 0..<count, using: &numbers) == 0 }

    private mutating func name() -> String {
        count += 1
        return String(UInt64.random(in: 0...UInt64.max, using: &numbers), radix: 16) + "-\(count)"
    }

    private mutating func moment() -> Timestamp {
        Timestamp(milliseconds: Int64.random(in: -3_000_000_000_000...9_000_000_000_000, using: &numbers))
    }

    private mutating func failure() -> Failure { Failure(what: text(), why: text(), remedy: text()) }

    private mutating func state(of role: Role) -> MessageState {
        if role == .user { return oneIn(5) ? .queued : .sent }
        switch Int.random(in: 0...6, using: &numbers) {
        case 0: return .stopped(.byService)
        case 1: return .stopped(.hereOnly)
        case 2: return .stopped(.alreadyFinished)
        case 3: return .stopped(.byClosing)
        case 4: return .interrupted(failure())
        case 5: return .failed(failure())
        default: return .complete
        }
    }

    private mutating func parts() -> [MessagePart] {
        (0..<Int.random(in: 0...3, using: &numbers)).map { index in
            MessagePart(
                id: "\(index)", kind: MessagePart.Kind.allCases.randomElement(using: &numbers) ?? .notice,
                title: text(),
                text: text())
        }
    }

    mutating func next() -> StoredThread {
        let id = ThreadID(name())
        var thread = ChatThread(
            id: id, title: text(), createdAt: moment(), activeAt: moment(), isUnread: oneIn(2), hasFailed: oneIn(2),
            service: ServiceID(text()), assistant: oneIn(2) ? nil : AssistantReference(id: "a", name: text()),
            remoteID: oneIn(2) ? nil : text(), isEmpty: oneIn(2))
        thread.hasOwnTitle = oneIn(2)
        thread.isPinned = oneIn(2)
        thread.isArchived = oneIn(2)
        thread.deletedAt = oneIn(2) ? nil : moment()
        thread.labels = Set((0..<Int.random(in: 0...3, using: &numbers)).map { "label \($0) é" }).sorted()
        if oneIn(2) {
            let efforts = ReasoningEffort.allCases
            thread.settings = ReplySettings(
                system: oneIn(2) ? nil : text(), temperature: oneIn(2) ? nil : .random(in: 0...2, using: &numbers),
                topP: oneIn(2) ? nil : [0, 0.1, 1].randomElement(using: &numbers),
                maxTokens: oneIn(2) ? nil : .random(in: 1...1 << 50, using: &numbers),
                effort: oneIn(2) ? nil : efforts.randomElement(using: &numbers))
            thread.preset = oneIn(2) ? nil : text()
        }
        var messages: [Message] = []
        for _ in 0..<Int.random(in: 0...12, using: &numbers) {
            let role: Role = oneIn(2) ? .user : .assistant
            messages.append(
                Message(
                    id: MessageID(name()), thread: id, role: role, text: text(), createdAt: moment(),
                    state: state(of: role), parent: oneIn(6) ? nil : messages.randomElement(using: &numbers)?.id,
                    answers: oneIn(2) ? nil : messages.randomElement(using: &numbers)?.id, author: text(),
                    parts: parts()))
        }
        thread.remoteTip = messages.randomElement(using: &numbers)?.id
        return StoredThread(
            thread: thread, messages: messages, through: messages.randomElement(using: &numbers)?.id, draft: text())
    }
}
