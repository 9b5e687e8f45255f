import ChatModel
import TerminalModel

extension Picker {
    /// Where the parts of the page are, for one size.
    struct Areas {
        var heading = Rect.none
        var filter = Rect.none
        var list = Rect.none
        /// What is to be said of the row selected, below a rule.
        var words = Rect.none

        private static let rowsForHeading = 12
        private static let rowsForWords = 10
        private static let rowsOfWords = 2

        init(_ size: Size) {
            var rest = Rect(column: 0, row: 0, columns: size.columns, rows: size.rows - (size.rows >= 2 ? 1 : 0))
            if size.rows >= Self.rowsForHeading { heading = rest.takeTop(2) }
            filter = rest.takeTop(1)
            if size.rows >= Self.rowsForWords { words = rest.takeBottom(Self.rowsOfWords + 1) }
            list = rest
        }
    }

    mutating func draw(_ scene: Scene, on size: Size, of frame: inout Frame) {
        let areas = Areas(size)
        let rows = rows(scene)
        scroll(to: rows, height: areas.list.rows)
        frame.drawPageHeading("Who answers in “" + scene.title + "”", in: areas.heading, theme: scene.theme)
        frame.drawFilter(filter, in: areas.filter, theme: scene.theme)
        for (row, item) in rows.dropFirst(firstRow).prefix(areas.list.rows).enumerated() {
            let line = Rect(
                column: areas.list.column, row: areas.list.row + row, columns: areas.list.columns, rows: 1)
            draw(item, scene, in: line, of: &frame)
        }
        if rows.isEmpty, !areas.list.isEmpty {
            let place = Position(column: 3, row: areas.list.row)
            frame.write("Nothing fits", at: place, style: scene.theme.secondary)
        }
        drawWords(rows.first { $0.id == selected }, scene, in: areas.words, of: &frame)
    }

    /// `▌✓  Ada            Explains mathematics step by step`
    private func draw(_ row: PickerRow, _ scene: Scene, in line: Rect, of frame: inout Frame) {
        let theme = scene.theme
        var base = theme.text
        if row.id == selected, row.isSelectable {
            base = base.overlaid(by: theme.focusedSelection)
            frame.fill(line, style: base)
            let place = Position(column: line.column, row: line.row)
            frame.write("▌", at: place, style: base.overlaid(by: theme.accent))
        }
        if row.isChosen(scene.choice) {
            let place = Position(column: line.column + 1, row: line.row)
            frame.write("✓", at: place, style: base.overlaid(by: theme.accent), end: line.endColumn)
        }
        let isService = row.kind == .service
        let start = line.column + (isService ? 3 : 5)
        let end = line.endColumn - 1
        let besides = row.choice == nil || line.columns < 50 ? [] : row.details(scene)
        let nameEnd = besides.isEmpty ? end : line.column + min(36, line.columns * 2 / 5)
        let name = row.heading(scene)
        let place = Position(column: start, row: line.row)
        frame.write(
            name.text.cut(to: nameEnd - start), at: place, style: base.overlaid(by: name.style), end: nameEnd)
        frame.write(
            besides, from: Position(column: nameEnd + 2, row: line.row), base: base, end: end)
    }

    private func drawWords(_ row: PickerRow?, _ scene: Scene, in area: Rect, of frame: inout Frame) {
        guard let row, area.rows > 1 else { return }
        var area = area
        frame.fill(area.takeTop(1), with: "─", style: scene.theme.rule)
        let room = area.indented(by: 1)
        let lines = row.words(scene).flatMap { $0.wrapped(columns: room.columns) }
        frame.write(lines, in: room)
    }
}
