import ChatModel

/// Replies: asked for once their prompt is durable, taken as they come, ended once.
extension SessionHub {
    /// Adds a reply to the prompt, with its run; the service is asked when all this is durable. Where a reply stands
    /// already, a new branch begins. The prompts that wait behind the prompt go on waiting behind the reply.
    func ask(_ prompt: MessageID, in id: ThreadID) {
        guard var thread = state.thread(id), let asked = state.message(prompt, in: id) else { return }
        let reply = Message(
            id: MessageID(newName()), thread: id, role: .assistant, text: "", createdAt: now(), state: .running,
            parent: prompt, answers: prompt, author: state.author(in: thread))
        let run = Run(id: RunID(newName()), thread: id, prompt: prompt, reply: reply.id, startedAt: now())
        beforeQueue(behind: prompt, in: id) {
            add(reply)
            return reply.id
        }
        // What is left out from here on, the remote thread has heard.
        let remote = asked.cut == nil ? thread.remote.flatMap { $0.tip == asked.parent ? $0 : nil } : nil
        thread.remoteID = remote?.id
        // From now on the service may have heard more; the end of the run says how much.
        thread.remoteTip = nil
        if thread != state.thread(id) { publish(.threadSaved(thread)) }
        publish(.runChanged(run))
        live[run.id] = LiveRun(run: run, service: thread.service, ticket: journal.added, remote: remote)
        if providers[thread.service] == nil {
            end(run.id, .failed(.unknownService(thread.service)))
        } else if let refusal = state.refusal(of: asked.parts, in: thread) {
            // Who answers may have changed since the prompt was written.
            end(run.id, .failed(refusal))
        }
    }

    /// Asks the services for the replies whose prompts have become durable.
    func askForSavedPrompts() {
        let ready = live.values.filter { $0.handle == nil && $0.ticket <= journal.saved }
        for run in ready.sorted(by: { $0.ticket < $1.ticket }) { launch(run) }
    }

    /// Ends the replies whose prompts could not be saved: what is not durable is not sent.
    func failUnsavedPrompts(through last: Int, because failure: Failure) {
        let lost = live.values.filter { $0.handle == nil && $0.ticket <= last }
        for run in lost.sorted(by: { $0.ticket < $1.ticket }) { end(run.run.id, .failed(.unsaved(because: failure))) }
    }

    private func launch(_ ready: LiveRun) {
        let run = ready.run
        guard let provider = providers[ready.service], let thread = state.thread(run.thread),
            let prompt = state.message(run.prompt, in: run.thread)
        else { return }
        let path = state.path(to: prompt.id, in: run.thread)
        let history = ReplyRequest.history(along: path, before: prompt.id)
        let handle = provider.reply(
            to: ReplyRequest(
                run: run.id, thread: thread, prompt: prompt, history: history,
                takesImages: state.takesImages(thread)))
        if let notice = notice(of: thread) { publish(.messagePartSet(run.thread, run.reply, notice)) }
        live[run.id]?.handle = handle
        live[run.id]?.listener = Task { await listen(to: handle.events, of: run.id) }
    }

    /// Other work gets its turn after so many events of a flood.
    private static let turn = 64

    private func listen(to events: AsyncStream<ReplyEvent>, of run: RunID) async {
        var count = 0
        for await event in events {
            take(event, of: run)
            count += 1
            if count.isMultiple(of: Self.turn) { await Task.yield() }
        }
        end(run, .interrupted(.endless))
    }

    private func take(_ event: ReplyEvent, of id: RunID) {
        guard let target = live[id] else { return }
        let run = target.run
        if target.late == nil { noteReasoning(event, of: id) }
        switch event {
        case .ended(let end): self.end(id, end)
        case .threadNamed(let name): keepName(name, of: run.thread, at: target.service)
        case .rateLimit(let limit): note(limit, of: target.service)
        // What a reply took is nothing that it says, and known to the end only when it is over.
        case .part(let part) where part.kind == .usage: publish(.messagePartSet(run.thread, run.reply, part))
        case _ where target.late != nil: live[id]?.late?.take(event)
        case .text(""): return
        case .text(let piece):
            if run.phase != .streaming { setPhase(.streaming, of: id) }
            publish(.replyGrew(run.thread, run.reply, by: piece))
        case .wholeText(let whole):
            setPhase(.streaming, of: id)
            publish(.replyReplaced(run.thread, run.reply, text: whole))
        case .part(let part):
            // A thought is what a model says first.
            if part.kind == .reasoning { setPhase(.streaming, of: id) }
            publish(.messagePartSet(run.thread, run.reply, part))
        case .partGrew(_, ""): return
        case .partGrew(let part, let piece): publish(.messagePartGrew(run.thread, run.reply, part: part, by: piece))
        case .retrying(let wait, let failure): setPhase(.retrying(at: now() + wait, because: failure), of: id)
        }
    }

    func setPhase(_ phase: RunPhase, of id: RunID) {
        guard var run = live[id]?.run, run.phase != phase else { return }
        run.phase = phase
        live[id]?.run = run
        publish(.runChanged(run))
    }

    /// Not if the thread has another service by now.
    private func keepName(_ name: String, of id: ThreadID, at service: ServiceID) {
        guard var thread = state.thread(id), thread.service == service, thread.remoteID != name else { return }
        thread.remoteID = name
        publish(.threadSaved(thread))
    }

    /// The one end of a run; what comes later of it is not listened to.
    func end(_ id: RunID, _ end: ReplyEnd) {
        settleReasoning(of: id)
        guard let ended = live.removeValue(forKey: id) else { return }
        ended.release()
        let run = ended.run
        let final = ended.late == nil ? end : end.afterWish
        if final == .stopped(.alreadyFinished) {
            for event in ended.late?.completion(of: run) ?? [] { publish(event) }
        }
        publish(.messageStateChanged(run.thread, run.reply, final.state))
        publish(.runEnded(id))
        noteEnd(final, of: ended)
        if ended.handle != nil { note(end, of: ended.service) }
        if !final.isTrouble { askNextQueued(in: run.thread) }
        reachMilestone()
    }

    private func noteEnd(_ end: ReplyEnd, of ended: LiveRun) {
        guard var thread = state.thread(ended.run.thread) else { return }
        thread.activeAt = now()
        thread.isUnread = opened != thread.id
        thread.hasFailed = end.isTrouble
        if thread.service == ended.service {
            if ended.handle == nil {
                thread.remote = ended.remote
            } else if end.isHeard, thread.remoteID != nil {
                thread.remoteTip = ended.run.reply
            }
        }
        publish(.threadSaved(thread))
    }
}

extension ReplyEnd {
    fileprivate var state: MessageState {
        switch self {
        case .complete: .complete
        case .stopped(let outcome): .stopped(outcome)
        case .interrupted(let failure): .interrupted(failure)
        case .failed(let failure): .failed(failure)
        }
    }

    fileprivate var isTrouble: Bool {
        switch self {
        case .complete, .stopped: false
        case .interrupted, .failed: true
        }
    }

    /// The service has heard the prompt and has its reply as it is here.
    fileprivate var isHeard: Bool {
        switch self {
        case .complete, .stopped(.byService), .stopped(.alreadyFinished): true
        case .stopped(.hereOnly), .stopped(.byClosing), .interrupted, .failed: false
        }
    }

    /// The same end, seen by someone who wished to stop before it came.
    fileprivate var afterWish: ReplyEnd {
        switch self {
        case .complete: .stopped(.alreadyFinished)
        case .stopped: self
        case .interrupted, .failed: .stopped(.hereOnly)
        }
    }
}
