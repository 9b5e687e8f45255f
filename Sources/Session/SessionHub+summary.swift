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
        guard !live.work.isStopping, let handle = live.handle else { return drop(summaryOf: id) }
        summaries[id]?.work.isStopping = true
        publish(.summaryChanged(id, summaries[id]?.work))
        summaries[id]?.deadline = Task {
            try? await sleep(Self.stopWait)
            if !Task.isCancelled { drop(summaryOf: id) }
        }
        handle.stop()
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
            written.text = ""
            let handle = provider.reply(to: request(about: lead + piece, in: thread))
            guard summaries[thread.id] != nil, !Task.isCancelled else {
                handle.drop()
                return .success(written)
            }
            summaries[thread.id]?.handle = handle
            var end: ReplyEnd?
            for await event in handle.events {
                switch event {
                case .text(let piece): written.text += piece
                case .wholeText(let whole): written.text = whole
                case .part(let part): if let usage = TokenUsage(part: part) { written.usage = written.usage + usage }
                case .ended(let how): end = how
                case .threadNamed, .partGrew, .rateLimit, .retrying: continue
                }
            }
            // One that is stopped may have come to its end: the next piece is not asked about all the same.
            guard summaries[thread.id]?.work.isStopping == false else { return .success(written) }
            if let failure = Self.failure(of: end, written.text) { return .failure(failure) }
        }
        return .success(written)
    }

    /// Not in the remote thread that knows what was said: that would hear of it too.
    private func request(about told: [Message], in thread: ChatThread) -> ReplyRequest {
        var thread = thread
        thread.remote = nil
        // What the person wants of answers would shape the summary too.
        thread.settings = ReplySettings()
        let prompt = Message(
            id: MessageID(newName()), thread: thread.id, role: .user, text: SummaryPlan.wish, createdAt: now(),
            state: .sent)
        return ReplyRequest(
            run: RunID(newName()), thread: thread, prompt: prompt, history: told, takesImages: state.takesImages(thread)
        )
    }

    private static func failure(of end: ReplyEnd?, _ text: String) -> Failure? {
        switch end {
        case .complete: text.allSatisfy(\.isWhitespace) ? .noSummary(because: .noWords) : nil
        case .failed(let failure), .interrupted(let failure): .noSummary(because: failure)
        case .stopped, nil: .noSummary(because: .endless)
        }
    }

    private func end(_ outcome: Result<Written, Failure>, of id: ThreadID, at place: MessageID, keeping kept: Int) {
        guard !Task.isCancelled, let live = summaries.removeValue(forKey: id) else { return }
        live.deadline?.cancel()
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
        let why = reason.why.isEmpty ? reason.what : "\(reason.what), \(reason.why)"
        return Failure(
            what: "The summary was not made, and nothing was changed", why: why,
            remedy: reason.isAboutContext ? "leave the oldest out instead" : reason.remedy)
    }

    fileprivate static let stillAnswering = Failure(
        what: "a reply is being written in the thread", remedy: "wait for it, or stop it")

    fileprivate static let noWords = Failure(
        what: "the model wrote nothing", remedy: "try again, or leave the oldest out")
}
