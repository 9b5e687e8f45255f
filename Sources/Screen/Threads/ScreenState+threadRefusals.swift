import ChatModel
import TerminalModel

extension ScreenState {
    /// Why an action of the thread list cannot be done now; nil if it can, or is none of the list.
    func listRefusal(_ action: Action) -> SafeText? {
        switch action {
        case .pin, .archive, .rename, .markUnread, .addLabel: return changeRefusal ?? trashRefusal
        case .removeLabel:
            return changeRefusal ?? trashRefusal
                ?? (knownLabels(.removeLabel(targets)).isEmpty ? "It has no label" : nil)
        case .makeTitle: return session.titlesAwaited > 0 ? nil : changeRefusal ?? trashRefusal ?? titleRefusal
        case .deleteThread: return changeRefusal
        case .restore:
            if let refusal = changeRefusal { return refusal }
            return threads.query.scope == .trash ? nil : "It is not in the trash"
        case .emptyTrash:
            if let readOnlyReason { return readOnlyReason }
            guard threads.query.scope == .trash else { return "v goes to the trash first" }
            return session.list.count == 0 ? "The trash is empty" : nil
        case .undoChange:
            return readOnlyReason ?? (threads.changes.isEmpty ? "Nothing was changed that can be taken back" : nil)
        case .exportThreads: return targets.isEmpty ? shownRefusal : nil
        case .importThreads: return readOnlyReason
        case .tag: return shownRefusal
        case .tagAll, .jump: return session.threads.isEmpty ? "The list is empty" : nil
        case .untag: return threads.tagged.isEmpty ? "No thread is tagged" : nil
        case .clearLimit: return threads.query.filter == .all ? "The list has no limit" : nil
        case .threadUp, .threadDown, .firstThread, .lastThread, .threadPageUp, .threadPageDown, .threadHalfUp,
            .threadHalfDown:
            return moveRefusal(action)
        case .shownBefore: return threads.before == nil ? "No other thread was shown yet" : nil
        default: return nil
        }
    }

    private var changeRefusal: SafeText? { readOnlyReason ?? (targets.isEmpty ? shownRefusal : nil) }

    /// The thread that is shown belongs to another list.
    private var shownRefusal: SafeText? {
        shownThread?.scope == threads.query.scope ? nil : "No thread of this list is selected"
    }

    private var titleRefusal: SafeText? {
        let known = targets.compactMap(session.thread)
        if known.count < targets.count { return nil }
        if known.allSatisfy(\.isEmpty) { return "Nothing was said here yet" }
        return known.allSatisfy(\.hasOwnTitle) ? "It has a title of yours, which stays" : nil
    }

    private var trashRefusal: SafeText? {
        threads.query.scope == .trash ? "It is in the trash; b brings it back" : nil
    }

    func moveRefusal(_ action: Action) -> SafeText? {
        guard threads.target(of: action, in: threadRows, rows: listRows) == nil else { return nil }
        switch action {
        case .threadDown, .lastThread, .nextThread, .threadPageDown, .threadHalfDown: return "This is the last thread"
        default: return "This is the first thread"
        }
    }
}
