import ChatModel
import TerminalModel

// Searching all threads

extension ScreenState {
    mutating func openSearch() -> [Effect] {
        help = nil
        let panel = SearchPanel(lastSearch)
        search = panel
        return panel.text.isEmpty ? [] : [.command(.search(text: panel.text))]
    }

    /// Changes what stands in the field, and has it searched for.
    mutating func changeSearch(_ change: (inout Editor) -> Void) -> [Effect] {
        guard var changed = search else { return [] }
        let before = changed.text
        change(&changed.editor)
        if changed.text != before { changed.textChanged() }
        search = changed
        return changed.text == before ? [] : [.command(.search(text: changed.text))]
    }

    mutating func performInSearch(_ action: Action) -> [Effect] {
        guard let open = search else { return [] }
        let page = max(1, SearchPanel.Areas(size).hits - 1)
        switch action {
        case .openHit: return openHit()
        case .closeSearch: return closeSearch()
        case .hitUp: search?.select(open.selected - 1)
        case .hitDown: search?.select(open.selected + 1)
        case .pageUp: search?.select(open.selected - page)
        case .pageDown: search?.select(open.selected + page)
        case .toStart: search?.select(0)
        default: search?.select(open.hits.count - 1)
        }
        return []
    }

    /// Selects the hit under the mouse; one that is selected already is opened.
    mutating func pressInSearch(at position: Position) -> [Effect] {
        guard let open = search else { return [] }
        let list = SearchPanel.Areas(size).list
        let number = open.firstRow + (position.row - list.row) / 2
        guard list.contains(position), open.hits.indices.contains(number) else { return [] }
        if number == open.selected { return openHit() }
        search?.select(number)
        return []
    }

    private mutating func closeSearch() -> [Effect] {
        guard let closed = search else { return [] }
        lastSearch = closed.text
        search = nil
        return [.command(.search(text: ""))]
    }

    /// Opens the thread of the hit, and goes to the message when it is there.
    private mutating func openHit() -> [Effect] {
        guard let hit = search?.hit, let text = search?.answer?.text else { return [] }
        var effects = closeSearch()
        focus = .transcript
        effects += show(hit.thread)
        hitGoal = HitGoal(thread: hit.thread, message: hit.message, text: text)
        return effects + settleHit()
    }

    /// Goes to the message that a thread was opened for, if it has come; asks for its branch where that is not shown.
    mutating func settleHit() -> [Effect] {
        guard var goal = hitGoal else { return [] }
        guard goal.thread == threads.selected else {
            hitGoal = nil
            return []
        }
        guard session.messages[goal.thread] != nil else { return [] }
        guard let message = goal.message else {
            hitGoal = nil
            transcript.find(goal.text, inMessage: nil, focus: focus, transcriptScene())
            return []
        }
        if let index = shownMessages.firstIndex(where: { $0.id == message }) {
            hitGoal = nil
            transcript.find(goal.text, inMessage: index, focus: focus, transcriptScene())
        } else if session.message(message, in: goal.thread) == nil {
            hitGoal = nil
            status.say("This message is not there any more")
        } else if !goal.awaitsBranch {
            goal.awaitsBranch = true
            hitGoal = goal
            return [.command(.chooseBranch(goal.thread, through: message))]
        }
        return []
    }

    var searchScene: SearchPanel.Scene {
        SearchPanel.Scene(now: now, offset: utcOffset, theme: theme, ordersText: settings.ordersText)
    }
}

extension Transcript {
    /// Looks for the words of a search in the thread, beginning at a message, and shows it; without one, where the view
    /// is.
    mutating func find(_ text: String, inMessage index: Int?, focus: Pane, _ scene: Scene) {
        let start = index.map { Place(index: $0, line: 0) } ?? top(scene)
        if index != nil { look(at: start, scene) }
        let (pattern, isExpression) = Self.pattern(forWordsOf: text)
        var find = Find(pattern, isExpression: isExpression, origin: scene.thread.flatMap { anchors[$0] }, focus: focus)
        find.isOpen = false
        do throws(FindExpression.Problem) {
            let pattern = try FindPattern(pattern, isExpression: isExpression)
            find.results = FindResults(
                pattern, from: start, awaitsNearest: index != nil, messages: scene.messages.count)
        } catch {
            return
        }
        self.find = find
        search(scene)
    }

    /// What finds any word of a search, without regard to case.
    static func pattern(forWordsOf text: String) -> (String, isExpression: Bool) {
        let words = text.lowercased().split { $0.isWhitespace || $0 == "\"" }.map(String.init)
        guard words.count > 1 else { return (words.first ?? text, false) }
        return (words.map(\.escaped).joined(separator: "|"), true)
    }
}

extension String {
    /// As a regular expression that means the text itself.
    fileprivate var escaped: String {
        reduce(into: "") { $0 += "\\.^$|?*+()[]{}/-".contains($1) ? "\\\($1)" : String($1) }
    }
}
