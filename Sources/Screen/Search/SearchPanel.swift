import ChatModel

/// The page that searches all threads while the person types.
struct SearchPanel {
    var editor: Editor
    /// What is shown: the newest answer that came.
    private(set) var answer: SearchAnswer?
    /// A place among the hits.
    private(set) var selected = 0
    /// The first hit on the screen.
    var firstRow = 0
    /// The person has gone to a hit, and stays there when more come.
    private var hasMoved = false

    init(_ text: String) { editor = Editor(text) }

    var text: String { editor.text.trimmed }

    /// The answer to what is written has not come yet.
    var isSearching: Bool { !text.isEmpty && answer?.text != text }

    var hits: [SearchHit] { text.isEmpty ? [] : answer?.hits ?? [] }

    var hit: SearchHit? { hits.indices.contains(selected) ? hits[selected] : nil }

    /// Takes an answer in; one to another text than the one that is written comes too late.
    mutating func take(_ new: SearchAnswer) {
        guard new.text == text else { return }
        let old = hit
        let isSame = answer?.text == new.text
        answer = new
        let again = old.flatMap { old in new.hits.firstIndex { $0.thread == old.thread && $0.message == old.message } }
        selected = hasMoved && isSame ? again ?? min(selected, max(0, new.hits.count - 1)) : 0
        if !isSame { firstRow = 0 }
    }

    mutating func textChanged() { hasMoved = false }

    mutating func select(_ index: Int) {
        selected = max(0, min(index, hits.count - 1))
        hasMoved = true
    }

    mutating func scroll(hits count: Int) {
        let count = max(1, count)
        firstRow = min(max(firstRow, selected - count + 1), selected)
        firstRow = max(0, min(firstRow, hits.count - count))
    }
}

/// The hit that a thread was opened for, until it is on the screen.
struct HitGoal: Hashable {
    let thread: ThreadID
    /// nil for a hit in the title.
    let message: MessageID?
    /// What was searched for.
    let text: String
    /// Another branch was asked for, because the message is not on the one that is shown.
    var awaitsBranch = false
}
