import ChatModel
import TerminalModel
import TextDirection

extension Threads {
    /// What the list shows beside its own state.
    struct Scene {
        let rows: ThreadRows
        let scope: ThreadQuery.Scope
        let running: Set<ThreadID>
        /// Those of them that are being stopped, or wait for their next try.
        let still: Set<ThreadID>
        let queued: Set<ThreadID>
        let drafted: Set<ThreadID>
        /// So many days a thread is kept in the trash.
        let daysOfTrash: Int
        let hasKeys: Bool
        let theme: Theme
        let ordersText: Bool

        var now: Timestamp { rows.now }
    }

    /// - Parameter line: what stands above the rows: the limit, or the name of the list where it has no heading.
    mutating func draw(_ scene: Scene, line: StyledLine?, in area: Rect, of frame: inout Frame) {
        guard !area.isEmpty else { return }
        var list = area
        if let line {
            let place = list.takeTop(1)
            frame.write(
                line.spans, from: Position(column: place.column + 1, row: place.row), base: Style(),
                end: place.endColumn)
        }
        guard !list.isEmpty else { return }
        guard scene.rows.count > 0 else { return drawNothing(scene, in: list, of: &frame) }
        scroll(to: scene.rows, rows: list.rows)
        for (row, item) in scene.rows.lines(from: top, rows: list.rows).enumerated() {
            let line = Rect(column: list.column, row: list.row + row, columns: list.columns, rows: 1)
            let start = Position(column: line.column + 1, row: line.row)
            if item.isHeading {
                let today = CalendarDay(scene.now, offset: scene.rows.offset)
                let words = scene.rows.heading(at: item.place)?.words(seenAt: today) ?? ""
                frame.write(
                    words.cut(to: line.columns - 1), at: start, style: scene.theme.secondary, end: line.endColumn)
            } else if let thread = scene.rows[item.place] {
                drawRow(of: thread, scene, in: line, of: &frame)
            } else {
                let place = Position(column: line.column + 3, row: line.row)
                frame.write("·····", at: place, style: scene.theme.rule, end: line.endColumn)
            }
        }
    }

    private func drawNothing(_ scene: Scene, in list: Rect, of frame: inout Frame) {
        let words: SafeText =
            if query.filter != .all { "No thread fits" } else {
                switch scene.scope {
                case .current: ""
                case .archived: "Nothing is archived"
                case .trash: "The trash is empty"
                }
            }
        let place = Position(column: list.column + 3, row: list.row)
        frame.write(words.cut(to: list.columns - 3), at: place, style: scene.theme.secondary, end: list.endColumn)
    }

    /// `▌◆*Title of the thread  work   2h `
    private func drawRow(of thread: ChatThread, _ scene: Scene, in line: Rect, of frame: inout Frame) {
        let theme = scene.theme
        var base = theme.text
        if thread.id == selected {
            base = base.overlaid(by: scene.hasKeys ? theme.focusedSelection : theme.selection)
            frame.fill(line, style: base)
            let bar = scene.hasKeys ? theme.accent : theme.rule
            frame.write("▌", at: Position(column: line.column, row: line.row), style: base.overlaid(by: bar))
        }
        if let mark = mark(of: thread, scene) {
            let place = Position(column: line.column + 1, row: line.row)
            frame.write(mark.text, at: place, style: base.overlaid(by: mark.style), end: line.endColumn)
        }
        if tagged.contains(thread.id) {
            let place = Position(column: line.column + 2, row: line.row)
            frame.write("*", at: place, style: base.overlaid(by: theme.attention), end: line.endColumn)
        }
        let end = drawAge(of: thread, scene, base, in: line, of: &frame)
        drawTitle(of: thread, scene, base, from: line.column + 3, to: end, inRow: line.row, of: &frame)
    }

    /// - Returns: the column that the title may not reach over.
    private func drawAge(
        of thread: ChatThread, _ scene: Scene, _ base: Style, in line: Rect, of frame: inout Frame
    ) -> Int {
        guard line.columns >= 16 else { return line.endColumn }
        let words = Self.age(of: thread, scene.rows, scene.daysOfTrash)
        guard line.columns >= 16 + words.columns else { return line.endColumn }
        let place = Position(column: line.endColumn - words.columns - 1, row: line.row)
        frame.write(words, at: place, style: base.overlaid(by: scene.theme.secondary), end: line.endColumn)
        return place.column - 1
    }

