import ChatModel
import Session

extension AskRun {
    /// What is left out of the thread so that the question fits; nil if it does. Nothing is left out unasked.
    func cut(
        for prompt: AskPrompt, in stored: StoredThread, _ service: ConnectedService
    ) async throws(Failure) -> HistoryCut? {
        guard !stored.messages.isEmpty else { return nil }
        let thread = stored.thread.id
        var state = SessionState(threads: [stored.thread], services: [service.service])
        state.apply(.threadOpened(thread, stored.messages, through: stored.through))
        if let list = await service.directory?.remembered() {
            state.apply(.assistantsChanged(service.service.id, list))
        }
        let path = state.messages[thread] ?? []
        let tokens = TokenEstimate.tokens(of: prompt.text) + TokenEstimate.tokens(of: prompt.images)
        guard let shortage = state.shortage(of: thread, after: path, prompt: tokens) else { return nil }
        guard let kept = shortage.kept else {
            throw Failure(
                what: "Nothing was asked", why: shortage.words,
                remedy: "ask less at once, or ask a model that holds more")
        }
        guard ask.leavesOut else {
            throw Failure(
                what: "Nothing was asked", why: shortage.words,
                remedy:
                    "--leave-out leaves out the oldest messages; a new thread begins without --continue and --thread")
        }
        return HistoryCut(kept: kept)
    }
}
