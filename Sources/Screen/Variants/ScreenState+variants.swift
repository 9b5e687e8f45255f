import ChatModel
import TerminalModel

// Going on in another way

extension ScreenState {
    /// Prompts that were sent, in the branch shown.
    var promptsToEdit: [Message] { shownMessages.filter { $0.role == .user && $0.state == .sent } }

    var amendingRefusal: SafeText? { composer.amendment == nil ? nil : "Esc leaves the edit first" }

    var variantRefusal: SafeText? {
        guard let thread = threads.selected, session.aside[thread] != nil else { return "Nothing has variants here" }
        return nil
    }

    /// The prompt at hand goes into the composer; while one is there, the one before it.
    mutating func editPrompt() -> [Effect] {
        let prompts = promptsToEdit
        let scene = transcriptScene()
        let hand = composer.amendment == nil || focus == .transcript ? transcript.indexAtHand(scene) : nil
        let above = hand.flatMap { hand in
            scene.messages[...hand].last { $0.role == .user && $0.state == .sent }
        }
        let current = prompts.firstIndex { $0.id == composer.amendment?.prompt }
        let before = current.flatMap { $0 > 0 ? prompts[$0 - 1] : nil }
        guard let prompt = hand == nil && current != nil ? before : above ?? prompts.first else {
            status.refuse("This is the first prompt")
            return []
        }
        focus = .composer
        let effects = editing { $0.amend(prompt.id, Prompt(prompt).typed) }
        transcript.selection = nil
        if let index = scene.messages.firstIndex(where: { $0.id == prompt.id }) {
            transcript.show(Transcript.Place(index: index, line: 0), transcriptScene())
        }
        return effects
    }

    mutating func leaveEdit() -> [Effect] {
        let isKept = composer.amendment?.isUnchanged(composer.editor) == false
        composer.leaveAmendment()
        if isKept { status.say(Action.editPrompt.keyText(lettersAreKeys: false) + " goes on with the edit") }
        return composer.thread.map { [.command(.saveDraft($0, text: draftToKeep(in: $0)))] } ?? []
    }

    /// The draft is given back first: what may be refused is written above it.
    mutating func sendAmended(allowing: LengthAllowance?) -> [Effect] {
        guard let prompt = composer.amendment?.prompt, let thread = composer.thread else { return [] }
        let text = composer.takeAmendment()
        stopEndedAt[thread] = nil
        flipping = nil
        transcript.follow(thread)
        let effects = dispatch(text, in: thread, inPlaceOf: prompt, allowing: allowing)
        return [.command(.saveDraft(thread, text: draftToKeep(in: thread)))] + effects
    }

    /// From the transcript the message at hand, else the last reply.
    mutating func messageToRetry() -> Message? {
        guard focus == .transcript else { return lastReply }
        let scene = transcriptScene()
        guard let index = transcript.indexAtHand(scene), index < scene.messages.count - 1 else { return lastReply }
        return scene.messages[index]
    }

    /// Shows the variant before or after; the branch that it was left in is shown again.
    mutating func flip(_ step: Int) -> [Effect] {
        let scene = transcriptScene()
        guard let thread = scene.thread, let index = transcript.indexOfVariantAtHand(scene) else {
            status.refuse("Nothing here has variants")
            return []
        }
        let message = scene.messages[index]
        let variants = session.variants(of: message)
        guard let place = variants.firstIndex(where: { $0.id == message.id }),
            variants.indices.contains(place + step)
        else {
            status.refuse(step > 0 ? "This is the last variant" : "This is the first variant")
            return []
        }
        // One that is not on the screen is gone to first, so that what changes is seen.
        if !transcript.isOnScreen(index, scene) { transcript.look(at: Transcript.Place(index: index, line: 0), scene) }
        return show(variants[place + step], inPlaceOf: message, of: thread)
    }

    mutating func show(_ variant: Message, inPlaceOf message: Message, of thread: ThreadID) -> [Effect] {
        branchEnds[message.id] = shownMessages.last?.id
        let end = branchEnds[variant.id].flatMap { session.message($0, in: thread)?.id }
        let scene = transcriptScene()
        let top = transcript.top(scene)
        leftViews[message.id] = LeftView(top: transcript.anchors[thread] == nil ? nil : top, after: top)
        flipping = Flip(thread: thread, from: message.id, to: variant.id)
        transcript.selection = nil
        return [.command(.chooseBranch(thread, through: end ?? variant.id))]
    }

