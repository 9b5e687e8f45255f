import ChatModel
import TerminalModel

extension Transcript {
    /// What belongs to a message beside its text, in the order it came: a line each, or opened.
    mutating func partLines(of message: Message, _ scene: Scene) -> [StyledLine] {
        guard !message.parts.isEmpty else { return [] }
        let isOpen = opened.contains(message.id)
        var lines: [StyledLine] = message.role == .assistant && !message.text.isEmpty ? [StyledLine()] : []
        for part in message.parts {
            lines += Self.head(of: part, isOpen: isOpen, scene)
            if isOpen, part.hasDetails { lines += details(of: part, in: message.id, scene) }
        }
        return lines
    }

    /// `▸ called lookup_user: {"user_id": 7}`
    private static func head(of part: MessagePart, isOpen: Bool, _ scene: Scene) -> [StyledLine] {
        let theme = scene.theme
        let style = part.kind == .notice ? theme.attention : theme.secondary
        guard part.hasDetails else {
            let mark: SafeText = part.kind == .attachment ? "" : part.kind == .notice ? "! " : "• "
            return StyledLine(mark + part.words, style).wrapped(columns: scene.size.columns)
        }
        let mark = Span(isOpen ? "▾ " : "▸ ", theme.accent)
        if isOpen { return StyledLine([mark, Span(part.words, style)]).wrapped(columns: scene.size.columns) }
        let glimpse = part.glimpse
        let words = glimpse.isEmpty ? part.words : part.words + ": " + glimpse
        let line = StyledLine([mark, Span(words.cut(to: scene.size.columns - 2), style)])
        return Array(line.cut(columns: scene.size.columns).prefix(1))
    }

    private mutating func details(of part: MessagePart, in message: MessageID, _ scene: Scene) -> [StyledLine] {
        let indent = scene.size.columns >= 20 ? 2 : 0
        partLayouts[message, default: [:]][part.id, default: PartLayout()]
            .update(part.text, columns: max(1, scene.size.columns - indent), theme: scene.theme)
        let lines = partLayouts[message]?[part.id]?.lines ?? []
        return lines.map { StyledLine([Span(.blanks(indent))] + $0.spans) }
    }

    /// Opens or closes what belongs to a message; what was opened is brought into view.
    mutating func toggleDetails(of index: Int, _ scene: Scene) {
        let message = scene.messages[index]
        guard opened.remove(message.id) == nil else {
            partLayouts[message.id] = nil
            // The end may have come nearer than the view was.
            if anchors[message.thread] != nil { scroll(by: 0, scene) }
            return
        }
        opened.insert(message.id)
        let entry = entry(index, scene)
        let isFirstBlank = entry.parts.first?.spans.isEmpty == true
        let place = Place(index: index, line: entry.partsStart + (isFirstBlank ? 1 : 0))
        if place < top(scene) { look(at: place, scene) }
    }

    /// The first message on the screen that has something to open.
    mutating func shownWithDetails(_ scene: Scene) -> Int? {
        var place = top(scene)
        var rows = scene.size.rows
        while rows > 0, place.index < scene.messages.count {
            if scene.messages[place.index].hasDetails { return place.index }
            rows -= entry(place.index, scene).count - place.line
            place = Place(index: place.index + 1, line: 0)
        }
        return nil
    }
}

// What the whole asks of it

extension ScreenState {
    /// Opens or closes the details of the last reply or, from the transcript, of the first message on the screen that
    /// has any.
    mutating func toggleDetails() {
        let scene = transcriptScene()
        let shown = focus == .transcript ? transcript.shownWithDetails(scene) : nil
        let last = scene.messages.lastIndex { $0.role == .assistant && $0.hasDetails && $0.id == lastReply?.id }
        guard let index = shown ?? last else { return status.refuse("Nothing on the screen has details") }
        transcript.toggleDetails(of: index, scene)
    }
}
