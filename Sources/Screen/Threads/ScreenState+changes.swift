import ChatModel
import TerminalModel

// Changing threads, one or many at once

extension ScreenState {
    /// What the next change is for: the threads that are tagged, in the order of the list, else the one that is shown,
    /// also where a limit does not list it any more.
    var targets: [ThreadID] {
        guard threads.tagged.isEmpty else {
            let listed = session.threads.map(\.id).filter(threads.tagged.contains)
            return listed + threads.tagged.subtracting(listed).sorted()
        }
        return shownThread.flatMap { $0.scope == threads.query.scope ? [$0.id] : nil } ?? []
    }

    private var targetThreads: [ChatThread] { targets.compactMap(session.thread) }

    mutating func changeThreads(_ action: Action) -> [Effect] {
        switch action {
        case .pin: return change(.pin(!targetThreads.allSatisfy(\.isPinned)))
        case .archive: return change(.archive(!targetThreads.allSatisfy(\.isArchived)))
        case .markUnread: return change(.markUnread(!targetThreads.allSatisfy(\.isUnread)))
        case .restore: return change(.restore)
        default:
            guard threads.query.scope == .trash else { return change(.delete) }
            question = .erase(targets, title: targets.count == 1 ? targetThreads.first?.title : nil)
            return []
        }
    }

    /// Asks for a change of the targets, or of these threads, and goes to a neighbour where they leave the list.
    mutating func change(_ change: ThreadChange, of threads: [ThreadID]? = nil) -> [Effect] {
        let changed = threads ?? targets
        let known = changed.compactMap(session.thread)
        guard known.count < changed.count || known.contains(where: { $0.applying(change, at: now) != $0 }) else {
            status.refuse("Nothing changes by that")
            return []
        }
        let words = ThreadWords.done(change, to: known, count: changed.count)
        let leaves = change.moves
        let left = self.threads.selected.flatMap { leaves && changed.contains($0) ? $0 : nil }
        let next = left.flatMap { _ in neighbour(outside: Set(changed)) }
        self.threads.changes.append(Threads.Change(words: words, left: next == nil ? nil : left))
        if self.threads.changes.count > Threads.mostChanges { self.threads.changes.removeFirst() }
        if leaves { self.threads.tagged.subtract(changed) }
        status.say(words + ". " + Action.undoChange.keyText(lettersAreKeys: true) + " takes it back")
        return [.command(.changeThreads(changed, change))] + (next.map { show($0) } ?? [])
    }

    /// The thread nearest to the selected one that stays, below it if there is one.
    private func neighbour(outside gone: Set<ThreadID>) -> ThreadID? {
        let list = threadRows
        guard let place = list.place(of: threads.selected) else { return nil }
        let index = place - list.first
        return list.threads[index...].first { !gone.contains($0.id) }?.id
            ?? list.threads[..<index].last { !gone.contains($0.id) }?.id
    }

    /// Asks for titles of the targets, or for no more of them while some are being made.
    mutating func makeTitles() -> [Effect] {
        guard session.titlesAwaited == 0 else {
            status.say("No more titles are asked for")
            return [.command(.stopTitles)]
        }
        return [.command(.makeTitles(targets))]
    }

    mutating func undoChange() -> [Effect] {
        guard let last = threads.changes.popLast() else { return [] }
        status.say("Taken back: " + last.words)
        return [.command(.undoThreadChange)] + (last.left.map { show($0) } ?? [])
    }

    /// Erases what the person has agreed to.
    /// - Parameter erased: nil is all of the trash.
    mutating func erase(_ erased: [ThreadID]?) -> [Effect] {
        threads.tagged = []
        // What was done before may be about threads that are gone then.
        threads.changes = []
        return [.command(.eraseThreads(erased))]
    }
}

// Tags

extension ScreenState {
    /// Tags the selected thread, or takes its tag, and goes to the next one.
    mutating func tag() -> [Effect] {
        guard let selected = threads.selected else { return [] }
        threads.tagged.formSymmetricDifference([selected])
        return moveInList(.threadDown)
    }

    mutating func tagAll() {
        threads.tagged.formUnion(session.threads.map(\.id))
        let (tagged, all) = (ThreadWords.number(session.threads.count), ThreadWords.number(session.list.count))
        let isCut = session.threads.count < session.list.count
        let whole = tagged == "1" ? "1 thread is tagged" : "\(tagged) threads are tagged"
        status.say(SafeText(isCut ? "The nearest \(tagged) of \(all) are tagged; a limit lists fewer" : whole))
    }
}

extension ThreadChange {
    /// It takes threads out of the list they are in.
    fileprivate var moves: Bool {
        switch self {
        case .archive, .delete, .restore: true
        default: false
        }
    }
}
