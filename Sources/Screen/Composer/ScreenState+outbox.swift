import ChatModel
import TerminalModel

/// A prompt on its way to the session: the files that go with it are read first.
struct OutgoingPrompt: Hashable {
    let thread: ThreadID
    let text: String
    /// The earlier prompt in whose place it is asked.
    let amended: MessageID?
    /// The files that are read.
    var files: [MessagePart]
    /// The names of those that are not.
    var missing: [String]
    /// The person has said that it goes, whether the model can hold it or not, and what is left out then.
    let allowance: LengthAllowance?
}

/// A prompt goes though it is too long with all that stands before it.
struct LengthAllowance: Hashable {
    /// What is left out; nil sends all.
    let cut: HistoryCut?
}

// Sending, file by file

extension ScreenState {
    /// Hands a prompt to the session, behind those whose files are still being read.
    mutating func dispatch(
        _ text: String, in thread: ThreadID, inPlaceOf amended: MessageID? = nil, allowing: LengthAllowance? = nil
    ) -> [Effect] {
        let names = takesFiles(thread) ? Prompt(typed: text).attachments : []
        let kept = amended.flatMap { session.message($0, in: thread)?.files } ?? composer.putBackFiles[thread] ?? []
        if amended == nil { composer.putBackFiles[thread] = nil }
        let files = kept.filter { names.contains($0.id) }
        let missing = names.filter { name in !files.contains { $0.id == name } }
        outbox.append(
            OutgoingPrompt(
                thread: thread, text: text, amended: amended, files: files, missing: missing,
                allowance: allowing))
        return outbox.count == 1 ? handOver() : []
    }

    /// All prompts of the outbox up to the first whose files have to be read.
    private mutating func handOver() -> [Effect] {
        var effects: [Effect] = []
        while let prompt = outbox.first {
            guard prompt.missing.isEmpty else { return effects + [.errand(.read(files: prompt.missing))] }
            if let refusal = session.thread(prompt.thread).flatMap({ session.refusal(of: prompt.files, in: $0) }) {
                return effects + returnPrompt(refusal) + handOver()
            }
            if session.summaries[prompt.thread] != nil { return effects + returnPrompt(Self.summarising) + handOver() }
            if prompt.allowance == nil, isTooLong(prompt) { return effects + askForLength() + handOver() }
            outbox.removeFirst()
            // Directly before it: a prompt that comes back must not leave the permission to the next one.
            if let allowance = prompt.allowance { effects.append(.command(.allowLength(prompt.thread, allowance.cut))) }
            effects.append(.command(prompt.command))
        }
        return effects
    }

    /// The files of the first prompt are read: it is sent, and what was written meanwhile is kept.
    mutating func filesRead(_ files: [MessagePart]) -> [Effect] {
        guard !outbox.isEmpty else { return [] }
        outbox[0].files += files
        outbox[0].missing = []
        return keepingDrafts { $0.handOver() }
    }

    mutating func filesRefused(_ failure: Failure) -> [Effect] {
        outbox.isEmpty ? [] : keepingDrafts { $0.returnPrompt(failure) + $0.handOver() }
    }

    /// What is sent takes the draft of its thread away: what is written there meanwhile is kept again.
    private mutating func keepingDrafts(_ body: (inout ScreenState) -> [Effect]) -> [Effect] {
        var threads: [ThreadID] = []
        for prompt in outbox where !threads.contains(prompt.thread) { threads.append(prompt.thread) }
        let effects = body(&self)
        let saves = threads.compactMap { thread -> Effect? in
            let draft = draftToKeep(in: thread)
            return draft.isEmpty ? nil : .command(.saveDraft(thread, text: draft))
        }
        return effects + saves.filter { !effects.contains($0) }
    }

    private static let summarising = Failure(
        what: "Nothing was sent", why: "a summary is being written here", remedy: "wait for it, or stop it")

    /// How long a prompt is, is known when its files are read.
    private func isTooLong(_ prompt: OutgoingPrompt) -> Bool {
        let thread = prompt.thread
        guard !prompt.files.isEmpty, session.run(in: thread) == nil else { return false }
        let tokens = TokenEstimate.tokens(of: prompt.text) + TokenEstimate.tokens(of: prompt.files)
        let path =
            prompt.amended.map { Array(session.path(to: $0, in: thread).dropLast()) } ?? session.messages[thread] ?? []
        guard !path.contains(where: { $0.state == .queued }) else { return false }
        return session.shortage(of: thread, after: path, prompt: tokens) != nil
    }

