import ChatModel
import TerminalModel
import TextDirection

extension Threads {
    /// What the list shows beside its own state.
    struct Scene {
        let threads: [ChatThread]
        let running: Set<ThreadID>
        let now: Timestamp
        let offset: Duration
        let hasKeys: Bool
        let theme: Theme
        let ordersText: Bool
    }

    mutating func draw(_ scene: Scene, in area: Rect, of frame: inout Frame) {
        guard !area.isEmpty else { return }
        scroll(to: scene.threads, rows: area.rows)
        for (row, thread) in scene.threads.dropFirst(firstRow).prefix(area.rows).enumerated() {
            let line = Rect(column: area.column, row: area.row + row, columns: area.columns, rows: 1)
            draw(thread, scene, in: line, of: &frame)
        }
    }

    private mutating func scroll(to threads: [ChatThread], rows: Int) {
        if !isScrolled, let index = threads.firstIndex(where: { $0.id == selected }) {
            firstRow = min(max(firstRow, index - rows + 1), index)
        }
        firstRow = max(0, min(firstRow, threads.count - rows))
    }

    /// `▌ ● Title of the thread      2h `
    private func draw(_ thread: ChatThread, _ scene: Scene, in line: Rect, of frame: inout Frame) {
        let theme = scene.theme
        let isSelected = thread.id == selected
        var base = theme.text
        if isSelected {
            base = base.overlaid(by: scene.hasKeys ? theme.focusedSelection : theme.selection)
            frame.fill(line, style: base)
            let bar = scene.hasKeys ? theme.accent : theme.rule
            frame.write("▌", at: Position(column: line.column, row: line.row), style: base.overlaid(by: bar))
        }
        if let mark = mark(of: thread, scene) {
            let place = Position(column: line.column + 1, row: line.row)
            frame.write(mark.text, at: place, style: base.overlaid(by: mark.style), end: line.endColumn)
        }
        let age = Age.words(of: thread.activeAt, at: scene.now, offset: scene.offset)
        let hasRoomForAge = line.columns >= 16
        let end = line.endColumn - (hasRoomForAge ? age.columns + 2 : 0)
        let title = SafeText(thread.title).cut(to: end - line.column - 3)
        let titleStyle = thread.isUnread ? base.overlaid(by: theme.heading) : base
        let shown = StyledLine(title).displayed(ordersText: scene.ordersText)
        frame.write(shown, at: Position(column: line.column + 3, row: line.row), base: titleStyle, end: end)
        guard hasRoomForAge else { return }
        let place = Position(column: end + 1, row: line.row)
        frame.write(age, at: place, style: base.overlaid(by: theme.secondary), end: line.endColumn)
    }

    private func mark(of thread: ChatThread, _ scene: Scene) -> Span? {
        if scene.running.contains(thread.id) { return Span("●", scene.theme.list.running) }
        if thread.hasFailed { return Span("!", scene.theme.list.failed) }
        if thread.isUnread { return Span("◆", scene.theme.list.unread) }
        return nil
    }
}
