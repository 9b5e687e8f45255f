import ChatModel
import TerminalModel

extension Status {
    /// A piece of the line. Those of higher rank numbers give way first.
    private struct Piece {
        /// From long to short.
        let wordings: [StyledLine]
        let rank: Int
        let isHint: Bool

        init(_ wordings: [StyledLine], rank: Int, isHint: Bool = false) {
            self.wordings = wordings
            self.rank = rank
            self.isHint = isHint
        }

        init(_ words: SafeText, _ style: Style, rank: Int) { self.init([StyledLine(words, style)], rank: rank) }

        /// The longest of its wordings that takes no more than so many columns.
        func wording(columns: Int) -> StyledLine? { wordings.first { $0.columns <= columns } }
    }

    /// A piece in the words it is shown in.
    private struct Words {
        let line: StyledLine
        let isHint: Bool
    }

    func draw(_ scene: Scene, in area: Rect, of frame: inout Frame) {
        guard !area.isEmpty else { return }
        let room = area.indented(by: 1)
        let pieces = fitting(news(scene) + facts(scene) + hints(scene), columns: room.columns)
        var column = room.column
        for piece in pieces where !piece.isHint {
            if column > room.column { column = write(.separator, scene, column, room, &frame) }
            for span in piece.line.spans {
                let place = Position(column: column, row: room.row)
                let text = span.text.cut(to: room.endColumn - column)
                column = frame.write(text, at: place, style: span.style, end: room.endColumn)
            }
        }
        let hints = pieces.filter(\.isHint)
        let needed = hints.reduce(0) { $0 + $1.line.columns } + max(0, hints.count - 1) * 3
        column = max(room.column, room.endColumn - needed)
        for hint in hints {
            for span in hint.line.spans {
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

    /// As many pieces as fit, by rank, in their order. The first is there always, if need be cut.
    private func fitting(_ pieces: [Piece], columns: Int) -> [Words] {
        var free = columns
        var kept: [Int: StyledLine] = [:]
        for (index, piece) in pieces.enumerated().sorted(by: { $0.element.rank < $1.element.rank }) {
            let gap = kept.isEmpty ? 0 : 3
            let wording = piece.wording(columns: free - gap) ?? (kept.isEmpty ? piece.wordings.last : nil)
            guard let wording else { continue }
            kept[index] = wording
            free -= wording.columns + gap
        }
        return pieces.indices.compactMap { index in
            kept[index].map { Words(line: $0, isHint: pieces[index].isHint) }
        }
    }

    /// What the person has to know: the answer to a key, and troubles.
    private func news(_ scene: Scene) -> [Piece] {
        let theme = scene.theme
        var pieces: [Piece] = []
        if let notice { pieces.append(Piece(notice, theme.attention, rank: 0)) }
        if let trouble = scene.trouble {
            let wordings = [ReplyWords.advice(trouble), ReplyWords.sentence(trouble)]
            pieces.append(Piece(wordings.map { StyledLine($0, theme.failure) }, rank: 1))
        }
        if scene.readOnly != nil, notice == nil {
            pieces.append(Piece("read only", theme.attention, rank: 2))
        }
        if !scene.work.isEmpty {
            pieces.append(Piece(scene.work.map { StyledLine("● " + $0, theme.accent) }, rank: 3))
        }
        return pieces
    }

    private func facts(_ scene: Scene) -> [Piece] {
        guard let service = scene.service else { return [] }
        let theme = scene.theme
        let assistant = Piece(scene.assistant, theme.text, rank: 6)
        guard scene.readOnly == nil else { return [assistant] }
        let name = SafeText(service.name.flat)
        let there: Piece =
            switch service.reachability {
            case .unknown: Piece(name, theme.secondary, rank: 9)
            case .reachable: Piece(name + " is reachable", theme.secondary, rank: 9)
            case .unreachable: Piece(name + " is not reachable", theme.failure, rank: 5)
            }
        let settings = scene.settings.map { words, isLost in
            Piece(words, isLost ? theme.attention : theme.secondary, rank: isLost ? 7 : 9)
        }
        let answers = [scene.assistant.isEmpty ? nil : assistant, settings, there].compactMap(\.self)
        return answers + context(scene) + limit(of: service, scene)
    }

    /// How full the context is; it goes before other facts when it will soon be full.
    private func context(_ scene: Scene) -> [Piece] {
        guard let use = scene.context else { return [] }
        let style = use.isHigh ? scene.theme.attention : scene.theme.secondary
        return [Piece(SafeText(use.words), style, rank: use.isHigh ? 5 : 8)]
    }

    private static let lowestRank = 100

    /// How much may still be asked; it gives way to everything else until little is left.
    private func limit(of service: Service, _ scene: Scene) -> [Piece] {
        guard let rate = service.rateLimit else { return [] }
        let isLow = RateWords.isLow(rate)
        let style = isLow ? scene.theme.attention : scene.theme.secondary
        let wordings = RateWords.wordings(rate, at: scene.now).map { StyledLine($0, style) }
        return wordings.isEmpty ? [] : [Piece(wordings, rank: isLow ? 6 : Self.lowestRank)]
    }

    /// What is worth a place only where there is one to spare.
    private static let additional: Set<Action> = [.copyReply, .find]

    /// What a person looks for at once, when it can be done.
    private static let urgent: Set<Action> = [.takeBack, .stop, .forceStop, .continueReply, .retry]

    private func hints(_ scene: Scene) -> [Piece] {
        let theme = scene.theme
        return scene.hints.enumerated().map { index, action in
            let key = Span(action.keyText(lettersAreKeys: scene.lettersAreKeys), theme.accent)
            let words = StyledLine([key, Span(" " + action.label, theme.secondary)])
            return Piece([words], rank: Self.rank(of: action, index), isHint: true)
        }
    }

    private static func rank(of action: Action, _ index: Int) -> Int {
        if index > 2, additional.contains(action) { return lowestRank + index }
        if index > 0 { return 8 + index }
        return urgent.contains(action) ? 4 : 7
    }
}

extension SafeText {
    fileprivate static let separator: SafeText = " · "
}
