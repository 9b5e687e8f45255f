import ChatModel

/// The pane that lists the threads. The thread that is selected is the one that is shown.
struct Threads {
    /// By name, so that it stays selected while the order changes; nil only while there is no thread.
    private(set) var selected: ThreadID?
    /// The first thread on the screen.
    var firstRow = 0
    /// The list was scrolled away from the selected thread.
    private(set) var isScrolled = false
    /// A new thread was asked for; it is selected when it comes.
    var awaitsNewThread = false

    mutating func select(_ thread: ThreadID) {
        selected = thread
        awaitsNewThread = false
        isScrolled = false
    }

    /// Scrolls the list by notches of the wheel; the selection stays where it is.
    mutating func wheel(_ notches: Int, rows: Int, count: Int) {
        isScrolled = true
        firstRow = max(0, min(firstRow + notches * Drag.linesOfNotch, count - rows))
    }
}
