import ChatModel

extension Composer {
    /// Puts a prompt back, with what was read of its files.
    mutating func putBack(_ prompt: Message) {
        putBack(Prompt(prompt).typed)
        keep(prompt.files, in: prompt.thread)
    }

    /// Puts a prompt back into the thread that it was written in, above what is written there now.
    mutating func putBack(_ prompt: String, _ files: [MessagePart], in other: ThreadID) {
        keep(files, in: other)
        guard other != thread else { return putBack(prompt) }
        var rested = resting[other] ?? (Editor(), nil)
        let draft = rested.amendment?.draft ?? rested.editor
        var editor = draft
        editor.replaceAll(with: draft.isBlank ? prompt : Prompt.joined(prompt, draft.text))
        if rested.amendment == nil { rested.editor = editor } else { rested.amendment?.draft = editor }
        resting[other] = rested
    }

    private mutating func keep(_ files: [MessagePart], in other: ThreadID) {
        let others = putBackFiles[other, default: []].filter { old in !files.contains { $0.id == old.id } }
        if !files.isEmpty { putBackFiles[other] = others + files }
    }

    /// A file whose line is gone is read anew when it is named again.
    mutating func forgetFiles() {
        guard let thread, let files = putBackFiles[thread] else { return }
        let names = Prompt(typed: (amendment?.draft ?? editor).text).attachments
        let named = files.filter { names.contains($0.id) }
        putBackFiles[thread] = named.isEmpty ? nil : named
    }

    /// Writes the line that attaches a file, below those that are there; the cursor stays in its text.
    mutating func attach(_ name: String) {
        let before = editor.cursor
        let (place, isOpen) = endOfAttachLines
        let line = (isOpen ? "\n" : "") + AttachLine.text(name) + "\n"
        editor.move(to: place)
        editor.insert(line)
        if before > place || !isOpen && before == place { editor.move(to: before + line.count) }
    }

    /// Where the first line stands that attaches nothing; open where the last one has no end yet.
    private var endOfAttachLines: (place: Int, isOpen: Bool) {
        var place = 0
        while place < editor.clusters.count {
            let end = editor.clusters[place...].firstIndex { $0 == "\n" || $0 == "\r\n" }
            let line = String(editor.clusters[place..<(end ?? editor.clusters.count)])
            guard !Prompt(typed: line).attachments.isEmpty else { break }
            guard let end else { return (editor.clusters.count, true) }
            place = end + 1
        }
        return (place, false)
    }
}
