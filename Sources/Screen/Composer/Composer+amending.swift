import ChatModel

extension Composer {
    /// An earlier prompt that is being edited.
    struct Amendment: Hashable {
        let prompt: MessageID
        /// What was sent.
        let original: String
        /// What was being written before; it comes back.
        var draft: Editor

        func isUnchanged(_ editor: Editor) -> Bool {
            editor.clusters.count == original.count && editor.text == original
        }
    }

    /// What is to be kept as the draft: nothing that was typed is left out.
    var draft: String { Self.draft(editor, amendment) }

    /// The same of a thread that is not shown; nil where nothing was written in it.
    func draft(of other: ThreadID) -> String? {
        other == thread ? draft : resting[other].map { Self.draft($0.editor, $0.amendment) }
    }

    private static func draft(_ editor: Editor, _ amendment: Amendment?) -> String {
        guard let amendment else { return editor.text }
        let draft = amendment.draft.text
        if amendment.isUnchanged(editor) || editor.isBlank { return draft }
        return draft.isEmpty ? editor.text : editor.text + "\n" + draft
    }

    /// Puts an earlier prompt in the place of the draft, as it was edited last.
    mutating func amend(_ prompt: MessageID, _ original: String) {
        keepEdit()
        let draft = amendment?.draft ?? editor
        put(Editor(unsentEdits[prompt] ?? original))
        amendment = Amendment(prompt: prompt, original: original, draft: draft)
    }

    /// Puts the draft back; the edit is there again when the prompt is.
    mutating func leaveAmendment() {
        keepEdit()
        endAmendment()
    }

    /// Takes the edited prompt out and puts the draft back.
    mutating func takeAmendment() -> String {
        let text = editor.text
        if let prompt = amendment?.prompt { unsentEdits[prompt] = nil }
        endAmendment()
        return text
    }

    /// Writes lines as a quotation, in paragraphs of their own.
    mutating func quote(_ text: String) {
        let lines = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
        let said = lines.reversed().drop { $0.allSatisfy(\.isWhitespace) }.reversed()
        let quotation = said.map { $0.isEmpty ? ">" : "> " + $0 }.joined(separator: "\n")
        let before = editor.clusters[..<editor.cursor]
        let gap = before.isEmpty || before.last == "\n" ? "" : "\n\n"
        editor.insert(gap + quotation + "\n\n")
    }

    private mutating func keepEdit() {
        guard let amendment else { return }
        let isKept = !amendment.isUnchanged(editor) && !editor.isBlank
        unsentEdits[amendment.prompt] = isKept ? editor.text : nil
    }

    private mutating func endAmendment() {
        guard let draft = amendment?.draft else { return }
        amendment = nil
        put(draft)
    }
}
