import ChatModel
import TerminalModel

// The fields about the list of threads

extension ScreenState {
    mutating func openField(_ action: Action) {
        let purpose: ThreadField.Purpose
        var text = ""
        switch action {
        case .limit:
            purpose = .limit
            text = threads.limit
        case .rename:
            guard let thread = threads.selected, let title = session.thread(thread)?.title else { return }
            purpose = .rename(thread)
            text = title.flat
        case .addLabel: purpose = .addLabel(targets)
        case .removeLabel: purpose = .removeLabel(targets)
        default: purpose = .jump
        }
        field = ThreadField(purpose, text, focus: focus)
        focus = .threads
        if case .removeLabel(let targets) = purpose, let only = knownLabels(purpose).only(of: targets) {
            field?.editor.insert(only)
        }
    }

    /// Changes what stands in the field, and does at once what that means.
    mutating func changeThreadField(_ change: (inout Editor) -> Void) -> [Effect] {
        guard let before = field?.editor.revision else { return [] }
        if var editor = field?.editor {
            change(&editor)
            field?.editor = editor
        }
        guard let changed = field, changed.editor.revision != before else { return [] }
        switch changed.purpose {
        case .limit: return limitToField()
        case .jump: return jump(0)
        case .rename, .addLabel, .removeLabel: return []
        }
    }

    mutating func performInField(_ action: Action) -> [Effect] {
        switch action {
        case .acceptField: return acceptField()
        case .leaveField: return leaveField()
        case .nextMatch: return jump(1)
        case .matchBefore: return jump(-1)
        default: return complete(action == .completeField ? 1 : -1)
        }
    }

    private mutating func complete(_ step: Int) -> [Effect] {
        guard var completing = field else { return [] }
        let suggestions = suggestions(for: completing)
        guard completing.complete(step, suggestions) else {
            status.refuse("There is nothing to complete here")
            return []
        }
        field = completing
        return completing.purpose == .limit ? limitToField() : []
    }

    private mutating func acceptField() -> [Effect] {
        guard let accepted = field else { return [] }
        if let problem = accepted.problem {
            status.refuse(SafeText(problem.words))
            return []
        }
        let text = accepted.editor.text.trimmed
        guard !text.isEmpty || accepted.purpose == .limit || accepted.purpose == .jump else {
            status.refuse("Nothing is written")
            return []
        }
        field = nil
        focus = accepted.focus
        switch accepted.purpose {
        case .limit: return keepLimit()
        case .rename(let thread):
            return session.thread(thread)?.title == text ? [] : change(.rename(text), of: [thread])
        case .addLabel(let threads): return change(.addLabel(text), of: threads)
        case .removeLabel(let threads): return change(.removeLabel(text), of: threads)
        case .jump: return []
        }
    }

    /// The list has the keys then, and its first thread is shown if the one shown does not fit.
    private mutating func keepLimit() -> [Effect] {
        focus = .threads
        guard session.list.query == threads.query else {
            threads.awaitsFirst = true
            return []
        }
        let isListed = threadRows.place(of: threads.selected) != nil
        return isListed || threads.limit.isEmpty || session.list.count == 0 ? [] : go(to: 0)
    }

    private mutating func leaveField() -> [Effect] {
        guard let left = field else { return [] }
        field = nil
        focus = left.focus
        return left.purpose == .limit ? clearLimit() : []
    }
}

// Limits

extension ScreenState {
    /// Lists what the field says; what is no limit is explained, and the list stays.
    private mutating func limitToField() -> [Effect] {
        guard let text = field?.editor.text else { return [] }
        do throws(ThreadFilter.Problem) {
            var query = threads.query
            query.filter = try ThreadFilter(parsing: text, now: now, offset: utcOffset)
            field?.problem = nil
            threads.limit = text.trimmed
            return list(query)
        } catch {
            field?.problem = error
            return []
        }
    }

    private func suggestions(for field: ThreadField) -> (range: Range<Int>, candidates: [String]) {
        switch field.purpose {
        case .limit: return completionOfLimits.suggestions(field.editor.clusters, cursor: field.editor.cursor)
        case .addLabel, .removeLabel:
            let text = field.editor.text
            let names = LimitCompletion.matches(text, in: knownLabels(field.purpose)).filter { $0 != text }
            return (0..<field.editor.clusters.count, names)
        case .rename, .jump: return (0..<0, [])
        }
    }

    private var completionOfLimits: LimitCompletion {
        let listed = session.assistants.values.flatMap { $0.assistants.map(\.profile.name) }
        let chosen = session.threads.compactMap { $0.assistant?.name }
        let own = session.services.map(\.assistant) + session.presets.map(\.name)
        return LimitCompletion(
            services: session.services.map(\.name),
            assistants: Set(listed + chosen + own).filter { !$0.isEmpty }.sorted(),
            labels: threads.labels.sorted())
    }

    /// The labels that can be added or removed, of those that were seen.
    func knownLabels(_ purpose: ThreadField.Purpose) -> [String] {
        guard case .removeLabel(let targets) = purpose else { return threads.labels.sorted() }
        return Set(targets.compactMap(session.thread).flatMap(\.labels)).sorted()
    }
}

// Jumping

extension ScreenState {
    /// Shows the next thread whose title holds what is written, among those that are held.
    /// - Parameter step: 0 stays where the title fits.
    private mutating func jump(_ step: Int) -> [Effect] {
        guard let field, field.purpose == .jump, !field.editor.isBlank else { return [] }
        let wanted = field.editor.text.trimmed.lowercased()
        let held = session.threads
        guard !held.isEmpty else { return [] }
        let origin = threadRows.place(of: threads.selected).map { $0 - session.list.first } ?? 0
        let direction = step < 0 ? -1 : 1
        for distance in (step == 0 ? 0 : 1)...held.count {
            let index = ((origin + direction * distance) % held.count + held.count) % held.count
            guard held[index].title.lowercased().contains(wanted) else { continue }
            return show(held[index].id)
        }
        status.refuse("No title near here has these words; a limit looks at all")
        return []
    }
}

// How they look

extension ScreenState {
    mutating func drawThreadField(in area: Rect, of frame: inout Frame) {
        guard let field else { return }
        let isAnswered = session.list.query == threads.query
        let count = field.purpose == .limit && field.problem == nil ? (isAnswered ? listCount ?? "" : "…") : ""
        let below = field.purpose == .limit ? LimitHelp.short(theme) : StyledLine()
        field.draw(in: area, of: &frame, beside: count, below: below, theme: theme)
    }

    /// How a limit is written, in the transcript's place.
    func drawLimitHelp(in area: Rect, of frame: inout Frame) {
        let lines = LimitHelp.lines(size: Size(columns: area.columns, rows: area.rows), theme: theme)
        for (row, line) in lines.prefix(area.rows).enumerated() {
            frame.write(line, at: Position(column: area.column, row: area.row + row), end: area.endColumn)
        }
    }
}

extension [String] {
    /// The one label that all of these could lose.
    fileprivate func only(of targets: [ThreadID]) -> String? { count == 1 && !targets.isEmpty ? first : nil }
}
