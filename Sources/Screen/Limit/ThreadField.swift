import ChatModel
import TerminalModel

/// A field of one line about the list of threads, in the composer's place.
struct ThreadField {
    enum Purpose: Hashable {
        case limit
        case rename(ThreadID)
        case addLabel([ThreadID])
        case removeLabel([ThreadID])
        case jump
    }

    let purpose: Purpose
    var editor: Editor
    /// Why what is written is no limit.
    var problem: ThreadFilter.Problem?
    /// What the last key completed.
    var completion: Completion?
    /// The pane that had the keys.
    let focus: Pane

    init(_ purpose: Purpose, _ text: String = "", focus: Pane) {
        self.purpose = purpose
        editor = Editor(text)
        self.focus = focus
    }

    /// The words before the field, from long to short.
    var labels: [SafeText] {
        switch purpose {
        case .limit: ["Limit ›", "~"]
        case .rename: ["Title ›", "›"]
        case .addLabel: ["Add label ›", "+"]
        case .removeLabel: ["Remove label ›", "-"]
        case .jump: ["Go to ›", "/"]
        }
    }
}

extension ThreadField {
    /// What stood in the text before something was completed, and what may stand there.
    struct Completion: Hashable {
        /// In characters of the text before.
        let range: Range<Int>
        let candidates: [String]
        var index: Int
        /// The characters behind the range, which stay.
        let rest: Int
        /// The revision of the editor after the last key; another one means that the person has changed the text.
        var revision: Int
    }

    /// Puts the next candidate into the text, or the one before.
    /// - Returns: false if there is none.
    mutating func complete(_ step: Int, _ suggestions: (range: Range<Int>, candidates: [String])) -> Bool {
        if var going = completion, going.revision == editor.revision {
            let count = going.candidates.count
            going.index = ((going.index + step) % count + count) % count
            put(going, in: going.range.lowerBound..<editor.clusters.count - going.rest)
            return true
        }
        guard !suggestions.candidates.isEmpty else { return false }
        let rest = editor.clusters.count - suggestions.range.upperBound
        let going = Completion(
            range: suggestions.range, candidates: suggestions.candidates,
            index: step > 0 ? 0 : suggestions.candidates.count - 1, rest: rest, revision: 0)
        put(going, in: suggestions.range)
        return true
    }

    private mutating func put(_ going: Completion, in range: Range<Int>) {
        var going = going
        editor.move(to: range.upperBound)
        editor.delete(range)
        editor.insert(going.candidates[going.index])
        going.revision = editor.revision
        completion = going.candidates.count > 1 ? going : nil
    }
}
