import ChatModel
import TerminalModel
import TextDirection

extension Transcript {
    mutating func draw(_ scene: Scene, in area: Rect, of frame: inout Frame) {
        guard !area.isEmpty, !scene.messages.isEmpty else { return }
        var place = top(scene)
        var row = area.row
        let selected = selected(scene)
        while row < area.endRow, place.index < scene.messages.count {
            let entry = entry(place.index, scene)
            for line in min(place.line, entry.count)..<entry.count where row < area.endRow {
                let marked = marked(entry[line], line: line, of: place.index, selected, scene)
                let shown = shown(marked, isCode: entry.isCode(line), columns: area.columns, scene)
                frame.write(shown, at: Position(column: area.column, row: row), end: area.endColumn)
                row += 1
            }
            place = Place(index: place.index + 1, line: 0)
        }
        dropUnusedLayouts()
    }

    /// A row with what is found and selected in it marked.
    private func marked(
        _ row: TextRow, line: Int, of index: Int, _ selected: SelectedText?, _ scene: Scene
    ) -> TextRow {
        guard find?.results != nil || selected != nil, row.isText else { return row }
        var marked = row
        for (range, style) in hits(inLine: line, of: index, row: row, scene.theme) {
            marked.line = marked.line.marked(range, style)
        }
        guard let selected, let clusters = selected.clusters(inLine: line, of: index, row: row) else { return marked }
        if row.clusterCount == row.leadClusters { marked.line.spans.append(Span(" ", scene.theme.marked)) }
        marked.line = marked.line.marked(clusters, scene.theme.marked)
        if let head = cursor(line: line, of: index, scene) {
            let last = max(row.leadClusters, row.clusterCount - 1)
            let cluster = max(row.leadClusters, min(head, last))
            marked.line = marked.line.marked(cluster..<cluster + 1, scene.theme.cursor)
        }
        return marked
    }

    /// Where the moving end of a selection by keys is, if it is in this line.
    private func cursor(line: Int, of index: Int, _ scene: Scene) -> Int? {
        guard let selection, !selection.isByMouse, selection.shape == .characters || selection.shape == .lines,
            let head = spot(selection.head, scene), head.place == Place(index: index, line: line)
        else { return nil }
        return head.cluster
    }

    /// A row as it is drawn.
    func shown(_ row: TextRow, isCode: Bool, columns: Int, _ scene: Scene) -> StyledLine {
        let ordered = row.displayed(columns: columns, ordersText: scene.ordersText)
        guard row.columns > columns || pan > 0 && isCode else { return ordered }
        return ordered.panned(by: pan, after: row.leadColumns, columns: columns, mark: scene.theme.secondary)
    }

    mutating func entry(_ index: Int, _ scene: Scene) -> Entry {
        let message = scene.messages[index]
        let layout = layout(of: message, scene)
        let isBare = message.text.isEmpty
        return Entry(
            header: .ornament(Self.header(of: message, scene)),
            thoughts: thoughtRows(of: message, scene),
            body: isBare ? [] : layout.rows,
            blocks: layout.blocks,
            parts: partRows(of: message, scene),
            foot: (foot(of: message, scene) + Self.cutLines(below: index, scene)).map(TextRow.ornament),
            hasGap: index < scene.messages.count - 1)
    }

    /// How many lines an entry has; cheaper than the entry, whose head is not made for it.
    mutating func count(_ index: Int, _ scene: Scene) -> Int {
        let message = scene.messages[index]
        let rows = layout(of: message, scene).rows.count
        let body = message.text.isEmpty ? 0 : rows
        let lines = thoughtRows(of: message, scene).count + body + partRows(of: message, scene).count
        let foot = foot(of: message, scene).count + Self.cutLines(below: index, scene).count
        return Entry.linesOfHeader + lines + foot + (index < scene.messages.count - 1 ? 1 : 0)
    }

    /// `Guide  2/3                    14:05`
    private static func header(of message: Message, _ scene: Scene) -> StyledLine {
        let theme = scene.theme
        var name: Span =
            switch message.role {
            case .user: Span("You", theme.person)
            case .assistant: Span(message.author.isEmpty ? "Assistant" : SafeText(message.author), theme.assistant)
            }
        let time = CalendarTime(message.createdAt, offset: scene.offset)
            .words(seenAt: CalendarTime(scene.now, offset: scene.offset))
        let mark = variantMark(of: message, scene)
        let room = scene.size.columns - mark.columns
        name.text = name.text.cut(to: max(1, room))
        let gap = room - name.text.columns - time.columns
        guard gap > 0 else { return StyledLine([name] + mark.spans) }
        return StyledLine([name] + mark.spans + [Span(.blanks(gap)), Span(time, theme.secondary)])
    }
}

extension StyledLine {
    /// The part of a line that is too wide which the pane shows, with a mark where it goes on.
    /// - Parameter lead: so many columns stay where they are.
    fileprivate func panned(by pan: Int, after lead: Int, columns: Int, mark: Style) -> StyledLine {
        let lead = min(lead, columns)
        let whole = self.columns
        guard columns - lead > 2 else { return self.columns(0..<columns) }
        let start = lead + pan
        let hasMore = whole > start + columns - lead
        let hasLess = pan > 0 && whole > lead
        var spans = self.columns(0..<lead).spans
        if hasLess { spans.append(Span("‹", mark)) }
        spans +=
            self.columns(start + (hasLess ? 1 : 0)..<max(start + 1, start + columns - lead - (hasMore ? 1 : 0))).spans
        return StyledLine(hasMore ? spans + [Span("›", mark)] : spans)
    }
}

extension SafeText {
    static func blanks(_ count: Int) -> SafeText {
        SafeText(String(decoding: repeatElement(UInt8(ascii: " "), count: max(0, count)), as: UTF8.self))
    }
}
