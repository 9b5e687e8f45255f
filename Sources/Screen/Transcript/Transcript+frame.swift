import ChatModel
import TerminalModel

extension Transcript {
    mutating func draw(_ scene: Scene, in area: Rect, of frame: inout Frame) {
        guard !area.isEmpty, !scene.messages.isEmpty else { return }
        var place = top(scene)
        var row = area.row
        while row < area.endRow, place.index < scene.messages.count {
            let entry = entry(place.index, scene)
            for line in min(place.line, entry.count)..<entry.count where row < area.endRow {
                frame.write(entry[line], at: Position(column: area.column, row: row), end: area.endColumn)
                row += 1
            }
            place = Place(index: place.index + 1, line: 0)
        }
        dropUnusedLayouts()
    }

    mutating func entry(_ index: Int, _ scene: Scene) -> Entry {
        let message = scene.messages[index]
        let layout = layout(of: message, columns: scene.size.columns, theme: scene.theme)
        let isBare = message.text.isEmpty
        return Entry(
            header: Self.header(of: message, scene),
            body: isBare ? [] : layout.rows,
            parts: partLines(of: message, scene),
            foot: foot(of: message, scene),
            hasGap: index < scene.messages.count - 1)
    }

    /// `Guide                         14:05`
    private static func header(of message: Message, _ scene: Scene) -> StyledLine {
        let theme = scene.theme
        let name: Span =
            switch message.role {
            case .user: Span("You", theme.person)
            case .assistant: Span(message.author.isEmpty ? "Assistant" : SafeText(message.author), theme.assistant)
            }
        let time = CalendarTime(message.createdAt, offset: scene.offset)
            .words(seenAt: CalendarTime(scene.now, offset: scene.offset))
        let gap = scene.size.columns - name.text.columns - time.columns
        guard gap > 0 else { return StyledLine([Span(name.text.cut(to: scene.size.columns), name.style)]) }
        return StyledLine([name, Span(.blanks(gap)), Span(time, theme.secondary)])
    }
}

extension SafeText {
    static func blanks(_ count: Int) -> SafeText {
        SafeText(String(decoding: repeatElement(UInt8(ascii: " "), count: max(0, count)), as: UTF8.self))
    }
}
