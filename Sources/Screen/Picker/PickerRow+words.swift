import ChatModel
import TerminalModel

extension PickerRow {
    /// The name of the row, or what it says.
    func heading(_ scene: Picker.Scene) -> Span {
        let theme = scene.theme
        switch kind {
        case .service: return Span(name, theme.heading)
        case .assistant, .preset, .reference: return Span(name)
        case .loading:
            return Span(service.hasPresets ? "Fetching the models…" : "Fetching the assistants…", theme.secondary)
        case .more: return Span("More follow…", theme.secondary)
        case .empty:
            return Span(
                service.hasPresets ? "The service lists no models" : "No assistants yet; Ctrl-N makes one",
                theme.secondary)
        case .failure(let failure): return Span("! " + ReplyWords.sentence(failure), theme.failure)
        case .remembered(let moment):
            let time = CalendarTime(moment, offset: scene.offset)
            let words = time.words(seenAt: CalendarTime(scene.now, offset: scene.offset))
            return Span("What stands above was fetched before: " + words, theme.secondary)
        }
    }

    /// What stands beside the name, in one line.
    func details(_ scene: Picker.Scene) -> [Span] {
        let theme = scene.theme
        switch kind {
        case .service:
            let name = SafeText(service.assistant.flat)
            let answers = name.isEmpty || name == self.name ? [] : [Span(name + " · ", theme.secondary)]
            return answers + [reachability(theme), Span(" · " + key, theme.secondary)]
        case .assistant(let assistant):
            if scene.deleting.contains(assistant.id) { return [Span("is being deleted…", theme.attention)] }
            return [Span(SafeText(assistant.profile.description.flat), theme.secondary)]
        case .preset(let preset, let model):
            let facts = (model.map { [SafeText($0.name.flat)] } ?? []) + preset.settings.facts
            let words = facts.reduce("") { $0.isEmpty ? $1 : $0 + " · " + $1 }
            return [Span(words.isEmpty ? "all as the service is configured" : words, theme.secondary)]
        case .reference: return [Span("chosen here; not fetched yet", theme.secondary)]
        case .loading, .more, .empty, .failure, .remembered: return []
        }
    }

    /// All there is to say of it.
    func words(_ scene: Picker.Scene) -> [StyledLine] {
        let theme = scene.theme
        switch kind {
        case .assistant(let assistant):
            var facts = details(scene).filter { !$0.text.isEmpty }
            let model = SafeText(assistant.profile.model.flat)
            if !model.isEmpty { facts.append(Span((facts.isEmpty ? "model " : " · model ") + model, theme.secondary)) }
            return [StyledLine(facts.isEmpty ? [Span("No description", theme.secondary)] : facts)]
        case .failure(let failure):
            return [
                StyledLine(ReplyWords.advice(failure), theme.failure),
                StyledLine("Enter tries again", theme.secondary),
            ]
        case .service:
            guard case .unreachable(let failure) = service.reachability else { return [StyledLine(details(scene))] }
            let reason = Span(ReplyWords.advice(failure), theme.failure)
            return [StyledLine([reason, Span(" · " + key, theme.secondary)])]
        default: return [StyledLine(details(scene))]
        }
    }

    private func reachability(_ theme: Theme) -> Span {
        switch service.reachability {
        case .unknown: Span("being asked…", theme.secondary)
        case .reachable: Span("reachable", theme.secondary)
        case .unreachable: Span("not reachable", theme.failure)
        }
    }

    private var key: SafeText {
        service.keySource.isEmpty ? "no key" : "key from " + SafeText(service.keySource.flat)
    }
}

extension ReplySettings {
    /// "temperature 0.2", "effort high", and last what is said to the model.
    fileprivate var facts: [SafeText] {
        let facts = [
            temperature.map { "temperature \($0.plainText)" }, topP.map { "top p \($0.plainText)" },
            maxTokens.map { "at most \(TokenUsage.grouped($0)) tokens" }, effort.map { "effort \($0.rawValue)" },
            system.flatMap { $0.isEmpty ? nil : $0.flat },
        ]
        return facts.compactMap { $0.map { SafeText($0) } }
    }
}
