import ChatModel
import TerminalModel

extension Status {
    /// A piece of the line. Those of lower rank give way first.
    private struct Piece {
        let spans: [Span]
        let rank: Int
        let isHint: Bool

        var columns: Int { spans.reduce(0) { $0 + $1.text.columns } }
    }

    func draw(_ scene: Scene, in area: Rect, of frame: inout Frame) {
        guard !area.isEmpty else { return }
        let room = area.indented(by: 1)
        let pieces = fitting(news(scene, columns: room.columns) + facts(scene) + hints(scene), columns: room.columns)
        var column = room.column
        for piece in pieces where !piece.isHint {
            if column > room.column { column = write(.separator, scene, column, room, &frame) }
            for span in piece.spans {
                let place = Position(column: column, row: room.row)
                let text = span.text.cut(to: room.endColumn - column)
                column = frame.write(text, at: place, style: span.style, end: room.endColumn)
            }
        }
        let hints = pieces.filter(\.isHint)
        let needed = hints.reduce(0) { $0 + $1.columns } + max(0, hints.count - 1) * 3
        column = max(room.column, room.endColumn - needed)
        for hint in hints {
            for span in hint.spans {
                let place = Position(column: column, row: room.row)
                let text = span.text.cut(to: room.endColumn - column)
                column = frame.write(text, at: place, style: span.style, end: room.endColumn)
            }
            column += 3
        }
    }

    private func write(_ text: SafeText, _ scene: Scene, _ column: Int, _ room: Rect, _ frame: inout Frame) -> Int {
        let place = Position(column: column, row: room.row)
        return frame.write(text, at: place, style: scene.theme.secondary, end: room.endColumn)
    }

    /// As many pieces as fit, by rank, in their order. The first fits always, if need be cut.
    private func fitting(_ pieces: [Piece], columns: Int) -> [Piece] {
        var free = columns
        var kept: Set<Int> = []
        for (index, piece) in pieces.enumerated().sorted(by: { $0.element.rank < $1.element.rank }) {
            let needed = piece.columns + (kept.isEmpty ? 0 : 3)
            guard kept.isEmpty || needed <= free else { continue }
            kept.insert(index)
            free -= needed
        }
        return pieces.indices.filter(kept.contains).map { pieces[$0] }
    }

    /// What the person has to know: the answer to a key, and troubles.
    private func news(_ scene: Scene, columns: Int) -> [Piece] {
        let theme = scene.theme
        var pieces: [Piece] = []
        if let notice { pieces.append(Piece(spans: [Span(notice, theme.attention)], rank: 0, isHint: false)) }
        if let trouble = scene.trouble {
            let free = columns - (notice.map { $0.columns + SafeText.separator.columns } ?? 0)
            let advice = ReplyWords.advice(trouble)
            let words = advice.columns <= free ? advice : ReplyWords.sentence(trouble)
            let spans = [Span(words, theme.failure)]
            pieces.append(Piece(spans: spans, rank: 1, isHint: false))
        }
        if scene.readOnly != nil, notice == nil {
            pieces.append(Piece(spans: [Span("read only", theme.attention)], rank: 2, isHint: false))
        }
        if let run = scene.run {
            pieces.append(Piece(spans: [Span("● " + run, theme.accent)], rank: 3, isHint: false))
        }
        return pieces
    }

    private func facts(_ scene: Scene) -> [Piece] {
        guard let service = scene.service else { return [] }
        let theme = scene.theme
        let assistant = Piece(spans: [Span(SafeText(service.assistant), theme.text)], rank: 6, isHint: false)
        guard scene.readOnly == nil else { return [assistant] }
        let name = SafeText(service.name)
        let words: Span =
            switch service.reachability {
            case .unknown: Span(name, theme.secondary)
            case .reachable: Span(name + " is reachable", theme.secondary)
            case .unreachable: Span(name + " is not reachable", theme.failure)
            }
        let isDown = if case .unreachable = service.reachability { true } else { false }
        return [assistant, Piece(spans: [words], rank: isDown ? 5 : 9, isHint: false)]
    }

    /// What a person looks for at once, when it can be done.
    private static let urgent: Set<Action> = [.stop, .forceStop, .continueReply, .retry]

    private func hints(_ scene: Scene) -> [Piece] {
        let theme = scene.theme
        return scene.hints.enumerated().map { index, action in
            let key = Span(action.keyText(lettersAreKeys: scene.lettersAreKeys), theme.accent)
            let rank = Self.urgent.contains(action) && index == 0 ? 4 : index == 0 ? 7 : 8 + index
            return Piece(spans: [key, Span(" " + action.label, theme.secondary)], rank: rank, isHint: true)
        }
    }
}

extension SafeText {
    fileprivate static let separator: SafeText = " · "
}
