import ChatModel
import TerminalModel

extension Transcript {
    /// Opens the field, with what was looked for last selected by being there.
    mutating func openFind(focus: Pane, _ scene: Scene) {
        let origin = scene.thread.flatMap { anchors[$0] }
        guard var open = find else {
            find = Find("", isExpression: false, origin: origin, focus: focus)
            return
        }
        open = Find(open.editor.text, isExpression: open.isExpression, origin: origin, focus: focus)
        open.results = find?.results
        open.problem = find?.problem
        find = open
    }

    /// Looks anew for what stands in the field, beginning where the view was.
    mutating func findAnew(_ scene: Scene) {
        guard let field = find else { return }
        returnToOrigin(scene)
        startSearch(field, awaitsNearest: true, scene)
        search(scene)
    }

    /// Looks again for the same, after rows have changed in any way; the view stays where it is.
    mutating func findAgain(_ scene: Scene) {
        guard let field = find, field.results != nil else { return }
        startSearch(field, awaitsNearest: false, scene)
    }

    private mutating func startSearch(_ field: Find, awaitsNearest: Bool, _ scene: Scene) {
        find?.results = nil
        find?.problem = nil
        let text = field.editor.text
        guard !text.isEmpty else { return }
        do throws(FindExpression.Problem) {
            let pattern = try FindPattern(text, isExpression: field.isExpression)
            let results = FindResults(
                pattern, from: top(scene), awaitsNearest: awaitsNearest, messages: scene.messages.count)
            find?.results = results
        } catch {
            find?.problem = error.words
        }
    }

    /// Puts the view where it was when the field was opened.
    mutating func returnToOrigin(_ scene: Scene) {
        guard let field = find else { return }
        guard let origin = field.origin else { return follow(scene.thread) }
        look(at: place(of: origin, scene), scene)
    }

    /// Goes to the next hit, or to the one before; around the end.
    /// - Returns: what is to be said of it.
    mutating func goToHit(_ step: Int, _ scene: Scene) -> SafeText? {
        guard let results = find?.results else { return nil }
        var around: SafeText?
        var next = results.current.map { results.neighbour(step, of: $0) } ?? hitBesideView(step, results, scene)
        if next == nil {
            guard !isSearching(scene.messages.count) else { return "The thread is still being searched" }
            let end = Place(index: scene.messages.count, line: 0)
            next = step > 0 ? results.first(from: Place(index: 0, line: 0)) : results.last(before: end)
            around = step > 0 ? "From the start again" : "From the end again"
        }
        guard let next else { return "Nothing is found" }
        find?.results?.current = next
        find?.results?.awaitsNearest = false
        show(Place(index: next.index, line: results[next].lowerBound.line), scene)
        return around
    }

    private mutating func hitBesideView(
        _ step: Int, _ results: FindResults, _ scene: Scene
    ) -> FindResults.Location? {
        let top = top(scene)
        return step > 0 ? results.first(from: top) : results.last(before: top)
    }

    /// A message has changed: it is searched again as far as it has.
    mutating func noteChange(of message: MessageID, _ messages: [Message]) {
        guard let searched = find?.results?.searched else { return }
        guard let index = messages.lastIndex(where: { $0.id == message }), searched.contains(index) else { return }
        find?.results?.changed.insert(index)
    }
}

// What the whole asks of it

extension ScreenState {
    mutating func openFind() {
        transcript.openFind(focus: focus, transcriptScene())
        focus = .transcript
    }

    /// Changes what stands in the field of the search.
    mutating func changeFind(_ change: (inout Editor) -> Void) {
        guard var editor = transcript.find?.editor else { return }
        let before = editor.revision
        change(&editor)
        transcript.find?.editor = editor
        if editor.revision != before { transcript.findAnew(transcriptScene()) }
    }

    /// Does an action of the search.
    mutating func performFind(_ action: Action) {
        let scene = transcriptScene()
        switch action {
        case .keepFound:
            transcript.find?.isOpen = false
            if transcript.find?.results == nil { transcript.find = nil }
        case .leaveFind:
            transcript.returnToOrigin(scene)
            focus = transcript.find?.focus ?? focus
            transcript.find = nil
        case .toggleExpression:
            transcript.find?.isExpression.toggle()
            transcript.findAnew(scene)
        case .nextHit, .nextHitInField: transcript.goToHit(1, scene).map { status.say($0) }
        case .previousHit, .previousHitInField: transcript.goToHit(-1, scene).map { status.say($0) }
        case .endFind: transcript.find = nil
        default: break
        }
    }

    /// What the search is to look at again after an event of the session.
    mutating func noteForFind(_ event: Event) {
        guard transcript.find?.results != nil, let thread = threads.selected else { return }
        switch event {
        case .threadOpened(thread, _, _), .messageRemoved(thread, _), .branchCut(thread, _), .branchChosen(thread, _):
            transcript.findAgain(transcriptScene())
        case .replyGrew(thread, let id, _), .replyReplaced(thread, let id, _), .messagePartSet(thread, let id, _),
            .messagePartGrew(thread, let id, _, _), .messageStateChanged(thread, let id, _):
            transcript.noteChange(of: id, shownMessages)
        default: break
        }
    }
}
