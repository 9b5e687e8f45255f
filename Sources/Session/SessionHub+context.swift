import ChatModel

/// What a model cannot hold is never left out unasked: a prompt that would not fit is not sent until the person has said
/// how.
extension SessionHub {
    /// A remote thread has heard what is left out, and not what is sent again: the next prompt begins one anew.
    func cut(_ id: ThreadID, at place: MessageID, _ cut: HistoryCut) {
        guard var thread = state.thread(id), state.message(place, in: id) != nil else { return }
        publish(.messagePartSet(id, place, cut.part))
        guard thread.remoteID != nil || thread.remoteTip != nil else { return }
        thread.remote = nil
        publish(.threadSaved(thread))
    }

    /// Why a prompt is not sent that does not fit, nor while a summary is written that may make it fit.
    ///
    /// One that has to wait is looked at again when it is its turn: until then more will have been said.
    func lengthRefusal(
        of words: SentPrompt, in thread: ThreadID, behind parent: MessageID?, _ reach: PromptReach?
    ) -> Failure? {
        if summaries[thread] != nil { return .summarising("The message was not sent") }
        guard reach == nil, !waits(behind: parent, in: thread) else { return nil }
        let path = parent.map { state.path(to: $0, in: thread) } ?? []
        let prompt = TokenEstimate.tokens(of: words.text) + TokenEstimate.tokens(of: words.parts)
        return state.shortage(of: thread, after: path, prompt: prompt).map { .tooLong($0, isWaiting: false) }
    }

    /// Says so if nothing is asked anew in a thread because a summary of it is being written.
    func waitsForSummary(in thread: ThreadID, _ what: String) -> Bool {
        guard summaries[thread] != nil else { return false }
        noteWishTrouble(.summarising(what))
        return true
    }

    /// Why a prompt goes on waiting whose turn it is.
    func shortageOfTurn(of prompt: Message) -> ContextShortage? {
        anyway.contains(prompt.id) ? nil : state.shortage(asking: prompt)
    }
}

extension Failure {
    static func tooLong(_ shortage: ContextShortage, isWaiting: Bool) -> Failure {
        Failure(
            what: isWaiting ? "The next prompt waits" : "The message was not sent",
            why: shortage.words,
            remedy: isWaiting ? "take it back and send it again, to choose" : "choose what is left out")
    }

    /// What was wished for while a summary is written that may change what is sent.
    static func summarising(_ what: String) -> Failure {
        Failure(what: what, why: "a summary is being written here", remedy: "wait for it, or stop it")
    }
}
