import ChatModel
import TerminalModel

/// The field where a name is given to the file that text is saved to.
struct FileField {
    var editor: Editor
    let text: CopiedText
    /// What the text is: "the reply".
    let what: SafeText
    /// The pane that had the keys.
    let focus: Pane

    /// `weft-20261114-120000.md`
    static func name(at now: Timestamp, offset: Duration) -> String {
        let time = CalendarTime(now, offset: offset)
        func digits(_ number: Int, _ count: Int = 2) -> String {
            let digits = String(number)
            return String(repeating: "0", count: max(0, count - digits.count)) + digits
        }
        let seconds = Int((now + offset).milliseconds / 1000 % 60)
        let date = digits(time.year, 4) + digits(time.month) + digits(time.day)
        return "weft-\(date)-\(digits(time.hour))\(digits(time.minute))\(digits(seconds)).md"
    }

    func draw(in area: Rect, of frame: inout Frame, theme: Theme) {
        let labels: [SafeText] = ["Save " + what + " as ›", "Save as ›"]
        let needed = SafeText(editor.text.flat).columns + 2
        let label = labels.first { $0.columns + needed <= area.columns } ?? (area.columns < 30 ? "as" : labels[1])
        frame.drawField(label, editor, beside: "", in: area, theme: theme)
    }
}

// What the whole asks of it

extension ScreenState {
    mutating func openFile() {
        guard let (text, what) = textToTake() else { return status.refuse("There is no text to save yet") }
        file = FileField(
            editor: Editor(FileField.name(at: now, offset: utcOffset)), text: text, what: what, focus: focus)
    }

    mutating func writeFile() -> [Effect] {
        guard let field = file else { return [] }
        guard !field.editor.isBlank else {
            status.refuse("The file has no name")
            return []
        }
        leaveFile()
        return [.errand(.save(field.text, name: field.editor.text, replaces: false))]
    }

    mutating func leaveFile() { file = nil }
}
