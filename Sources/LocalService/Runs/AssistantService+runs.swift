import Logging

extension AssistantService {
    /// Adds the prompt and has it answered. Returns when the run exists, with its id: the new one, or the one that the
    /// same request came to before.
    ///
    /// Throws a `Refusal` when the run cannot start, which leaves nothing behind.
    func begin(_ new: NewRun) async throws -> String {
        guard !isShuttingDown else { throw Refusal.shuttingDown }
        for run in unwritten.values where run.thread == new.thread {
            try await store.end(run)
            unwritten[run.id] = nil
        }
        // Known before it is written: a repeat of the request finds the run in one of the two places at any time.
        live[new.id] = LiveRun(new)
        do {
            switch try await store.beginRun(new) {
            case .started(let request):
                start(new, request)
                return new.id
            case .repeated(let run):
                live[new.id] = nil
                return run
            }
        } catch {
            live[new.id] = nil
            throw error
        }
    }

    /// Waits for the end of a run on behalf of a request that owns it.
    ///
    /// Cancelling the caller stops the run, unless another request owns it too; the text so far is kept.
    func end(of run: String) async throws -> EndedRun {
        guard live[run] != nil else { return try await ended(run) }
        let number = nextNumber()
        let ends = live[run]?.wait(number, ownsRun: true)
        if let ends { for await end in ends { return end } }
        if live[run]?.stopWaiting(number) == true { live[run]?.stop(because: "the client closed the connection") }
        throw CancellationError()
    }

    /// How far the run has come; nil when that API has no such run in that thread.
    func state(of run: String, in thread: String, of api: ThreadOwner) async throws -> RunState? {
        if let running = live[run] {
            return running.names.thread == thread && running.names.api == api ? running.state : nil
        }
        let kept = try await store.state(of: run, in: thread, of: api)
        return kept.map { unwritten[run]?.status ?? $0 }
    }

    /// Stops the run, unless it has ended, and waits for its end; to stop twice is to stop once.
    ///
    /// Returns what became of it: it may have ended in another way before the stop took hold. `.inProgress` says that
    /// its work did not end within `ServiceLimits.stopPatience`; it will. nil when that API has no such run in that
    /// thread.
    func stop(
        _ run: String, in thread: String, of api: ThreadOwner, because reason: String
    ) async throws -> RunState? {
        guard let running = live[run], running.names.thread == thread, running.names.api == api else {
            return try await state(of: run, in: thread, of: api)
        }
        live[run]?.stop(because: reason)
        let number = nextNumber()
        guard let ends = live[run]?.wait(number, ownsRun: false) else { return nil }
        let ended = await Self.first(of: ends, within: limits.stopPatience)
        _ = live[run]?.stopWaiting(number)
        return ended?.status ?? .inProgress
    }

    /// The thread of a run that there is.
    func thread(of run: String) async throws -> String {
        if let running = live[run] { return running.names.thread }
        return try await ended(run).thread
    }

    private static func first(of ends: AsyncStream<EndedRun>, within patience: Duration) async -> EndedRun? {
        await withTaskGroup(of: EndedRun?.self) { group in
            group.addTask {
                for await end in ends { return end }
                return nil
            }
            group.addTask {
                try? await Task.sleep(for: patience)
                return nil
            }
            defer { group.cancelAll() }
            return await group.next() ?? nil
        }
    }

    private func ended(_ run: String) async throws -> EndedRun {
        if let ended = unwritten[run] { return ended }
        return try await store.ended(run)
    }
}

// MARK: - Work

extension AssistantService {
    private func start(_ new: NewRun, _ request: EngineRequest) {
        logger.info("run started", metadata: ["run": "\(new.id)", "thread": "\(new.thread)"])
        let tools = request.tools.definitions
        var request = request
        request.tools = Toolbox(tools, caller: webhooks.caller(of: tools))
        let work = Task { [request] in await self.work(on: request, for: new.id) }
        let closing = Task { await self.close(new.id, await work.value) }
        live[new.id]?.begin(work, closing: closing)
        if let names = live[new.id]?.names { publish(.started, of: names) }
        if isShuttingDown { live[new.id]?.stop(because: "the service shuts down") }
    }

    private func work(on request: EngineRequest, for run: String) async -> WorkEnd {
        async let _: Void = saveRegularly(run)
        do {
            for try await event in engine.run(request) {
                if Task.isCancelled { break }
                await take(event, for: run)
            }
            return Task.isCancelled ? .stopped : .whole
        } catch {
            if Task.isCancelled { return .stopped }
            logger.error("engine failed", metadata: ["run": "\(run)", "error": "\(type(of: error))"])
            return .failed(.engine)
        }
    }

    private func take(_ event: EngineEvent, for run: String) async {
        guard let names = live[run]?.names else { return }
        switch event {
        case .text(let piece):
            guard !piece.isEmpty else { return }
            // Nothing here holds a copy of the run: growing its text would copy all of it.
            live[run]?.grow(by: piece)
            publish(.text(piece), of: names)
            if live[run]?.isDue(after: limits.saveBytes) == true { await save(run) }
        case .used(let sources): live[run]?.grounds.sources += sources
        case .toolCalled(let call):
            live[run]?.grounds.begin(call)
            publish(.toolCalled(call), of: names)
        case .toolAnswered(let id, let outcome):
            live[run]?.grounds.end(id, outcome)
            publish(.toolAnswered(id: id, outcome), of: names)
        }
    }

    private func saveRegularly(_ run: String) async {
        while (try? await Task.sleep(for: limits.saveInterval)) != nil { await save(run) }
    }

    private func save(_ run: String) async {
        guard let saved = live[run], saved.unsavedBytes > 0 else { return }
        live[run]?.markSaved()
        do {
            try await store.save(saved.text, of: saved.names.reply)
        } catch  where !Task.isCancelled {
            logger.error("text not saved", metadata: ["run": "\(run)", "error": "\(error)"])
        } catch {}
    }

    /// Written first, told afterwards: whoever hears of the end finds the thread free.
    private func close(_ id: String, _ end: WorkEnd) async {
        guard let ended = live[id]?.ended(end) else { return }
        do {
            try await store.end(ended)
        } catch {
            unwritten[id] = ended
            logger.error("end of run not saved", metadata: ["run": "\(id)", "error": "\(error)"])
        }
        guard let run = live.removeValue(forKey: id) else { return }
        log(ended, because: run.stopReason)
        publish(.ended(ended), of: run.names)
        run.tellWaiters(ended)
    }

    private func log(_ ended: EndedRun, because reason: String?) {
        let word = ended.status == .completed ? "finished" : ended.status.rawValue
        var metadata: Logger.Metadata = [
            "run": "\(ended.id)", "thread": "\(ended.thread)", "bytes": "\(ended.text.utf8.count)",
        ]
        if ended.status == .stopped { metadata["why"] = "\(reason ?? "cancelled")" }
        logger.info("run \(word)", metadata: metadata)
    }
}
