import ChatModel
import Exchange
import Store

/// Threads on their way in. What is there already is not added again: names of threads and messages are made from
/// those in the file.
struct ThreadImport {
    struct Report: Hashable {
        var added = 0
        var messages = 0
        /// Threads that were there and got messages.
        var grown = 0
        var newMessages = 0
        var known = 0
        /// Of `known`: those in the trash, which get nothing.
        var inTrash = 0
        var leftOut: [String: Int] = [:]
        /// Name and why.
        var skipped: [[String]] = []

        /// All that the file named was looked at.
        var seen: Int { added + grown + known + skipped.count }

        /// There was something, and none of it was a thread.
        var foundNothing: Bool { added + grown + known == 0 && !skipped.isEmpty }
    }

    /// Adds messages to threads that are kept already; false if that could not be done.
    typealias Joining = @Sendable ([StoredThread]) async -> Bool

    private let store: ThreadDatabase
    private let join: Joining?
    private(set) var report = Report()
    /// As it was when all of it was in the store.
    private var durable = Report()
    private var events: [Event] = []
    private var size = 0
    /// Of threads whose events wait, with the number of their messages.
    private var waiting: [(thread: ThreadID, name: String, messages: Int)] = []

    /// - Parameter join: nil: the store takes what has been said since in threads that are there.
    init(store: ThreadDatabase, join: Joining? = nil) {
        self.store = store
        self.join = join
    }

    /// So many bytes of text go into one transaction; a thread is never in two.
    private static let mostWaiting = 1 << 20
    private static let mostThreads = 100

    mutating func take(_ finding: ThreadFile.Finding) async throws(Failure) {
        switch finding {
        case .skipped(let name, let why): report.skipped.append([name, why])
        case .thread(let imported):
            if waiting.contains(where: { $0.thread == imported.stored.thread.id }) { try await flush() }
            report.leftOut.merge(imported.leftOut) { $0 + $1 }
            if let there = try await store.read(imported.stored.thread.id) {
                try await grow(there, by: imported.stored)
            } else {
                add(imported.stored)
            }
            if size >= Self.mostWaiting || waiting.count >= Self.mostThreads { try await flush() }
        }
    }

    /// Makes durable what waits. Then each new thread is looked at: one that did not come in whole goes again, and is
    /// named.
    mutating func flush() async throws(Failure) {
        do throws(Failure) {
            if !events.isEmpty { try await store.record(events) }
        } catch {
            // None of what waited came in, so none of it is told.
            durable.skipped = report.skipped
            report = durable
            (events, waiting, size) = ([], [], 0)
            throw error
        }
        for (thread, name, messages) in waiting {
            guard try await store.messageCount(of: thread) != messages else { continue }
            try await store.record([.threadsErased([thread])])
            report.added -= 1
            report.messages -= messages
            report.skipped.append([name, "other threads have messages of the same names"])
        }
        (events, waiting, size) = ([], [], 0)
        durable = report
    }

    private mutating func add(_ stored: StoredThread) {
        let thread = stored.thread.id
        events.append(.threadSaved(stored.thread))
        events += stored.messages.map(Event.messageAdded)
        if let through = stored.through { events.append(.branchChosen(thread, through: through)) }
        if !stored.draft.isEmpty { events.append(.draftSaved(thread, text: stored.draft)) }
        waiting.append((thread, stored.thread.title, stored.messages.count))
        count(stored.messages)
        report.added += 1
        report.messages += stored.messages.count
    }

    /// What was said there since the last import is added; what a person changed here stays.
    private mutating func grow(_ there: StoredThread, by stored: StoredThread) async throws(Failure) {
        let names = Set(there.messages.map(\.id))
        let new = stored.messages.filter { !names.contains($0.id) }
        guard !new.isEmpty, there.thread.deletedAt == nil else {
            report.known += 1
            if there.thread.deletedAt != nil { report.inTrash += 1 }
            return
        }
        report.grown += 1
        report.newMessages += new.count
        if let join {
            // Whoever has the thread open has to see what joins it.
            guard await join([stored]) else { throw .notJoined(there.thread.title) }
            durable = report
            return
        }
        var thread = there.thread
        thread.activeAt = max(thread.activeAt, stored.thread.activeAt)
        thread.isEmpty = thread.isEmpty && stored.thread.isEmpty
        events.append(.threadSaved(thread))
        events += new.map(Event.messageAdded)
        waiting.append((thread.id, thread.title, there.messages.count + new.count))
        count(new)
    }

    private mutating func count(_ messages: [Message]) {
        for message in messages {
            size += 64 + message.text.utf8.count + message.parts.reduce(0) { $0 + $1.text.utf8.count }
        }
    }
}

extension Failure {
    fileprivate static func notJoined(_ title: String) -> Failure {
        Failure(what: "The import stopped at “\(title)”", why: "what is new in it could not be saved")
    }
}

extension ThreadImport.Report {
    /// What is printed at the end.
    var lines: [String] {
        func counted(_ count: Int, _ one: String) -> String { count == 1 ? "1 \(one)" : "\(count) \(one)s" }
        var lines = ["Imported: \(counted(added, "thread")) with \(counted(messages, "message"))."]
        if grown > 0 {
            lines.append("Grown: \(counted(grown, "thread")) that were here, by \(counted(newMessages, "message")).")
        }
        if known > 0 {
            let trash = inTrash > 0 ? ", \(inTrash) of them in the trash" : ""
            lines.append("Already here: \(counted(known, "thread"))\(trash).")
        }
        if !leftOut.isEmpty {
            let all = leftOut.sorted { $0.key < $1.key }.map { "\($0.key) (\($0.value))" }
            lines.append("Left out: \(all.joined(separator: ", ")).")
        }
        if !skipped.isEmpty { lines.append("Skipped: \(counted(skipped.count, "record")).") }
        return lines + skipped.map { "  \($0.joined(separator: ": "))" }
    }
}
