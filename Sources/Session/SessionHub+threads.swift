import ChatModel

/// What is done to threads, one thing after the other, and what can be undone of it.
struct ThreadWork {
    /// Ends when all that was wished for so far is done.
    var task: Task<Void, Never>?
    /// The last changes, the newest at the end.
    var undoable: [[Restoration]] = []
    /// Threads of the trash that are still to be erased.
    var doomed: ArraySlice<ThreadID> = []

    /// So many changes can be undone, one after the other.
    static let depth = 100
    /// So many threads are erased in one write, so that a big trash holds nothing up.
    static let portion = 20
}

extension SessionHub {
    /// Changes threads, also ones that are not held, all in one write. Runs in threads that go into the trash stop.
    func change(_ ids: [ThreadID], _ change: ThreadChange) {
        inTurn { (hub: isolated SessionHub) async throws(Failure) in
            let moment = hub.now()
            let threads = try await hub.fetch(ids)
            let changed = threads.compactMap { thread in
                let new = thread.applying(change, at: moment)
                return new == thread ? nil : (old: thread, new: new)
            }
            hub.noteWishTrouble(nil)
            guard !changed.isEmpty else { return }
            hub.remember(changed.map { Restoration(of: $0.old, after: change) })
            for (_, new) in changed { hub.publish(.threadSaved(new)) }
            if change == .delete { hub.stopRuns(in: Set(ids)) }
        }
    }

    /// Gives the threads of the last change back what it took from them; what came to them since stays.
    func undoThreadChange() {
        inTurn { (hub: isolated SessionHub) async throws(Failure) in
            guard let last = hub.rearranging.undoable.popLast() else { return hub.noteWishTrouble(.nothingToUndo) }
            let known = Dictionary(try await hub.fetch(last.map(\.thread)).map { ($0.id, $0) }) { first, _ in first }
            hub.noteWishTrouble(nil)
            for restoration in last {
                guard var thread = known[restoration.thread] else { continue }
                restoration.apply(to: &thread)
                hub.publish(.threadSaved(thread))
            }
        }
    }

    private func remember(_ step: [Restoration]) {
        rearranging.undoable.append(step)
        if rearranging.undoable.count > ThreadWork.depth { rearranging.undoable.removeFirst() }
    }

    private func stopRuns(in threads: Set<ThreadID>) {
        for (id, target) in live where threads.contains(target.run.thread) { stop(id) }
    }

    /// Each thread once: as it is held, or as the store has it. Those that are nowhere are passed over.
    func fetch(_ ids: [ThreadID]) async throws(Failure) -> [ChatThread] {
        var seen: Set<ThreadID> = []
        let wanted = ids.filter { seen.insert($0).inserted }
        var held = heldThreads
        let missing = wanted.filter { held[$0] == nil }
        if !missing.isEmpty {
            let read = try await store.threads(missing)
            held = Dictionary(read.map { ($0.id, $0) }) { first, _ in first }.merging(heldThreads) { _, new in new }
        }
        return wanted.compactMap { held[$0] }
    }

    private var heldThreads: [ThreadID: ChatThread] {
        state.offList.merging(state.threads.map { ($0.id, $0) }) { off, _ in off }
    }

    /// Does this when all is done that was wished for before.
    func inTurn(_ work: @escaping @Sendable (isolated SessionHub) async throws(Failure) -> Void) {
        let before = rearranging.task
        rearranging.task = Task {
            await before?.value
            guard !isClosing else { return }
            do throws(Failure) {
                try await work(self)
            } catch {
                noteWishTrouble(error)
            }
        }
    }
}

extension SessionHub {
    /// Erases threads of the trash, or with nil all of it. Threads that are not in the trash stay.
    func erase(_ ids: [ThreadID]?) {
        inTurn { (hub: isolated SessionHub) async throws(Failure) in
            if let ids {
                hub.doom(try await hub.fetch(ids).filter { $0.scope == .trash }.map(\.id))
            } else {
                let stored = try await hub.store.trash(before: nil)
                let held = hub.heldThreads.values.filter { $0.scope == .trash }.map(\.id)
                hub.doom(stored + Set(held).subtracting(stored).sorted())
            }
        }
    }

    /// Erases what was in the trash for too long.
    func eraseOldTrash() {
        inTurn { (hub: isolated SessionHub) async throws(Failure) in
            let moment = Timestamp(milliseconds: hub.now().milliseconds) + (.zero - hub.trashKeep)
            hub.doom(try await hub.store.trash(before: moment))
        }
    }

    private func doom(_ ids: [ThreadID]) {
        let isWaiting = !rearranging.doomed.isEmpty
        rearranging.doomed = ArraySlice(rearranging.doomed + ids)
        if !isWaiting { eraseNext() }
    }

    /// Erases the next few; the rest follows when they are gone from the store. Whoever was taken out of the trash
    /// meanwhile stays.
    func eraseNext() {
        guard !rearranging.doomed.isEmpty, !isClosing else { return }
        let portion = rearranging.doomed.prefix(ThreadWork.portion)
        rearranging.doomed = rearranging.doomed.dropFirst(ThreadWork.portion)
        let held = heldThreads
        let gone = portion.filter { held[$0].map { $0.scope == .trash } ?? true }
        guard !gone.isEmpty else { return eraseNext() }
        for (id, target) in live where gone.contains(target.run.thread) { endByForce(id) }
        publish(.threadsErased(Array(gone)))
    }
}

/// What a change took from one thread.
struct Restoration: Hashable, Sendable {
    private enum Value: Hashable, Sendable {
        case title(String, isOwn: Bool)
        case isPinned(Bool)
        case isArchived(Bool)
        case deletedAt(Timestamp?)
        case labels([String])
        case isUnread(Bool)
    }

    let thread: ThreadID
    private let value: Value

    init(of old: ChatThread, after change: ThreadChange) {
        thread = old.id
        value =
            switch change {
            case .rename: .title(old.title, isOwn: old.hasOwnTitle)
            case .pin: .isPinned(old.isPinned)
            case .archive: .isArchived(old.isArchived)
            case .delete, .restore: .deletedAt(old.deletedAt)
            case .addLabel, .removeLabel: .labels(old.labels)
            case .markUnread: .isUnread(old.isUnread)
            }
    }

    func apply(to thread: inout ChatThread) {
        switch value {
        case .title(let title, let isOwn):
            thread.title = title
            thread.hasOwnTitle = isOwn
        case .isPinned(let isPinned): thread.isPinned = isPinned
        case .isArchived(let isArchived): thread.isArchived = isArchived
        case .deletedAt(let moment): thread.deletedAt = moment
        case .labels(let labels): thread.labels = labels
        case .isUnread(let isUnread): thread.isUnread = isUnread
        }
    }
}

extension Failure {
    fileprivate static let nothingToUndo = Failure(what: "Nothing is left to undo")
}
