import ChatModel
import TerminalModel

// The page of two variants

extension ScreenState {
    mutating func openComparison() {
        let scene = transcriptScene()
        guard let index = transcript.indexOfVariantAtHand(scene),
            let page = Comparison(scene.messages[index], among: session.variants(of: scene.messages[index]))
        else { return status.refuse("Nothing here has variants") }
        comparison = page
    }

    mutating func showOther() -> [Effect] {
        guard let page = comparison, let other = session.message(page.other, in: page.thread),
            let shown = session.message(page.shown, in: page.thread)
        else { return [] }
        comparison = nil
        return page.thread == threads.selected ? show(other, inPlaceOf: shown, of: page.thread) : []
    }

    mutating func scrollComparison(_ action: Action) {
        let area = Self.areaOfComparison(size)
        guard let count = comparison?.lines(columns: area.columns, theme: theme).count else { return }
        var page = Help(firstRow: comparison?.firstRow ?? 0)
        page.perform(action, lines: count, rows: area.rows)
        comparison?.firstRow = page.firstRow
    }

    mutating func drawComparison(of frame: inout Frame) {
        guard var page = comparison else { return }
        if let message = session.message(page.shown, in: page.thread) { page.update(session.variants(of: message)) }
        defer { comparison = page }
        let area = Self.areaOfComparison(size)
        if area.row >= 3 {
            let heading = Rect(column: 0, row: 0, columns: size.columns, rows: 2)
            frame.drawPageHeading("Two variants", in: heading, theme: theme)
        }
        if area.row > 0 {
            let place = Position(column: area.column, row: area.row - 1)
            frame.write(legend(page, columns: area.columns), at: place, end: area.endColumn)
        }
        let lines = page.lines(columns: area.columns, theme: theme)
        page.firstRow = max(0, min(page.firstRow, lines.count - area.rows))
        for (row, line) in lines.dropFirst(page.firstRow).prefix(area.rows).enumerated() {
            frame.write(line, at: Position(column: area.column, row: area.row + row), end: area.endColumn)
        }
    }

    /// `- 1/3 14:05   + 2/3 14:07 on the screen`, above the sides where there are two.
    private func legend(_ page: Comparison, columns: Int) -> StyledLine {
        guard let pair = page.pair else { return StyledLine() }
        func words(_ sign: SafeText, _ variant: (number: Int, message: Message)) -> SafeText {
            let time = CalendarTime(variant.message.createdAt, offset: utcOffset)
                .words(seenAt: CalendarTime(now, offset: utcOffset))
            let place = SafeText("\(variant.number)/\(page.variants.count)")
            let isShown = variant.message.id == page.shown && columns >= 50
            return sign + place + (columns < 30 ? "" : " " + time) + (isShown ? " in the thread" : "")
        }
        let (old, new) = (words("- ", pair.old), words("+ ", pair.new))
        let gap = columns >= DiffPage.columnsForTwo ? (columns - 3) / 2 + 3 - old.columns : 3
        return StyledLine([Span(old, theme.removed), Span(.blanks(gap)), Span(new, theme.added)])
    }

    private static func areaOfComparison(_ size: Size) -> Rect {
        var area = Rect(column: 0, row: 0, columns: size.columns, rows: size.rows - 1)
        if size.rows >= 12 { _ = area.takeTop(2) }
        if size.rows >= 5 { _ = area.takeTop(1) }
        return area.indented(by: 1)
    }
}
