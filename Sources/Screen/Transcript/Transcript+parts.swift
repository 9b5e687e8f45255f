import ChatModel
import TerminalModel

extension Transcript {
    /// How many rows of a part are shown at first.
    static let rowsOfHead = 20

    /// What was thought before the text: a line each, or opened, and a blank line before the text.
    mutating func thoughtRows(of message: Message, _ scene: Scene) -> [TextRow] {
        let thoughts = message.thoughts
        guard !thoughts.isEmpty else { return [] }
        let rows = rows(of: thoughts, in: message, scene)
        return message.text.isEmpty ? rows : rows + [.ornament(StyledLine())]
    }

    /// What else belongs to a message beside its text, in the order it came: a line each, or opened.
    mutating func partRows(of message: Message, _ scene: Scene) -> [TextRow] {
        let parts = message.partsBelow
        guard !parts.isEmpty else { return [] }
        let rows = rows(of: parts, in: message, scene)
        return message.role == .assistant && !message.text.isEmpty ? [.ornament(StyledLine())] + rows : rows
    }

    private mutating func rows(of parts: [MessagePart], in message: Message, _ scene: Scene) -> [TextRow] {
        let opening = opened[message.id]
        var rows: [TextRow] = []
        for part in parts {
            rows += head(of: part, in: message.id, isOpen: opening != nil, scene).map(TextRow.ornament)
            if let opening, part.hasDetails { rows += details(of: part, in: message.id, opening, scene) }
        }
        return rows
    }

    /// `▸ called lookup_user: {"user_id": 7}`
    private mutating func head(
        of part: MessagePart, in message: MessageID, isOpen: Bool, _ scene: Scene
    ) -> [StyledLine] {
        let theme = scene.theme
        let style = part.kind == .notice ? theme.attention : theme.secondary
        let name = words(of: part, in: message)
        guard part.hasDetails else {
            let isFile = part.kind == .attachment || part.isFile
            let mark: SafeText = isFile ? "" : part.kind == .notice ? "! " : "• "
            return StyledLine(mark + name, style).wrapped(columns: scene.size.columns)
        }
        let mark = Span(isOpen ? "▾ " : "▸ ", theme.accent)
        if isOpen { return StyledLine([mark, Span(name, style)]).wrapped(columns: scene.size.columns) }
        let glimpse = part.glimpse
        let words = glimpse.isEmpty ? name : name + ": " + glimpse
        let line = StyledLine([mark, Span(words.cut(to: scene.size.columns - 2), style)])
        return Array(line.cut(columns: scene.size.columns).prefix(1))
    }

    /// Those of a file are counted once, because it may be long.
    private mutating func words(of part: MessagePart, in message: MessageID) -> SafeText {
        guard part.isFile else { return part.words }
        if let known = fileWords[message]?[part.id] { return known }
        let words = part.words
        fileWords[message, default: [:]][part.id] = words
        return words
    }

    /// What is shown of a part's text knows nothing of the message's text, so it is copied as it is shown.
    private mutating func details(
        of part: MessagePart, in message: MessageID, _ opening: Opening, _ scene: Scene
    ) -> [TextRow] {
        let indent = scene.size.columns >= 20 ? 2 : 0
        partLayouts[message, default: [:]][part.id, default: PartLayout()]
            .update(part, columns: max(1, scene.size.columns - indent), theme: scene.theme)
        let all = partLayouts[message]?[part.id]?.rows ?? []
        let isCut = opening == .heads && all.count > Self.rowsOfHead + 1
        var rows = (isCut ? all[..<Self.rowsOfHead] : all[...]).map { row in
            var row = row
            row.line.spans.insert(Span(.blanks(indent)), at: 0)
            row.leadColumns += indent
            return row
        }
        guard isCut else { return rows }
        let key = Span(Action.details.keyText(lettersAreKeys: scene.lettersAreKeys), scene.theme.accent)
        let words = Span(SafeText("… \(all.count - Self.rowsOfHead) more lines: "), scene.theme.secondary)
        let line = StyledLine([Span(.blanks(indent)), words, key])
        rows += line.cut(columns: scene.size.columns).prefix(1).map(TextRow.ornament)
        return rows
    }

    /// Opens what belongs to a message, shows the rest where that was cut, or closes it again; what was opened is
    /// brought into view, and what was in view stays there otherwise.
    mutating func toggleDetails(of index: Int, _ scene: Scene) {
        let message = scene.messages[index]
        let start = bodyStart(of: message, scene)
        let before = opened[message.id]
        switch before {
        case .heads where hasMore(in: message, scene): opened[message.id] = .whole
        case nil: opened[message.id] = .heads
        default:
            opened[message.id] = nil
            partLayouts[message.id] = nil
        }
        moveText(of: message.id, from: start, to: bodyStart(of: message, scene))
        if before == nil { showDetails(of: index, scene) }
        // The end may have come nearer than the view was.
        if anchors[message.thread] != nil { scroll(by: 0, scene) }
    }

    /// The text of a message begins in another line of its entry now: what is looked at and what is selected moves along.
    mutating func moveText(of message: MessageID, from before: Int, to after: Int) {
        guard before != after else { return }
        func moved(_ line: Int) -> Int { line >= before ? line + after - before : min(line, after - 1) }
        for (thread, anchor) in anchors where anchor.message == message { anchors[thread]?.line = moved(anchor.line) }
        for (thread, end) in ends where end.message == message { ends[thread]?.line = moved(end.line) }
        if let origin = find?.origin, origin.message == message { find?.origin?.line = moved(origin.line) }
        for end in [\Selection.anchor, \Selection.head] {
            guard let place = selection?[keyPath: end], place.message == message else { continue }
            selection?[keyPath: end].inEntry.line = moved(place.inEntry.line)
        }
    }

    private mutating func showDetails(of index: Int, _ scene: Scene) {
        let entry = entry(index, scene)
        let isFirstBlank = entry.parts.first?.line.spans.isEmpty == true
        let below = entry.partsStart + (isFirstBlank ? 1 : 0)
        let isThought = scene.messages[index].thoughts.contains(where: \.hasDetails)
        let place = Place(index: index, line: isThought ? Entry.linesOfHeader : below)
        if place < top(scene) { look(at: place, scene) }
    }

    /// Not all of what belongs to an opened message is shown.
    private func hasMore(in message: Message, _ scene: Scene) -> Bool {
        let layouts = partLayouts[message.id] ?? [:]
        return layouts.values.contains { $0.rows.count > Self.rowsOfHead + 1 }
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
        transcript.findAgain(transcriptScene())
    }
}