    /// The first prompt is written again, and what is to be done is asked where the person still looks at it.
    private mutating func askForLength() -> [Effect] {
        let prompt = outbox[0]
        let effects = returnPrompt(nil)
        let isShown = threads.selected == prompt.thread && composer.amendment?.prompt == prompt.amended
        if !isShown || !asksForLength(of: prompt.amended.map { .edited($0) } ?? .new) {
            status.refuse("Too long for the model; nothing was sent")
        }
        return effects
    }

    /// The first prompt cannot be sent: it is written again, and those that were sent behind it in the same thread.
    private mutating func returnPrompt(_ failure: Failure?) -> [Effect] {
        let thread = outbox[0].thread
        let returned = outbox.filter { $0.thread == thread }
        outbox.removeAll { $0.thread == thread }
        for prompt in returned.reversed() { rewrite(prompt) }
        if let failure { status.refuse(ReplyWords.advice(failure)) }
        return [.command(.saveDraft(thread, text: draftToKeep(in: thread)))]
    }

    /// What the session has not sent stands in the composer again, above what is written there now. In a thread that was
    /// not shown yet it is the draft.
    mutating func writeReturned(_ event: Event) -> [Effect] {
        guard case .promptReturned(let thread, let text, let files, let amended) = event,
            composer.draft(of: thread) != nil
        else { return [] }
        rewrite(
            OutgoingPrompt(thread: thread, text: text, amended: amended, files: files, missing: [], allowance: nil))
        // What is edited elsewhere is not in the draft here, but in the one that the session keeps.
        guard amended == nil || composer.thread == thread && composer.amendment?.prompt == amended else { return [] }
        return [.command(.saveDraft(thread, text: draftToKeep(in: thread)))]
    }

    private mutating func rewrite(_ prompt: OutgoingPrompt) {
        guard let amended = prompt.amended, let message = session.message(amended, in: prompt.thread) else {
            return composer.putBack(prompt.text, prompt.files, in: prompt.thread)
        }
        composer.unsentEdits[amended] = prompt.text
        guard composer.thread == prompt.thread, composer.amendment == nil else { return }
        composer.amend(amended, Prompt(message).typed)
    }

    /// What is written in a thread and not sent, with what is on its way.
    func draftToKeep(in thread: ThreadID) -> String {
        let leaving = outbox.filter { $0.thread == thread }.map(\.text)
        let draft = composer.draft(of: thread) ?? ""
        let texts = leaving + (draft.isEmpty ? [] : [draft])
        return texts.dropFirst().reduce(texts.first ?? "") { Prompt.joined($0, $1) }
    }

    /// "reading photo.png", while something is.
    var reading: SafeText? {
        guard let name = outbox.first?.missing.first else { return nil }
        return "reading " + SafeText(name.flat)
    }

    private func takesFiles(_ thread: ThreadID) -> Bool {
        session.thread(thread).flatMap(session.service)?.files.takesContents == true
    }
}

extension OutgoingPrompt {
    fileprivate var command: Command {
        amended.map { .editPrompt(thread, $0, text: text, files: files) } ?? .send(thread, text: text, files: files)
    }
}

// Why files cannot go along

extension ScreenState {
    /// Asked for each frame: a long text is not taken apart for nothing.
    var attachingRefusal: SafeText? {
        guard composer.editor.clusters.starts(with: "/attach"), let service, !service.files.takesContents else {
            return nil
        }
        let names = Prompt(typed: composer.editor.text).attachments
        let name = SafeText(service.name.flat)
        guard service.files == .ids else { return names.isEmpty ? nil : name + " takes no attachments" }
        let own = filesAtHand.map(\.id)
        let isOwn = names.contains { AttachLine.isPath($0) || own.contains($0) }
        return isOwn ? name + " takes files by their ids only" : nil
    }

    /// Those of the prompt that is edited, or was put back.
    private var filesAtHand: [MessagePart] {
        guard let thread = composer.thread else { return [] }
        guard let edited = composer.amendment?.prompt else { return composer.putBackFiles[thread] ?? [] }
        return session.message(edited, in: thread)?.files ?? []
    }

    /// Why no file of this computer can be attached here.
    var fileRefusal: SafeText? {
        if let refusal = readOnlyReason { return refusal }
        guard let service, !service.files.takesContents else { return nil }
        let name = SafeText(service.name.flat)
        return service.files == .ids ? name + " takes files by their ids only: /attach ID" : name + " takes no files"
    }
}
