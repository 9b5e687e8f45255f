import ChatModel

/// What is not durable yet, and when it is due: events in, batches out. Time is a parameter: the span since some start.
///
/// Promise: every event appended is in exactly one batch that succeeded, in an order that means the same as the order
/// of appending. Text of one reply or part merges into one event, a draft replaces the one before it.
struct Journal {
    /// The longest that text of a reply waits to be written.
    static let growthWait = Duration.milliseconds(250)
    /// As many bytes of text are written without waiting.
    static let growthBytes = 2048
    /// The longest that a draft waits.
    static let draftWait = Duration.seconds(1)
    /// The wait after a write that failed, unless something new happens before.
    static let retryWait = Duration.seconds(3)
    /// The most that is kept in memory, in bytes of text, while nothing can be written.
    static let capacity = 16 << 20

    /// The number of events appended so far; the last one's number.
    private(set) var added = 0
    /// All events up to this number are durable.
    private(set) var saved = 0
    /// The last write failed, and none has succeeded since.
    private(set) var isFailing = false

    private var entries: [JournalEntry] = []
    private var places: [JournalEntry.Place: Int] = [:]
    private var bytes = 0
    private var unsavedGrowth = 0
    private var dueAt: Duration?
    private var isUrgentWaiting = false
    private var writing: [Event]?
    private var writingThrough = 0

    /// Nothing waits and nothing is being written.
    var isEmpty: Bool { entries.isEmpty && writing == nil }

    /// More than `capacity` waits, though all that can be left out was.
    var isFull: Bool { bytes > Self.capacity }

    /// When the next batch is due; nil while nothing waits or one is being written.
    var due: Duration? { writing == nil && !entries.isEmpty ? dueAt : nil }

    /// Keeps an event for the next batch; passes over those that are not kept by a store.
    mutating func append(_ event: Event, at now: Duration) {
        guard let wait = Self.wait(of: event) else { return }
        added += 1
        insert(event)
        if unsavedGrowth >= Self.growthBytes { moveDue(to: now, isUrgent: false) }
        moveDue(to: now + wait, isUrgent: wait == .zero)
        if isFull { shed() }
    }

    /// All that waits, for the one write that `succeeded` or `failed` has to follow; nil if nothing is due.
    ///
    /// `message` says what a message is now, for those whose text was left out for lack of memory.
    mutating func take(at now: Duration, message: (ThreadID, MessageID) -> Message?) -> [Event]? {
        guard let due, due <= now else { return nil }
        let batch = entries.compactMap { $0.event(now: message) }
        forgetEntries()
        dueAt = nil
        isUrgentWaiting = false
        writing = batch
        writingThrough = added
        return batch
    }

    /// The batch is durable.
    mutating func succeeded() {
        writing = nil
        saved = writingThrough
        isFailing = false
    }

    /// The batch is not durable; it stands before all newer events again. Returns the number of its last event.
    mutating func failed(at now: Duration) -> Int {
        let later = entries
        let batch = writing ?? []
        writing = nil
        forgetEntries()
        for event in batch { insert(event) }
        for entry in later { insert(entry) }
        isFailing = true
        dueAt = isUrgentWaiting ? now : now + Self.retryWait
        if isFull { shed() }
        return writingThrough
    }

    /// Makes all that waits due now.
    mutating func hurry(at now: Duration) { dueAt = now }
}

extension Journal {
    /// How long an event may wait; nil if it is not kept.
    private static func wait(of event: Event) -> Duration? {
        switch event {
        case .threadSaved, .threadsErased, .messageAdded, .messageRemoved, .messageStateChanged, .branchChosen,
            .presetSaved, .presetDeleted:
            .zero
        case .replyGrew, .replyReplaced, .messagePartSet, .messagePartGrew: growthWait
        case .draftSaved: draftWait
        case .threadsListed, .threadRead, .threadFound, .searchAnswered, .threadOpened, .branchCut, .runChanged,
            .runEnded, .summaryChanged, .serviceChanged, .choiceChanged, .assistantsChanged,
            .assistantEdited, .promptReturned, .presetsRead, .titlesAwaited, .troubleChanged:
            nil
        }
    }

    /// While writing fails only an urgent event moves the next attempt forward.
    private mutating func moveDue(to moment: Duration, isUrgent: Bool) {
        isUrgentWaiting = isUrgentWaiting || isUrgent
        if isFailing && !isUrgent && dueAt != nil { return }
        dueAt = dueAt.map { min($0, moment) } ?? moment
    }

    private mutating func forgetEntries() {
        entries.removeAll(keepingCapacity: true)
        places.removeAll(keepingCapacity: true)
        bytes = 0
        unsavedGrowth = 0
    }

    private mutating func insert(_ event: Event) { insert(JournalEntry(event)) }

    private mutating func insert(_ entry: JournalEntry) {
        guard let place = entry.place else { return push(entry) }
        guard let old = places[place] else {
            places[place] = entries.count
            return push(entry)
        }
        count(entries[old], times: -1)
        if entry.overtakes(entries[old]) {
            entries[old].leaveOut()
            places[place] = entries.count
            push(entry)
        } else {
            entries[old].absorb(entry)
        }
        count(entries[old], times: 1)
    }

    private mutating func push(_ entry: JournalEntry) {
        entries.append(entry)
        count(entry, times: 1)
    }

    private mutating func count(_ entry: JournalEntry, times sign: Int) {
        bytes += sign * entry.size
        unsavedGrowth += sign * entry.textBytes
    }

    /// Leaves out the text of replies: the session's state has it, and `take` writes it whole.
    private mutating func shed() {
        for index in entries.indices where entries[index].isText {
            count(entries[index], times: -1)
            entries[index].leaveOutText()
        }
    }
}
