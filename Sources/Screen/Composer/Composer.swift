import ChatModel
import TerminalModel

/// The pane where prompts are written: an editor for each thread, and the way back through earlier prompts.
struct Composer {
    /// nil before the first thread exists; what is typed then moves into that thread.
    private(set) var thread: ThreadID?
    /// What is written in the thread shown.
    var editor = Editor()
    /// What the other threads have.
    var resting: [ThreadID: (editor: Editor, amendment: Amendment?)] = [:]
    /// The earlier prompt that is edited in place of the draft.
    var amendment: Amendment?
    /// The files of prompts that were put back, as they were read.
    var putBackFiles: [ThreadID: [MessagePart]] = [:]
    /// What was made of earlier prompts and not sent.
    var unsentEdits: [MessageID: String] = [:]
    /// Walking through earlier prompts: how far back, and what was written before.
    var recall: Recall?
    /// The first row shown when there is not room for all.
    var firstRow = 0
    /// The columns text may take; set with the size of the screen.
    var columns = 1
    private var laidOut: (revision: Int, thread: ThreadID?, columns: Int, rows: EditorRows)?

    struct Recall: Hashable {
        /// 1 is the newest prompt.
        var steps: Int
        let draft: String
        /// The revision of the editor after the last step; another one means that the person has changed the text.
        var revision: Int
    }

    /// Turns to a thread. What was written stays with the thread it was written in.
    /// - Parameter draft: what the session keeps for the thread; used the first time only, later the editor knows better.
    mutating func show(_ next: ThreadID, draft: String) {
        guard next != thread else { return }
        if let thread {
            resting[thread] = (editor, amendment)
            let rested = resting.removeValue(forKey: next)
            put(rested?.editor ?? Editor(draft))
            amendment = rested?.amendment
        } else if editor.isEmpty {
            editor = Editor(draft)
        }
        thread = next
        recall = nil
        firstRow = 0
    }

    /// Puts another editor in the place of this one.
    mutating func put(_ other: Editor) {
        editor = other
        laidOut = nil
        recall = nil
        firstRow = 0
    }

    /// Takes in what the session keeps for the thread that is shown, if that was not known yet and nothing is written.
    mutating func take(draft: String, of shown: ThreadID) {
        guard shown == thread, editor.revision == 0, editor.isEmpty, !draft.isEmpty else { return }
        editor = Editor(draft)
        laidOut = nil
    }

    /// The thread shown is gone, with what was written in it.
    mutating func leave() {
        thread = nil
        editor = Editor()
        laidOut = nil
        recall = nil
    }

    /// The rows of the text, cut once for each text and width.
    mutating func rows() -> EditorRows {
        if let laidOut, laidOut.revision == editor.revision, laidOut.thread == thread, laidOut.columns == columns {
            return laidOut.rows
        }
        let rows = EditorRows(editor.clusters, columns: columns)
        laidOut = (editor.revision, thread, columns, rows)
        return rows
    }
}