    mutating func quote() -> [Effect] {
        guard let (text, _) = textToTake() else {
            status.refuse("There is no text to quote yet")
            return []
        }
        focus = .composer
        transcript.selection = nil
        return editing { $0.quote(text.string) }
    }
}

/// The step from one variant to another.
struct Flip: Hashable {
    let thread: ThreadID
    let from: MessageID
    let to: MessageID
}

/// How a variant was looked at when it was left. It is looked at so again, if the view was not moved between.
struct LeftView: Hashable {
    /// nil at the end, which was followed.
    let top: Transcript.Place?
    /// The top after the flip.
    var after: Transcript.Place
}

// What comes of it

extension ScreenState {
    /// The top of the view, where an event is about to show another branch of the thread shown.
    mutating func placeHeld(through event: Event) -> Transcript.Place? {
        guard case .branchChosen(let thread, _) = event, thread == threads.selected, !shownMessages.isEmpty,
            flipping?.thread == thread || transcript.anchors[thread] != nil
        else { return nil }
        return transcript.top(transcriptScene())
    }

    mutating func settleBranch(at place: Transcript.Place) {
        let scene = transcriptScene()
        defer { flipping = nil }
        guard let flip = flipping, flip.thread == scene.thread else { return transcript.settle(at: place, scene) }
        if let left = leftViews[flip.to], left.after == place {
            if let top = left.top { transcript.settle(at: top, scene) } else { transcript.follow(scene.thread) }
        } else {
            transcript.settle(at: place, scene)
        }
        leftViews[flip.from]?.after = transcript.top(scene)
        guard let index = transcript.indexOfVariantAtHand(scene) else { return }
        let message = scene.messages[index]
        let variants = session.variants(of: message)
        guard let number = variants.firstIndex(where: { $0.id == message.id }) else { return }
        status.say(SafeText("Variant \(number + 1) of \(variants.count)"))
    }
}

// A thread of its own

/// A copy that was asked for: it ends with this text, and has so many messages.
struct AwaitedFork: Hashable {
    let thread: ThreadID
    let count: Int
    let text: String
    /// What stands in the composer goes along.
    var takesDraft = false
    /// What is to stand in the composer of the copy.
    var prompt: String?
    /// What was read of the files of that prompt.
    var files: [MessagePart] = []
}

extension ScreenState {
    mutating func fork() -> [Effect] {
        let scene = transcriptScene()
        guard let thread = scene.thread, let index = transcript.indexAtHand(scene) else { return [] }
        let copied = scene.messages[...index].filter { $0.state != .queued }
        guard let last = copied.last else {
            status.refuse("Nothing was sent here yet")
            return []
        }
        awaitedFork = AwaitedFork(thread: thread, count: copied.count, text: last.text)
        return [.command(.forkThread(thread, at: last.id))]
    }

    /// Shows the copy when it has come.
    mutating func welcomeFork(after event: Event) -> [Effect] {
        guard let awaited = awaitedFork, case .threadOpened(let thread, let messages, _) = event,
            thread != awaited.thread, messages.count == awaited.count,
            messages.last?.text.hasPrefix(awaited.text) == true
        else { return [] }
        awaitedFork = nil
        focus = .composer
        var (effects, words, files) = ([Effect](), awaited.prompt, awaited.files)
        if awaited.takesDraft, composer.thread == awaited.thread, composer.amendment == nil {
            words = composer.takeText()
            files = composer.putBackFiles.removeValue(forKey: awaited.thread) ?? []
            effects = [.command(.saveDraft(awaited.thread, text: ""))]
        }
        effects += show(thread)
        if let words, !words.isEmpty { effects += editing { $0.putBack(words, files, in: thread) } }
        status.say(
            words == nil
                ? "A copy up to here; the other thread stays as it is" : "A copy of the newest messages; Enter sends")
        return effects
    }
}
