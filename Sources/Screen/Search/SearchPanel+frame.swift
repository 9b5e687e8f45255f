import ChatModel
import TerminalModel
import TextDirection

extension SearchPanel {
    struct Scene {
        let now: Timestamp
        let offset: Duration
        let theme: Theme
        let ordersText: Bool
    }

    /// Where the parts of the page are, for one size.
    struct Areas {
        var heading = Rect.none
        var field = Rect.none
        var list = Rect.none

        init(_ size: Size) {
            var rest = Rect(column: 0, row: 0, columns: size.columns, rows: size.rows - (size.rows >= 2 ? 1 : 0))
            if size.rows >= ScreenLayout.rowsForHeadings { heading = rest.takeTop(2) }
            field = rest.takeTop(1)
            list = rest
        }

        /// A hit takes two rows.
        var hits: Int { max(1, list.rows / 2) }
    }

    mutating func draw(_ scene: Scene, on size: Size, of frame: inout Frame) {
        let areas = Areas(size)
        scroll(hits: areas.hits)
        frame.drawPageHeading("Search in all threads", in: areas.heading, theme: scene.theme)
        let label: SafeText = size.columns < 30 ? "›" : "Search ›"
        frame.drawField(label, editor, beside: count, in: areas.field.indented(by: 1), theme: scene.theme)
        for (number, hit) in hits.enumerated().dropFirst(firstRow).prefix(areas.hits) {
            let row = areas.list.row + (number - firstRow) * 2
            let area = Rect(column: 0, row: row, columns: size.columns, rows: min(2, areas.list.endRow - row))
            draw(hit, isSelected: number == selected, scene, in: area, of: &frame)
        }
        guard hits.isEmpty, !areas.list.isEmpty else { return }
        let place = Position(column: min(3, size.columns / 8), row: areas.list.row)
        let room = size.columns - place.column
        let words: SafeText =
            if text.isEmpty { "Type what was said, or a part of it" } else { isSearching ? "" : "Nothing is found" }
        frame.write(words.cut(to: room), at: place, style: scene.theme.secondary)
    }

    /// "12 found", "50+ found".
    private var count: SafeText {
        if isSearching { return "searching…" }
        guard let answer, !text.isEmpty, !answer.hits.isEmpty else { return "" }
        return SafeText("\(answer.hits.count)\(answer.hasMore ? "+" : "") found")
    }

    /// `▌ Title of the thread                       Guide · 12 Nov 14:05`
    /// `      …a piece of the text around what was found…`
    private func draw(
        _ hit: SearchHit, isSelected: Bool, _ scene: Scene, in area: Rect, of frame: inout Frame
    ) {
        let theme = scene.theme
        var base = theme.text
        if isSelected {
            base = base.overlaid(by: theme.focusedSelection)
            frame.fill(area, style: base)
            let bar = Rect(column: area.column, row: area.row, columns: min(1, area.columns), rows: area.rows)
            frame.fill(bar, with: "▌", style: base.overlaid(by: theme.accent))
        }
        let room = area.columns < 30 ? area : area.indented(by: 2)
        let start = area.columns < 30 ? min(1, area.columns) : room.column
        let moment = CalendarTime(hit.moment, offset: scene.offset).words(
            seenAt: CalendarTime(scene.now, offset: scene.offset))
        let who: SafeText = hit.role == .user ? "you" : hit.role == .assistant ? "reply" : "title"
        let wordings: [SafeText] = [who + " · " + moment, moment, ""]
        let title = SafeText(hit.title.flat)
        let least = min(title.columns, 20) + 2
        let beside = wordings.first { $0.columns + least <= room.endColumn - start } ?? ""
        let end = room.endColumn - (beside.isEmpty ? 0 : beside.columns + 2)
        let shown = StyledLine(title.cut(to: end - start), theme.heading).displayed(ordersText: scene.ordersText)
        frame.write(shown, at: Position(column: start, row: area.row), base: base, end: end)
        let place = Position(column: room.endColumn - beside.columns, row: area.row)
        frame.write(beside, at: place, style: base.overlaid(by: theme.secondary), end: room.endColumn)
        guard area.rows > 1 else { return }
        let indent = area.columns < 30 ? start : start + 2
        let line = hit.line(columns: room.endColumn - indent, theme).displayed(ordersText: scene.ordersText)
        frame.write(line, at: Position(column: indent, row: area.row + 1), base: base, end: room.endColumn)
    }
}

extension SearchHit {
    /// The snippet in one row with what matches marked; the first match is in it.
    func line(columns: Int, _ theme: Theme) -> StyledLine {
        let bytes = Array(snippet.utf8)
        var spans: [Span] = []
        var place = 0
        func add(_ range: Range<Int>, _ style: Style) {
            guard !range.isEmpty else { return }
            spans.append(Span(SafeText(String(decoding: bytes[range], as: UTF8.self).flat), style))
        }
        for match in matches where match.lowerBound >= place && match.upperBound <= bytes.count {
            add(place..<match.lowerBound, theme.text)
            add(match, theme.found)
            place = match.upperBound
        }
        add(place..<bytes.count, theme.text)
        if let lead = spans.first, spans.count > 1, matches.first.map({ $0.lowerBound > 0 }) == true {
            spans[0].text = lead.text.tail(max(columns / 3, columns - (spans[1].text.columns + 8)), unless: columns)
        }
        return StyledLine(spans).cut(columns: max(1, columns)).first ?? StyledLine()
    }
}

extension SafeText {
    /// The text, or as much of its end as fits with an ellipsis before it.
    /// - Parameter whole: at most so many columns are left as they are.
    fileprivate func tail(_ columns: Int, unless whole: Int) -> SafeText {
        let most = min(columns, max(1, whole / 2))
        guard self.columns > most else { return self }
        var tail = ""
        var used = 1
        for cluster in string.reversed() {
            used += DisplayWidth.columns(of: cluster)
            guard used <= most else { break }
            tail.insert(cluster, at: tail.startIndex)
        }
        return "…" + SafeText(tail)
    }
}
