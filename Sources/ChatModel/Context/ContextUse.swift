/// How much of what a model can hold is taken by what it will be sent.
package struct ContextUse: Hashable, Sendable {
    package let tokens: Int
    /// Not all of it was counted by the service.
    package let isEstimate: Bool
    package let limit: Int

    package init(tokens: Int, isEstimate: Bool, limit: Int) {
        self.tokens = tokens
        self.isEstimate = isEstimate
        self.limit = limit
    }

    /// Rounded, and above 0 where something is taken.
    package var percent: Int {
        guard limit > 0, tokens > 0 else { return 0 }
        return max(1, Int((Double(tokens) / Double(limit) * 100).rounded()))
    }

    /// It will soon be full.
    package var isHigh: Bool { percent >= 80 }

    /// "context 34 %", "context about 34 %"
    package var words: String { "context \(isEstimate ? "about " : "")\(percent) %" }
}

/// What is sent of a branch, in tokens.
package struct BranchTokens: Hashable, Sendable {
    package var tokens = 0
    /// Not all of it was counted by the service.
    package var isEstimate = false

    /// Counted by the service up to its last reply that says so, and estimated from there. What a reply has thought is
    /// not sent again. A count from before a cut was made says nothing of what is sent since.
    package init(sentAlong path: [Message]) {
        let decided = path.lastIndex { $0.cut != nil } ?? -1
        let counted = path.indices.last { $0 > decided && path[$0].sentTokens != nil }
        if let counted, let count = path[counted].sentTokens {
            let rest = ReplyRequest.history(of: path[(counted + 1)...])
            tokens = count + TokenEstimate.tokens(of: rest)
            isEstimate = !rest.isEmpty
        } else {
            let history = ReplyRequest.history(along: path)
            tokens = TokenEstimate.tokens(of: history)
            isEstimate = !history.isEmpty
        }
    }
}

extension Message {
    /// What this reply and all that was sent for it take in the next request, as its service counted.
    fileprivate var sentTokens: Int? {
        guard role == .assistant, state.isFinal, let part = parts.first(where: { $0.id == TokenUsage.partID }),
            let usage = TokenUsage(part: part), let input = usage.input, let output = usage.output
        else { return nil }
        // No service is believed to count more than a model could ever hold: the sums must not overflow.
        func believed(_ count: Int) -> Int { min(max(0, count), 1_000_000_000) }
        return believed(input) + max(0, believed(output) - believed(usage.reasoning ?? 0))
    }
}

extension SessionState {
    /// Who speaks in a thread, with the service where there are several.
    package func author(in thread: ChatThread) -> String {
        guard let service = service(of: thread) else { return thread.service.text }
        let name = thread.assistant?.name ?? service.assistant
        guard services.count > 1, name != service.name else { return name.isEmpty ? service.name : name }
        return name.isEmpty ? service.name : "\(name) · \(service.name)"
    }

    /// How many tokens the model of a thread can hold; nil where nobody knows.
    package func contextLimit(of thread: ChatThread) -> Int? {
        guard let service = service(of: thread) else { return nil }
        let model = model(of: thread)
        let listed = assistants[service.id]?.assistants.first { $0.id.text == model }?.contextTokens
        return service.contextLimits.context(of: model, listed: listed)
    }

    /// How many of them are kept for the reply.
    package func replyRoom(of thread: ChatThread, limit: Int) -> Int {
        let set = thread.settings.maxTokens ?? service(of: thread)?.contextLimits.reply(of: model(of: thread))
        return set.map { min($0, limit / 2) } ?? min(4096, limit / 8)
    }

    /// Who answers in a thread, as its service of models knows it.
    private func model(of thread: ChatThread) -> String {
        thread.assistant?.id.text ?? service(of: thread)?.assistant ?? ""
    }

    /// How full the context of a thread is that is loaded; nil where nothing was said or its limit is not known.
    package func contextUse(of id: ThreadID) -> ContextUse? {
        guard let thread = thread(id), let limit = contextLimit(of: thread), limit > 0, let branch = messages[id] else {
            return nil
        }
        let sent = BranchTokens(sentAlong: branch)
        return sent.tokens > 0 ? ContextUse(tokens: sent.tokens, isEstimate: sent.isEstimate, limit: limit) : nil
    }
}
