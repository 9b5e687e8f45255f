/// A prompt that would not fit into what its model can hold, with all that stands before it.
package struct ContextShortage: Hashable, Sendable {
    /// About what the prompt, what stands before it and the reply take; nil where only the service knows.
    package let needed: Int?
    package let limit: Int?
    /// How many of the messages before the prompt stay if the oldest are left out; nil where that does not help.
    package let kept: Int?

    package init(needed: Int?, limit: Int?, kept: Int?) {
        self.needed = needed
        self.limit = limit
        self.kept = kept
    }
}

extension SessionState {
    /// Why a new prompt is better not sent as it is; nil if it fits, as far as anybody knows.
    ///
    /// It does not fit where the counts say so, or where its service has said so of what stands before it.
    /// - Parameters:
    ///   - path: What stands before the prompt, from the beginning of its branch.
    ///   - prompt: What it takes itself, in tokens.
    ///   - isRefused: The service has said so of this prompt.
    package func shortage(
        of id: ThreadID, after path: [Message], prompt: Int, isRefused: Bool = false
    ) -> ContextShortage? {
        guard let thread = thread(id) else { return nil }
        let limit = contextLimit(of: thread).flatMap { $0 > 0 ? $0 : nil }
        let sent = BranchTokens(sentAlong: path).tokens
        let room = limit.map { $0 - replyRoom(of: thread, limit: $0) - prompt }
        if let limit, let room, sent > room {
            // Half of what there is room for stays, so that the next prompt does not come to the same.
            let kept = path.kept(sent: sent, goal: (room + prompt) / 2, most: room)
            return ContextShortage(needed: sent + limit - room, limit: limit, kept: kept)
        }
        guard isRefused || path.endsFull(by: author(in: thread)) else { return nil }
        let most = min(sent / 2, room ?? .max)
        return ContextShortage(needed: nil, limit: nil, kept: path.kept(sent: sent, goal: most, most: most))
    }

    /// The same for a prompt that is there already: one that waits, or one that is asked again.
    package func shortage(asking prompt: Message, isRefused: Bool = false) -> ContextShortage? {
        var path = Array(path(to: prompt.id, in: prompt.thread).dropLast())
        if let cut = prompt.cut, !path.isEmpty {
            path[path.count - 1].set(HistoryCut(kept: cut.kept.map { $0 - 1 }, summary: cut.summary).part)
        }
        return shortage(
            of: prompt.thread, after: path, prompt: TokenEstimate.tokens(of: prompt), isRefused: isRefused)
    }
}

extension [Message] {
    /// Its last reply ended because the model could not hold more, and nothing was left out since.
    fileprivate func endsFull(by author: String) -> Bool {
        guard let last = last(where: { $0.role == .assistant }),
            // The service stands behind the name only where there are several.
            last.author == author || last.author.hasPrefix(author + " · ")
        else { return false }
        return last.state.saysContextIsFull && last.cut?.kept == nil && self.last?.cut?.kept == nil
    }

    /// How many messages stay: as many turns as fit the goal, else the last turn if it fits at all, else what fits of
    /// it. nil where there is nothing to leave out, or leaving all out would not be enough.
    fileprivate func kept(sent: Int, goal: Int, most: Int) -> Int? {
        let estimated = TokenEstimate.tokens(of: ReplyRequest.history(along: self))
        guard most > 0, estimated > 0 else { return nil }
        // Where the service has counted, its tokens are what messages are measured in.
        let scale = Swift.max(0.25, Double(sent) / Double(estimated))
        let start = cutPlace?.start ?? 0
        var (tail, turns, any) = (0.0, 0, 0)
        for index in indices.reversed() where index > start {
            if self[index].state != .queued { tail += Double(TokenEstimate.tokens(of: self[index])) * scale }
            guard tail <= Double(most) else { break }
            any = count - index
            if self[index].role == .user, turns == 0 || tail <= Double(goal) { turns = any }
        }
        return turns > 0 ? turns : any
    }
}

extension ContextShortage {
    /// Why it does not fit, for the reason of a failure.
    package var words: String {
        guard let needed, let limit else { return "the model has said that it cannot hold more" }
        return "the thread with it would take about \(TokenUsage.grouped(needed)) of the "
            + "\(TokenUsage.grouped(limit)) tokens that the model can hold"
    }
}
