import ChatModel

/// A summary is a request of the session beside the thread: nothing of it is in the thread but what comes of it.
extension SessionHub {
    /// Asks for a summary of what a cut leaves out, and makes the cut with it.
    /// - Parameters:
    ///   - place: The message that the cut is decided at.
    ///   - kept: How many messages up to that one stay.
    func summarise(_ id: ThreadID, at place: MessageID, keeping kept: Int) {
        guard summaries[id] == nil, !isClosing, let thread = state.thread(id) else { return }
        noteWishTrouble(nil)
        let path = state.path(to: place, in: id)
        let stays = Set(path.suffix(kept).map(\.id))
        let told = ReplyRequest.history(along: path).filter { !stays.contains($0.id) }
        guard let provider = providers[thread.service] else {
            return noteWishTrouble(.noSummary(because: .unknownService(thread.service)))
        }
        guard state.run(in: id) == nil else { return noteWishTrouble(.noSummary(because: .stillAnswering)) }
        guard let first = path.first, !told.isEmpty else { return }
        let plan = SummaryPlan(of: told, room: roomOfPiece(told, in: thread))
        var live = LiveSummary(startedAt: now())
        live.writer = Task {
            let outcome = await write(plan, before: first, in: thread, provider)
            end(outcome, of: id, at: place, keeping: kept)
        }
        summaries[id] = live
        publish(.summaryChanged(id, live.work))
    }

    /// Something is left for the reply and for the summary of the pieces before. Where nobody knows what the model can
    /// hold, all together were too much for it.
    private func roomOfPiece(_ told: [Message], in thread: ChatThread) -> Int {
        guard let limit = state.contextLimit(of: thread), limit > 0 else {
            return TokenEstimate.tokens(of: told) / 2 + 1
        }
        return max(limit / 4, limit - state.replyRoom(of: thread, limit: limit) - limit / 8)
    }

    /// Stops it in the way its service has; the thread stays as it is.
    func stopSummary(of id: ThreadID) {
        guard let live = summaries[id] else { return }
        // A second wish does not wait.
        guard !live.work.isStopping, live.question != nil else { return drop(summaryOf: id) }
        summaries[id]?.work.isStopping = true
        publish(.summaryChanged(id, summaries[id]?.work))
        summaries[id]?.question?.stop(waitForStop)
    }

    private func drop(summaryOf id: ThreadID) {
        summaries.removeValue(forKey: id)?.abandon()
        publish(.summaryChanged(id, nil))
    }

    // MARK: Writing

    private struct Written {
        var text = ""
        var usage = TokenUsage()
    }

    private func write(
        _ plan: SummaryPlan, before first: Message, in thread: ChatThread, _ provider: any ReplyProvider
    ) async -> Result<Written, Failure> {
        var written = Written()
        for piece in plan.pieces {
            let lead = written.text.isEmpty ? [] : [ReplyRequest.lead(written.text, before: first)]
            let question = AsideQuestion(
                request(beside: thread, saying: SummaryPlan.wish, after: lead + piece), of: provider)
            guard summaries[thread.id] != nil, !Task.isCancelled else {
                question.drop()
                return .success(written)
            }
            summaries[thread.id]?.question = question
            let answer = await question.answer
            written = Written(text: answer.text, usage: written.usage + answer.usage)
            // One that is stopped may have come to its end: the next piece is not asked about all the same.
            guard summaries[thread.id]?.work.isStopping == false else { return .success(written) }
            if let failure = Self.failure(of: answer) { return .failure(failure) }
        }
        return .success(written)
    }

    private static func failure(of answer: AsideAnswer) -> Failure? {
        if let failure = answer.failure { return .noSummary(because: failure) }
        guard answer.end == .complete else { return .noSummary(because: .endless) }
        return answer.text.allSatisfy(\.isWhitespace) ? .noSummary(because: .noWords) : nil
    }

    private func end(_ outcome: Result<Written, Failure>, of id: ThreadID, at place: MessageID, keeping kept: Int) {
        guard !Task.isCancelled, let live = summaries.removeValue(forKey: id) else { return }
        live.question?.release()
        if !live.work.isStopping {
            switch outcome {
            case .success(let written):
                cut(id, at: place, HistoryCut(kept: kept, summary: written.text))
                if written.usage.hasCounts { publish(.messagePartSet(id, place, .usage(ofSummary: written.usage))) }
            case .failure(let failure): noteWishTrouble(failure)
            }
        }
        publish(.summaryChanged(id, nil))
    }
}

extension MessagePart {
    /// What a summary took counts in its thread as what replies took does.
    fileprivate static func usage(ofSummary usage: TokenUsage) -> MessagePart {
        MessagePart(id: "summary-usage", kind: .usage, title: "the summary: " + usage.words, text: usage.part.text)
    }
}

extension Failure {
    fileprivate static func noSummary(because reason: Failure) -> Failure {
        undone(
            "The summary was not made, and nothing was changed", because: reason,
            remedy: reason.isAboutContext ? "leave the oldest out instead" : nil)
    }

    fileprivate static let stillAnswering = Failure(
        what: "a reply is being written in the thread", remedy: "wait for it, or stop it")

    fileprivate static let noWords = Failure(
        what: "the model wrote nothing", remedy: "try again, or leave the oldest out")
}
