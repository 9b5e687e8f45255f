import CursesTerminal
import Glibc
import TerminalModel

/// What was found out about a terminal.
struct TerminalFindings: Hashable {
    struct Width: Hashable {
        let kind: String
        /// What Weft counts.
        let counted: Int
        /// What the terminal takes for what Weft sends.
        let drawn: Int
        /// What it takes for the text as it is, where Weft sends something else for it.
        var whole: Int?
    }

    var type = ""
    var size = Size(columns: 0, rows: 0)
    var colors = 0
    var hasTrueColor = false
    var locale = ""
    /// Whether it says where its cursor is; all that follows is unknown otherwise.
    var answers = false
    var widths: [Width] = []
    /// How many columns it gives to each kind that is ambiguous, per character; 0 where the kind is of two minds.
    var ambiguous: [Int] = []
    /// How many it gives to lines and blocks.
    var lines: [Int] = []
    /// nil where nothing was answered.
    var synchronizes: Bool?
    var brackets: Bool?
    var ordersText: Bool?
    var hasKittyKeyboard = false
}

extension TerminalFindings {
    init(of terminal: TerminalInquiry, environment: [String: String]) {
        type = terminal.type
        size = terminal.size
        colors = terminal.colors
        hasTrueColor = terminal.hasTrueColor
        locale = ["LC_ALL", "LC_CTYPE", "LANG"].compactMap { environment[$0] }.first { !$0.isEmpty } ?? ""
        guard terminal.columns(of: "") == 0 else { return }
        answers = true
        synchronizes = terminal.answer(to: Array("\u{1B}[?2026$p".utf8))?.knows(mode: 2026)
        brackets = terminal.answer(to: Array("\u{1B}[?2004$p".utf8))?.knows(mode: 2004)
        ordersText = terminal.answer(to: Array("\u{1B}[8$p".utf8))?.knows(mode: 8)
        let keyboard = terminal.answer(to: Array("\u{1B}[?u".utf8))?.before ?? []
        hasKittyKeyboard = String(decoding: keyboard, as: UTF8.self).contains(/\u{1B}\[\?[0-9]+u/)
        ambiguous = WidthProbe.ambiguous.map { perCharacter($0.text, terminal) }
        lines = WidthProbe.lines.map { perCharacter($0.text, terminal) }
        for probe in WidthProbe.all {
            let sent = DrawnForm.of(probe.text)
            guard let drawn = terminal.columns(of: sent) else { continue }
            var width = Width(kind: probe.kind, counted: DisplayWidth.columns(of: probe.text), drawn: drawn)
            if !sent.unicodeScalars.elementsEqual(probe.text.unicodeScalars) {
                width.whole = terminal.columns(of: probe.text)
            }
            widths.append(width)
        }
    }

    private func perCharacter(_ text: String, _ terminal: TerminalInquiry) -> Int {
        let columns = terminal.columns(of: text) ?? 0
        return columns.isMultiple(of: text.count) ? columns / text.count : 0
    }

    /// The setting that this terminal needs; nil where its characters are of two minds.
    var ambiguousColumns: Int? {
        let kinds = Set(ambiguous)
        return kinds.count == 1 ? kinds.first.flatMap { 1...2 ~= $0 ? $0 : nil } : nil
    }
}
