import ChatModel
import TerminalModel

extension Transcript {
    /// The state of a message in words, where there is something to say.
    func foot(of message: Message, _ scene: Scene) -> [StyledLine] {
        let theme = scene.theme
        switch message.state {
        case .sent, .complete: return []
        case .queued:
            return Self.wrapped(Self.queueWords(scene), theme.secondary, scene)
                + remedies(of: message, scene)
        case .running: return running(message, scene)
        case .stopped(let outcome):
            return [StyledLine()] + Self.wrapped("■ " + SafeText(outcome.words), theme.attention, scene)
                + remedies(of: message, scene)
        case .interrupted(let failure), .failed(let failure):
            return Self.gap(above: message) + Self.wrapped("! " + ReplyWords.sentence(failure), theme.failure, scene)
                + Self.wrapped(ReplyWords.remedy(failure), theme.text, scene)
                + remedies(of: message, scene)
        }
    }

    private static func queueWords(_ scene: Scene) -> SafeText {
        let isAnswering = scene.run != nil || scene.messages.contains { $0.state == .running }
        if isAnswering, !scene.isReadOnly { return "waits until the reply has ended" }
        return scene.isReadOnly ? "not sent yet" : "not sent yet; goes first when you send again"
    }

    private func running(_ message: Message, _ scene: Scene) -> [StyledLine] {
        let theme = scene.theme
        let gap = Self.gap(above: message)
        guard let run = scene.run, run.reply == message.id else {
            return gap + Self.wrapped("● writing…", theme.accent, scene)
        }
        let words = ReplyWords.phase(
            of: run, isStopping: scene.isStopping, isThinking: message.parts.contains(where: \.isUnfinishedThought),
            author: message.author, at: scene.now)
        var lines = gap + Self.wrapped("● " + words, scene.isStopping ? theme.attention : theme.accent, scene)
        if !scene.isStopping, case .retrying(_, let failure) = run.phase {
            lines += Self.wrapped(ReplyWords.sentence(failure), theme.secondary, scene)
            let key = Action.takeBack.keyText(lettersAreKeys: scene.lettersAreKeys)
            lines += StyledLine([Span(key, theme.accent), Span(" takes it back", theme.secondary)])
                .wrapped(columns: scene.size.columns)
        }
        return lines
    }

    /// A blank line where something of the message stands above its state.
    private static func gap(above message: Message) -> [StyledLine] {
        message.text.isEmpty && message.thoughts.isEmpty && message.partsBelow.isEmpty ? [] : [StyledLine()]
    }

    /// `Alt-C continue   Alt-R retry`, under the newest message that they act on.
    private func remedies(of message: Message, _ scene: Scene) -> [StyledLine] {
        guard scene.messages.last(where: { $0.role == message.role })?.id == message.id else { return [] }
        let isQueueing = scene.messages.contains { $0.state == .queued }
        let wanted = scene.remedies.filter { ($0 == .promptBack) == (message.role == .user) || !isQueueing }
        var lines: [StyledLine] = []
        for action in wanted {
            let key = Span(action.keyText(lettersAreKeys: scene.lettersAreKeys), scene.theme.accent)
            let label = message.state == .queued ? "take it back" : action.label
            let hint = StyledLine([key, Span(" " + label, scene.theme.secondary)])
            if let last = lines.last, last.columns + 3 + hint.columns <= scene.size.columns {
                lines[lines.count - 1].spans += [Span("   ")] + hint.spans
            } else {
                lines.append(hint)
            }
        }
        return lines
    }

    private static func wrapped(_ text: SafeText, _ style: Style, _ scene: Scene) -> [StyledLine] {
        text.isEmpty ? [] : StyledLine(text, style).wrapped(columns: scene.size.columns)
    }
}

extension Action {
    /// The key to name where letters alone are keys, or are not.
    func keyText(lettersAreKeys: Bool) -> SafeText {
        let key = lettersAreKeys ? keys.first(where: \.types) ?? keys.first : keys.first { !$0.types }
        return SafeText(key?.description ?? "")
    }
}
