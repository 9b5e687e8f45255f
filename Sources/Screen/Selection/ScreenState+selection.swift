import ChatModel
import TerminalModel

// Taking text away

extension ScreenState {
    /// A selection has the keys.
    var isSelecting: Bool { focus == .transcript && transcript.selection != nil }

    mutating func select(_ action: Action) {
        let scene = transcriptScene()
        let shape: Selection.Shape =
            switch action {
            case .selectMessage: .message
            case .selectBlock: .block
            case .selectLines: .lines
            default: .characters
            }
        transcript.select(shape, scene)
        if transcript.selection == nil { status.refuse("There is no text here yet") }
    }

    mutating func exchangeEnds() {
        guard var selection = transcript.selection else { return }
        swap(&selection.anchor, &selection.head)
        selection.aim = nil
        transcript.selection = selection
        let scene = transcriptScene()
        if let head = transcript.spot(selection.head, scene) { transcript.show(head.place, scene) }
    }

    /// What is selected; else the message that is looked at or, from the composer, the last reply.
    /// - Parameter isOfReply: the last reply from everywhere.
    mutating func textToTake(isOfReply: Bool = false) -> (text: CopiedText, what: SafeText)? {
        let scene = transcriptScene()
        if let selected = transcript.selected(scene) {
            return (transcript.text(of: selected, scene), "the selection")
        }
        let shown = focus == .transcript && !isOfReply ? transcript.messageLookedAt(scene) : nil
        guard let message = shown ?? lastReply, !message.text.isEmpty else { return nil }
        let text = CopiedText(transcript.shownText(of: message))
        return (text, message.role == .user ? "the prompt" : "the reply")
    }

    mutating func copy(_ action: Action) -> [Effect] {
        if action == .copyCode {
            guard let code = transcript.codeToCopy(isLookedAt: focus == .transcript, transcriptScene()) else {
                status.refuse("There is no code here")
                return []
            }
            return copying(code)
        }
        guard let (text, _) = textToTake(isOfReply: action == .copyReply) else {
            status.refuse("There is no text to copy yet")
            return []
        }
        if transcript.selection?.isByMouse != true { transcript.selection = nil }
        return copying(text)
    }

    func copying(_ text: CopiedText) -> [Effect] {
        [.errand(.copy(text, command: settings.clipboardCommand))]
    }

    /// Says what came of an errand.
    mutating func note(_ result: ErrandResult) {
        let save = Action.saveText.keyText(lettersAreKeys: false)
        switch result {
        case .sentToTerminal(let count): status.say("Sent to the terminal: " + Self.characters(count))
        case .notForTerminal:
            status.refuse("The terminal cannot take this text; " + save + " saves it to a file")
        case .copied(let program, let count):
            status.say("Copied with " + SafeText(program.flat) + ": " + Self.characters(count))
        case .saved(let path, let bytes):
            fileAtWork = nil
            status.say("Saved in " + SafeText(path.flat) + SafeText(" (\(bytes) bytes)"))
        case .fileExists(let errand, let name): question = .replaceFile(errand, name: name)
        case .exported(let path, let count):
            fileAtWork = nil
            status.say("Exported " + ThreadWords.counted(count) + " to " + SafeText(path.flat))
        case .importing(let count, let percent): noteImport(count, percent: percent)
        case .imported(let lines, let failure): noteImportEnd(lines, failure)
        case .names(let beginning, let names): note(names, beginning: beginning)
        // They are taken where they come in.
        case .filesRead, .filesRefused: break
        case .opened(let program): status.say("Opened with " + SafeText(program.flat))
        case .themeKept(let name, let file):
            status.say("The theme from now on: " + SafeText(name.flat) + ", in " + SafeText(file.flat))
        case .themesRead(let shelf): note(shelf)
        case .failed(let failure): noteFailed(failure)
        }
    }

    private static func characters(_ count: Int) -> SafeText {
        SafeText("\(count) character\(count == 1 ? "" : "s")")
    }

    /// Shows a message as it was sent, or formatted again.
    mutating func toggleSource() {
        let scene = transcriptScene()
        let shown = focus == .transcript ? transcript.messageLookedAt(scene) : nil
        guard let message = (shown?.role == .assistant ? shown : nil) ?? lastReply else {
            return status.refuse("There is no reply yet")
        }
        transcript.selection = nil
        keepingPlace { $0.transcript.toggleSource(of: message.id) }
        status.say(transcript.raw.contains(message.id) ? "Shown as it was sent" : "Shown formatted")
    }
}

extension Transcript {
    mutating func toggleSource(of message: MessageID) {
        if raw.remove(message) == nil { raw.insert(message) }
    }

    /// The message at the top of the view; the last one where the view follows the end.
    mutating func messageLookedAt(_ scene: Scene) -> Message? {
        if isAtEnd(scene) { return scene.messages.last }
        let index = top(scene).index
        return scene.messages.indices.contains(index) ? scene.messages[index] : nil
    }

    /// The first block of code on the screen, or the last of the thread.
    mutating func codeToCopy(isLookedAt: Bool, _ scene: Scene) -> CopiedText? {
        if isLookedAt {
            var place = top(scene)
            for (entry, line) in linesOnScreen(scene) {
                if entry.isCode(line), let block = entry[line].block {
                    return text(ofBlock: block, index: place.index, scene)
                }
                if line == entry.count - 1 { place = Place(index: place.index + 1, line: 0) }
            }
        }
        for index in scene.messages.indices.reversed() where scene.messages[index].role == .assistant {
            let blocks = entry(index, scene).blocks
            if let block = blocks.lastIndex(where: \.isCode) { return text(ofBlock: block, index: index, scene) }
        }
        return nil
    }
}
