import TerminalModel

extension ThemePicker {
    /// Where the parts of the page are, for one size.
    struct Areas {
        var heading = Rect.none
        var filter = Rect.none
        var list = Rect.none
        /// What is to be said of the row selected, below a rule.
        var words = Rect.none
        var divider = Rect.none
        /// What the theme looks like.
        var sample = Rect.none

        private static let rowsForHeading = 12
        private static let rowsForWords = 10
        private static let rowsOfWords = 2
        private static let columnsForSample = 60

        init(_ size: Size) {
            var rest = Rect(column: 0, row: 0, columns: size.columns, rows: size.rows - (size.rows >= 2 ? 1 : 0))
            if size.rows >= Self.rowsForHeading { heading = rest.takeTop(2) }
            if size.rows >= Self.rowsForWords { words = rest.takeBottom(Self.rowsOfWords + 1) }
            if size.columns >= Self.columnsForSample {
                let columns = min(32, max(24, size.columns * 35 / 100))
                divider = Rect(column: columns, row: rest.row, columns: 1, rows: rest.rows)
                sample = Rect(
                    column: columns + 1, row: rest.row, columns: size.columns - columns - 1, rows: rest.rows)
                rest = Rect(column: 0, row: rest.row, columns: columns, rows: rest.rows)
            }
            filter = rest.takeTop(1)
            list = rest
        }
    }

    mutating func draw(_ scene: Scene, on size: Size, of frame: inout Frame) {
        let areas = Areas(size)
        let theme = scene.theme
        let rows = rows(scene.shelf)
        scroll(to: rows, height: areas.list.rows)
        frame.drawPageHeading("Theme", in: areas.heading, theme: theme)
        frame.fill(areas.divider, with: "│", style: theme.rule)
        frame.drawFilter(filter, in: areas.filter, theme: theme)
        for (row, item) in rows.dropFirst(firstRow).prefix(areas.list.rows).enumerated() {
            let line = Rect(
                column: areas.list.column, row: areas.list.row + row, columns: areas.list.columns, rows: 1)
            draw(item, scene, in: line, of: &frame)
        }
        if rows.isEmpty, !areas.list.isEmpty {
            frame.write("Nothing fits", at: Position(column: 3, row: areas.list.row), style: theme.secondary)
        }
        drawSample(in: areas.sample, theme, &frame)
        drawWords(rows.first { $0.name == selected }, scene, areas, &frame)
    }

    /// `▌✓ nord               dark `
    private func draw(_ row: Row, _ scene: Scene, in line: Rect, of frame: inout Frame) {
        let theme = scene.theme
        var base = theme.text
        if row.name == selected {
            base = base.overlaid(by: theme.focusedSelection)
            frame.fill(line, style: base)
            frame.write("▌", at: Position(column: line.column, row: line.row), style: base.overlaid(by: theme.accent))
        }
        let (mark, style): (SafeText, Style) =
            row.entry?.problem != nil
            ? ("!", theme.list.failed) : (row.name == scene.wish.name ? "✓" : "", theme.accent)
        let place = Position(column: line.column + 1, row: line.row)
        frame.write(mark, at: place, style: base.overlaid(by: style), end: line.endColumn)
        let kind = Self.kind(of: row)
        let end = line.endColumn - 1 - (kind.isEmpty ? 0 : kind.columns + 1)
        let start = Position(column: line.column + 3, row: line.row)
        frame.write(SafeText(row.name.flat).cut(to: end - start.column), at: start, style: base, end: end)
        let side = Position(column: line.endColumn - 1 - kind.columns, row: line.row)
        frame.write(kind, at: side, style: base.overlaid(by: theme.secondary), end: line.endColumn)
    }

    private static func kind(of row: Row) -> SafeText {
        guard let entry = row.entry, entry.problem == nil, entry.ground != .any else { return "" }
        return SafeText(entry.ground.rawValue)
    }

    private func drawSample(in area: Rect, _ theme: Theme, _ frame: inout Frame) {
        guard !area.isEmpty else { return }
        let room = area.indented(by: 1)
        for (row, line) in ThemeSample.lines(columns: room.columns, theme).prefix(room.rows).enumerated() {
            frame.write(line, at: Position(column: room.column, row: room.row + row), end: room.endColumn)
        }
    }

    private func drawWords(_ row: Row?, _ scene: Scene, _ areas: Areas, _ frame: inout Frame) {
        guard areas.words.rows > 1 else { return }
        var area = areas.words
        let rule = area.takeTop(1)
        frame.fill(rule, with: "─", style: scene.theme.rule)
        if !areas.divider.isEmpty {
            frame.write("┴", at: Position(column: areas.divider.column, row: rule.row), style: scene.theme.rule)
        }
        let room = area.indented(by: 1)
        frame.write(row.map { words($0, scene) }?.wrapped(columns: room.columns) ?? [], in: room)
    }

    private func words(_ row: Row, _ scene: Scene) -> StyledLine {
        let theme = scene.theme
        guard let entry = row.entry else {
            var wish = scene.wish
            wish.name = ThemeWish.automatic
            let ground: SafeText = scene.isOnLight ? "light" : "dark"
            let name = SafeText(wish.theme(onLight: scene.isOnLight).flat)
            return StyledLine("By the background of the terminal: " + ground + ", so " + name, theme.secondary)
        }
        if let problem = entry.problem { return StyledLine("! " + SafeText(problem.flat), theme.failure) }
        let use: SafeText =
            switch entry.ground {
            case .dark: "For dark terminals"
            case .light: "For light terminals"
            case .any: "For every terminal"
            }
        return StyledLine(use + " · " + SafeText(entry.place.flat), theme.secondary)
    }
}
