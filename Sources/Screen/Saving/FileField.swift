import ChatModel
import TerminalModel

/// The field where the name of a file is given: one that text or threads are written to, or that threads come from.
struct FileField {
    enum Purpose {
        /// What the text is: "the reply".
        case save(CopiedText, what: SafeText)
        case export([ThreadID])
        case importing
        /// To go with the prompt.
        case attaching
    }

    var editor: Editor
    let purpose: Purpose

    var isForComposer: Bool { if case .attaching = purpose { true } else { false } }

    /// `weft-20261114-120000.md`
    static func name(at now: Timestamp, offset: Duration, ending: String) -> String {
        let time = CalendarTime(now, offset: offset)
        func digits(_ number: Int, _ count: Int = 2) -> String {
            let digits = String(number)
            return String(repeating: "0", count: max(0, count - digits.count)) + digits
        }
        let seconds = Int((now + offset).milliseconds / 1000 % 60)
        let date = digits(time.year, 4) + digits(time.month) + digits(time.day)
        return "weft-\(date)-\(digits(time.hour))\(digits(time.minute))\(digits(seconds)).\(ending)"
    }

    func draw(in area: Rect, of frame: inout Frame, theme: Theme) {
        let needed = SafeText(editor.text.flat).columns + 2
        let label = labels.first { $0.columns + needed <= area.columns } ?? labels[area.columns < 30 ? 2 : 1]
        frame.drawField(label, editor, beside: "", in: area, theme: theme)
    }

    /// From long to short.
    private var labels: [SafeText] {
        switch purpose {
        case .save(_, let what): ["Save " + what + " as ›", "Save as ›", "as"]
        case .export(let threads):
            [
                "Export " + ThreadWords.counted(threads.count) + " as .json, .md, .html or .txt ›", "Export as ›", "as",
            ]
        case .importing: ["Bring threads in from the file ›", "Bring in ›", "in"]
        case .attaching: ["Attach the file ›", "Attach ›", "at"]
        }
    }
}

// What the whole asks of it

extension ScreenState {
    mutating func openFile() {
        guard let (text, what) = textToTake() else { return status.refuse("There is no text to save yet") }
        openFile(.save(text, what: what), ending: "md")
    }

    mutating func openExport() { openFile(.export(targets), ending: "json") }

    /// While an import runs the same key ends it.
    mutating func openImport() -> [Effect] {
        guard !threads.isImporting else { return [.errand(.stopImport)] }
        file = FileField(editor: Editor(), purpose: .importing)
        return []
    }

    private mutating func openFile(_ purpose: FileField.Purpose, ending: String) {
        let name = FileField.name(at: now, offset: utcOffset, ending: ending)
        file = FileField(editor: Editor(name), purpose: purpose)
    }

    mutating func writeFile() -> [Effect] {
        guard let field = file else { return [] }
        guard !field.editor.isBlank else {
            status.refuse("The file has no name")
            return []
        }
        if field.isForComposer, field.editor.text.hasSuffix("/") {
            status.refuse("This is a folder; Tab lists what is in it")
            return []
        }
        leaveFile()
        fileAtWork = field.isForComposer ? nil : field
        let name = field.editor.text
        switch field.purpose {
        case .save(let text, _): return [.errand(.save(text, name: name, replaces: false))]
        case .export(let threads):
            let paper = ThreadPaper(threads: threads, name: name, theme: theme, isOnLight: isOnLight)
            return [.errand(.export(paper, replaces: false))]
        case .importing:
            threads.isImporting = true
            return [.errand(.importThreads(name: name))]
        case .attaching: return editing { $0.attach(name) }
        }
    }

    mutating func leaveFile() { file = nil }

    /// Says why a file was not written or read, and lets the person mend its name.
    mutating func noteFailed(_ failure: Failure) {
        status.refuse(ReplyWords.advice(failure))
        guard let field = fileAtWork, file == nil, self.field == nil, question == nil, !isPage else { return }
        fileAtWork = nil
        file = field
    }

    /// Says how far an import is, and how it ended.
    mutating func noteImport(_ threads: Int, percent: Int?) {
        let part = percent.map { SafeText(", \($0) % of the file") } ?? ""
        let key = Action.importThreads.keyText(lettersAreKeys: true)
        fileAtWork = nil
        status.say("Bringing in " + ThreadWords.counted(threads) + part + "; " + key + " in the list stops it")
    }

    mutating func noteImportEnd(_ lines: [String], _ failure: Failure?) {
        threads.isImporting = false
        if let failure { return noteFailed(failure) }
        fileAtWork = nil
        status.say(SafeText(lines.joined(separator: " ").flat))
    }
}