    private func drawTitle(
        of thread: ChatThread, _ scene: Scene, _ base: Style, from start: Int, to end: Int, inRow row: Int,
        of frame: inout Frame
    ) {
        let theme = scene.theme
        let title = SafeText(thread.title.flat)
        let labels = labels(of: thread, columns: end - start - title.columns - 2)
        let titleEnd = labels.isEmpty ? end : end - labels.columns - 2
        let style = thread.isUnread ? base.overlaid(by: theme.heading) : base
        let shown = StyledLine(title.cut(to: titleEnd - start)).displayed(ordersText: scene.ordersText)
        frame.write(shown, at: Position(column: start, row: row), base: style, end: titleEnd)
        let place = Position(column: end - labels.columns, row: row)
        frame.write(labels, at: place, style: base.overlaid(by: theme.list.label), end: end)
    }

    /// As many whole labels as fit.
    private func labels(of thread: ChatThread, columns: Int) -> SafeText {
        var words: SafeText = ""
        for label in thread.labels {
            let longer = words.isEmpty ? SafeText(label.flat) : words + " " + SafeText(label.flat)
            guard longer.columns <= columns else { break }
            words = longer
        }
        return words
    }

    private func mark(of thread: ChatThread, _ scene: Scene) -> Span? {
        let list = scene.theme.list
        if scene.running.contains(thread.id) {
            return Span(scene.still.contains(thread.id) ? "●" : Spinner.mark(at: scene.now), list.running)
        }
        if scene.queued.contains(thread.id) { return Span("»", list.queued) }
        if thread.hasFailed { return Span("!", list.failed) }
        if thread.isUnread { return Span("◆", list.unread) }
        // What stands unsent in the thread shown is on the screen.
        if thread.id != selected, scene.drafted.contains(thread.id) { return Span("✎", list.draft) }
        if thread.isPinned, !scene.rows.hasHeadings { return Span("^", list.pinned) }
        return nil
    }
}

// What time changes

extension Threads {
    static func age(of thread: ChatThread, _ rows: ThreadRows, _ daysOfTrash: Int) -> SafeText {
        if let deleted = thread.deletedAt { return Age.left(since: deleted, days: daysOfTrash, at: rows.now) }
        let moment = rows.sort == .creation ? thread.createdAt : thread.activeAt
        return Age.words(of: moment, at: rows.now, offset: rows.offset)
    }

    /// When a row of the screen will look different because of time alone.
    func nextChange(_ scene: Scene, rows: Int) -> Timestamp? {
        var moments: [Timestamp?] = []
        for line in scene.rows.lines(from: scene.rows.nearest(to: top), rows: rows) {
            guard let thread = scene.rows[line.place] else { continue }
            if line.isHeading {
                guard scene.rows.heading(at: line.place)?.changesByDay == true else { continue }
                let today = CalendarDay(scene.now, offset: scene.rows.offset)
                moments.append(CalendarDay(daysSince1970: today.daysSince1970 + 1).start(offset: scene.rows.offset))
                continue
            }
            if let deleted = thread.deletedAt {
                moments.append(Age.nextChangeOfLeft(since: deleted, days: scene.daysOfTrash, at: scene.now))
            } else {
                let moment = scene.rows.sort == .creation ? thread.createdAt : thread.activeAt
                moments.append(Age.nextChange(of: moment, at: scene.now))
            }
            if scene.running.contains(thread.id), !scene.still.contains(thread.id) {
                moments.append(Spinner.nextChange(after: scene.now))
            }
        }
        return moments.compactMap { $0 }.min()
    }
}

extension Rect {
    /// The rows of a list's area that show threads.
    /// - Parameter hasLine: something stands above them.
    func listArea(hasLine: Bool) -> Rect {
        var area = self
        if hasLine { _ = area.takeTop(1) }
        return area
    }
}
