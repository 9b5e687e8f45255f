import ChatModel
import TerminalModel
import TextDirection

extension ScreenState {
    /// The lines between the panes, and what stands above them. The pane that has the keys has a heavy line.
    mutating func drawRules(_ layout: ScreenLayout, of frame: inout Frame) {
        frame.fill(layout.divider, with: "│", style: theme.rule)
        drawListHeading(in: layout.threadsHeading, &frame)
        let title = shownThread.map { SafeText($0.title.flat) } ?? "Weft"
        drawHeading(title, in: layout.transcriptHeading, of: .transcript, note: usageOfThread, &frame)
        drawRule(layout.composerRule, of: .composer, &frame)
        drawJunctions(layout, &frame)
        drawPlace(on: layout.composerRule, &frame)
        drawAmendment(on: layout.composerRule, &frame)
    }

    /// Says on the composer's rule that an earlier prompt is being edited.
    private func drawAmendment(on line: Rect, _ frame: inout Frame) {
        guard composer.amendment != nil, !line.isEmpty else { return }
        let hasPlace = threads.selected.flatMap { transcript.anchors[$0] } != nil
        let room = line.columns - 2 - (hasPlace ? 24 : 0)
        let wordings: [SafeText] = [
            " editing an earlier prompt: a new branch ", " editing an earlier prompt ", " editing ",
        ]
        let words = wordings.first { $0.columns <= room } ?? wordings[2]
        let place = Position(column: line.column + 1, row: line.row)
        frame.write(words, at: place, style: theme.attention, end: line.endColumn)
    }

    /// What the thread shown has taken so far.
    private var usageOfThread: SafeText {
        mutating get { threads.selected.map { usage.words(of: $0, in: session) } ?? "" }
    }

    /// - Parameter note: Stands to the right, where enough of the title stays.
    private func drawHeading(
        _ title: SafeText, in area: Rect, of pane: Pane, note: SafeText = "", _ frame: inout Frame
    ) {
        guard area.rows == 2 else { return }
        let hasNote = !note.isEmpty && note.columns + Self.columnsOfTitle <= area.columns
        if hasNote {
            let place = Position(column: area.endColumn - note.columns - 1, row: area.row)
            frame.write(note, at: place, style: theme.secondary, end: area.endColumn)
        }
        var line = area.indented(by: 1)
        line.columns -= hasNote ? note.columns + 2 : 0
        let style = focus == pane ? theme.heading.overlaid(by: theme.accent) : theme.heading
        let place = Position(column: area.column + 1, row: area.row)
        let shown = StyledLine(title.cut(to: line.columns - 1)).displayed(ordersText: settings.ordersText)
        frame.write(shown, at: place, base: style, end: line.endColumn)
        drawRule(Rect(column: area.column, row: area.row + 1, columns: area.columns, rows: 1), of: pane, &frame)
    }

    private static let columnsOfTitle = 28

    /// The name of the list with how much there is to its right; on the rule below them, the limit.
    private func drawListHeading(in area: Rect, _ frame: inout Frame) {
        guard area.rows == 2 else { return }
        let count = listCount ?? ""
        let heading = listHeading
        let free = area.columns - heading.columns - count.columns
        let room = Rect(
            column: area.column, row: area.row, columns: area.columns - (free > 3 ? count.columns + 1 : 0), rows: 2)
        drawHeading(heading, in: room, of: .threads, &frame)
        drawRule(Rect(column: area.column, row: area.row + 1, columns: area.columns, rows: 1), of: .threads, &frame)
        if free > 3 {
            let place = Position(column: area.endColumn - count.columns - 1, row: area.row)
            frame.write(count, at: place, style: theme.secondary, end: area.endColumn)
        }
        guard !threads.limit.isEmpty, area.columns > 6 else { return }
        let words = " " + SafeText(threads.limit.flat).cut(to: area.columns - 4) + " "
        frame.write(
            words, at: Position(column: area.column + 1, row: area.row + 1), style: theme.accent, end: area.endColumn)
    }

    private func drawRule(_ line: Rect, of pane: Pane, _ frame: inout Frame) {
        let hasKeys = focus == pane
        frame.fill(line, with: hasKeys ? "━" : "─", style: hasKeys ? theme.focusedRule : theme.rule)
    }

    private func drawJunctions(_ layout: ScreenLayout, _ frame: inout Frame) {
        guard !layout.divider.isEmpty else { return }
        if !layout.threadsHeading.isEmpty {
            let cross: SafeText =
                switch focus {
                case .threads: "┽"
                case .transcript: "┾"
                case .composer: "┼"
                }
            let place = Position(column: layout.divider.column, row: layout.threadsHeading.row + 1)
            frame.write(cross, at: place, style: theme.rule)
        }
        if !layout.composerRule.isEmpty {
            let place = Position(column: layout.divider.column, row: layout.composerRule.row)
            frame.write(focus == .composer ? "┝" : "├", at: place, style: theme.rule)
        }
    }

    /// Says on the composer's rule that there is text below, and how to get there.
    private mutating func drawPlace(on line: Rect, _ frame: inout Frame) {
        guard let thread = threads.selected, transcript.anchors[thread] != nil, !line.isEmpty else { return }
        let hasNewText = transcript.threadsWithNewText.contains(thread)
        let endTypes = focus == .composer && !composer.editor.isEmpty
        let key: SafeText = endTypes ? "Ctrl-End" : "End"
        let count = transcript.newLines(transcriptScene())
        let new = count == 0 ? "new text below" : SafeText("\(count) new line\(count == 1 ? "" : "s")")
        let words = hasNewText ? " ▼ " + new + ": " + key + " " : " ▼ more below: " + key + " "
        let short: SafeText = hasNewText ? (count == 0 ? " ▼ new " : SafeText(" ▼ \(count) new ")) : " ▼ "
        let text = words.columns + 4 <= line.columns ? words : short
        let place = Position(column: max(line.column, line.endColumn - text.columns - 1), row: line.row)
        let style = hasNewText ? theme.accent : theme.secondary
        frame.write(text, at: place, style: style, end: line.endColumn)
    }
}
