import ChatModel
import TerminalModel

/// The pane that lists the threads. The thread that is selected is the one that is shown.
struct Threads {
    /// By name, so that it stays selected while the order changes; nil only while there is no thread.
    private(set) var selected: ThreadID?
    /// Where it stood in the list last, or the place before its gap; nil if there is none.
    var place: Int?
    /// The thread that is selected was found in the list when that was last looked at.
    var isListed = false
    /// The thread that was shown before it.
    private(set) var before: ThreadID?
    /// A new thread was asked for; it is selected when it comes.
    var awaitsNewThread = false

    /// The list that the person wants to see; until it comes, the one before stays.
    var query = ThreadQuery()
    /// Its limit as it was written.
    var limit = ""
    /// The first line on the screen.
    var top = ThreadRows.Line(place: 0, isHeading: true)
    /// The list was scrolled away from the selected thread.
    var isScrolled = false
    /// The place of a thread that is shown as soon as it is known.
    var goal: Int?
    /// What is listed next is gone through from its first thread, if the one selected is not in it.
    var awaitsFirst = false
    /// What the session was asked for last.
    var asked: Asked?
    /// Threads that the next change is for.
    var tagged: Set<ThreadID> = []
    /// The labels that were seen.
    var labels: Set<String> = []
    /// How many threads there are without a limit, as far as that is known.
    var totals: [ThreadQuery.Scope: Int] = [:]
    /// What can be taken back, the newest last.
    var changes: [Change] = []
    /// Threads are being brought in from a file.
    var isImporting = false
    /// The person waits for a thread of this kind.
    var seeking: ThreadGoal?

    struct Asked: Hashable {
        let query: ThreadQuery
        let place: Int
    }

    /// A change of threads that was asked for.
    struct Change {
        /// "“Bread” was pinned".
        let words: SafeText
        /// The thread that was left for another one because of it.
        let left: ThreadID?
    }

    static let mostChanges = 100

    mutating func select(_ thread: ThreadID) {
        if thread != selected {
            before = selected ?? before
            isListed = false
        }
        selected = thread
        awaitsNewThread = false
        isScrolled = false
        goal = nil
    }

    /// Nothing is shown any more.
    mutating func deselect() {
        selected = nil
        place = nil
    }

    /// A thread is gone for good.
    mutating func forget(_ threads: Set<ThreadID>) {
        tagged.subtract(threads)
        if let thread = before, threads.contains(thread) { before = nil }
    }
}
