import ChatModel
import TerminalModel

// Moving through what was said

extension ScreenState {
    /// Does an action that moves the transcript, or changes how its code is laid out.
    mutating func moveTranscript(_ action: Action) {
        let scene = transcriptScene()
        let page = max(1, scene.size.rows - 2)
        switch action {
        case .pageUp: transcript.scroll(by: -page, scene)
        case .pageDown: transcript.scroll(by: page, scene)
        case .halfPageUp: transcript.scroll(by: -max(1, scene.size.rows / 2), scene)
        case .halfPageDown: transcript.scroll(by: max(1, scene.size.rows / 2), scene)
        case .lineUp: transcript.scroll(by: -1, scene)
        case .lineDown: transcript.scroll(by: 1, scene)
        case .toStart: transcript.scrollToStart(scene)
        case .previousMessage: transcript.showMessage(-1, scene)
        case .nextMessage: transcript.showMessage(1, scene)
        case .previousCode: if !transcript.showCode(-1, scene) { status.refuse("There is no code above") }
        case .nextCode: if !transcript.showCode(1, scene) { status.refuse("There is no code below") }
        case .panLeft: transcript.pan(by: -Self.columnsOfPan, scene)
        case .panRight: transcript.pan(by: Self.columnsOfPan, scene)
        case .wrapCode: wrapCode()
        default: transcript.follow(scene.thread)
        }
    }

    private static let columnsOfPan = 8

    private mutating func wrapCode() {
        keepingPlace { $0.transcript.wrapsCode.toggle() }
        transcript.pan = 0
        status.say(
            transcript.wrapsCode
                ? "Long lines of code are wrapped" : "Long lines of code are scrolled: Left, Right in the transcript")
    }

    /// Changes how the transcript is laid out; the text at the top stays there.
    mutating func keepingPlace(_ change: (inout Self) -> Void) {
        let before = transcriptScene()
        transcript.pin(before)
        transcript.pinSelection(before)
        let origin = transcript.find?.origin.map { transcript.pinned($0, before) }
        change(&self)
        let after = transcriptScene()
        transcript.unpin(after)
        transcript.unpinSelection(after)
        let found = origin.map { transcript.unpinned($0, after) }
        transcript.find?.origin = found
        transcript.findAgain(after)
    }

    /// Changes what stands above the text of a message; what is looked at of the text stays there.
    mutating func keepingText(of message: Message, _ change: (inout Self) -> Void) {
        let before = transcript.bodyStart(of: message, transcriptScene())
        change(&self)
        let scene = transcriptScene()
        guard let changed = scene.messages.last(where: { $0.id == message.id }) else { return }
        let after = transcript.bodyStart(of: changed, scene)
        guard after != before else { return }
        transcript.moveText(of: message.id, from: before, to: after)
        transcript.findAgain(transcriptScene())
    }

    /// The message on the screen with a thought that an event is about to change.
    func messageBelowThought(_ event: Event) -> Message? {
        let (thread, id): (ThreadID, MessageID)
        switch event {
        case .messagePartSet(let its, let message, let part) where part.kind == .reasoning:
            (thread, id) = (its, message)
        case .messagePartGrew(let its, let message, _, _) where transcript.opened[message] != nil:
            (thread, id) = (its, message)
        default: return nil
        }
        return thread == threads.selected ? session.messages[thread]?.last { $0.id == id } : nil
    }
}

extension Transcript {
    /// Moves long lines sideways, as far as the widest on the screen goes.
    mutating func pan(by columns: Int, _ scene: Scene) {
        var place = top(scene)
        var widest = 0
        var rows = scene.size.rows
        while rows > 0, scene.messages.indices.contains(place.index) {
            let entry = entry(place.index, scene)
            for line in min(place.line, entry.count)..<min(entry.count, place.line + rows) {
                widest = max(widest, entry[line].columns)
            }
            rows -= max(0, entry.count - place.line)
            place = Place(index: place.index + 1, line: 0)
        }
        pan = max(0, min(pan + columns, widest - scene.size.columns))
    }
}
