import Foundation
import HTTPTypes
import Logging
import WireFormats

/// Owns the runs: starts them, hands their text to whoever listens, saves it, and ends each exactly once.
actor AssistantService {
    nonisolated let store: ServiceStore
    nonisolated let limits: ServiceLimits
    private let engine: any Engine
    private let logger: Logger
    private var live: [String: LiveRun] = [:]
    private var listeners: [Int: Listener] = [:]
    /// Ends that could not be written; tried again before their thread is used.
    private var unwritten: [String: EndedRun] = [:]
    private var lastNumber = 0
    private var door: Door
    private(set) var isShuttingDown = false

    init(store: ServiceStore, engine: any Engine, limits: ServiceLimits, logger: Logger) {
        self.store = store
        self.engine = engine
        self.limits = limits
        self.logger = logger
        door = Door(limits)
    }

    private func nextNumber() -> Int {
        lastNumber += 1
        return lastNumber
    }
}

// MARK: - Runs

extension AssistantService {
    /// Adds the prompt and has it answered. Returns the whole reply.
    ///
    /// Cancelling the caller stops the run, unless another request with the same key waits for it too; the text so far
    /// is kept. Throws a `Refusal` when the run cannot start or its engine fails.
    func answer(_ new: NewRun) async throws -> Assisters.Message {
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
                return try await end(of: new.id)
            case .repeated(let run):
                live[new.id] = nil
                return try await end(of: run)
            }
        } catch {
            if live[new.id]?.work == nil { live[new.id] = nil }
            throw error
        }
    }

    private func start(_ new: NewRun, _ request: EngineRequest) {
        logger.info("run started", metadata: ["run": "\(new.id)", "thread": "\(new.thread)"])
        let work = Task { await self.work(on: request, for: new.id) }
        live[new.id]?.work = work
        live[new.id]?.closing = Task { await self.close(new.id, await work.value) }
        if isShuttingDown { live[new.id]?.stop(because: "the service shuts down") }
    }

    private func end(of run: String) async throws -> Assisters.Message {
        guard live[run] != nil else { return try await store.reply(of: run) }
        let (ends, waiter) = AsyncStream<RunEnd>.makeStream()
        let number = nextNumber()
        live[run]?.waiters[number] = waiter
        for await end in ends {
            switch end {
            case .reply(let message): return message
            case .failed(let refusal): throw refusal
            }
        }
        live[run]?.waiters[number] = nil
        if live[run]?.waiters.isEmpty == true { live[run]?.stop(because: "the client closed the connection") }
        throw CancellationError()
    }

    private func work(on request: EngineRequest, for run: String) async -> WorkEnd {
        async let _: Void = saveRegularly(run)
        do {
            for try await event in engine.run(request) {
                if Task.isCancelled { break }
                switch event {
                case .text(let piece): await grow(run, by: piece)
                case .used, .toolCalled, .toolAnswered: break
                }
            }
            return Task.isCancelled ? .stopped : .whole
        } catch {
            if Task.isCancelled { return .stopped }
            logger.error("engine failed", metadata: ["run": "\(run)", "error": "\(type(of: error))"])
            return .failed(
                Assisters.ErrorDetail(
                    code: "server_error", message: "The assistant failed while it was answering", type: "server_error"))
        }
    }

    private func grow(_ run: String, by piece: String) async {
        // Nothing here holds a copy of the run: growing its text would copy all of it.
        guard !piece.isEmpty, let reply = live[run]?.reply, let thread = live[run]?.thread else { return }
        live[run]?.grow(by: piece)
        publish(Assisters.StreamRecord(id: reply, content: piece, delta: true), in: thread)
        if live[run]?.isDue(after: limits.saveBytes) == true { await save(run) }
    }

    private func saveRegularly(_ run: String) async {
        while (try? await Task.sleep(for: limits.saveInterval)) != nil { await save(run) }
    }

    private func save(_ run: String) async {
        guard let saved = live[run], saved.unsavedBytes > 0 else { return }
        live[run]?.markSaved()
        do {
            try await store.save(saved.text, of: saved.reply)
        } catch  where !Task.isCancelled {
            logger.error("text not saved", metadata: ["run": "\(run)", "error": "\(error)"])
        } catch {}
    }

    /// Written first, told afterwards: whoever hears of the end finds the thread free.
    private func close(_ id: String, _ end: WorkEnd) async {
        guard let run = live[id] else { return }
        let ended = run.ended(end)
        do {
            try await store.end(ended)
        } catch {
            unwritten[id] = ended
            logger.error("end of run not saved", metadata: ["run": "\(id)", "error": "\(error)"])
        }
        let waiters = live[id]?.waiters.values.map { $0 } ?? []
        live[id] = nil
        log(ended, because: run.stopReason)
        publishEnd(ended)
        let message = Assisters.Message(
            id: ended.reply, role: .assistant, content: ended.text, createdAt: run.createdAt, status: ended.status)
        for waiter in waiters {
            waiter.yield(
                ended.failure.map { .failed(Refusal(status: .internalServerError, detail: $0)) } ?? .reply(message))
            waiter.finish()
        }
    }

    private func log(_ ended: EndedRun, because reason: String?) {
        let word = ended.status == .completed ? "finished" : ended.status.rawValue
        var metadata: Logger.Metadata = ["run": "\(ended.id)", "bytes": "\(ended.text.utf8.count)"]
        if ended.status == .stopped { metadata["why"] = "\(reason ?? "cancelled")" }
        logger.info("run \(word)", metadata: metadata)
    }

    /// Stops every run, tells every listener the end, and returns when all that is written.
    func shutDown() async {
        isShuttingDown = true
        for id in live.keys { live[id]?.stop(because: "the service shuts down") }
        while let closing = live.values.lazy.compactMap(\.closing).first { await closing.value }
        for id in listeners.keys { push(EventStream.done, to: id, isLast: true) }
    }
}

// MARK: - Listeners

/// A place at a thread's stream.
struct Subscription: Sendable {
    let id: Int
    /// Rings when `take` has something; ends when the stream has.
    let bell: AsyncStream<Void>
}

extension AssistantService {
    /// Listens to a thread from here on, and to the reply that is being made in it from its beginning.
    ///
    /// - Parameter cut: Called when the listener is too slow and is given up.
    func subscribe(to thread: String, cut: @escaping @Sendable () -> Void) -> Subscription {
        let (bell, continuation) = AsyncStream<Void>.makeStream(bufferingPolicy: .bufferingNewest(1))
        let id = nextNumber()
        listeners[id] = Listener(thread: thread, bell: continuation, cut: cut)
        if let run = live.values.first(where: { $0.thread == thread && !$0.text.isEmpty }) {
            push(EventStream.event(Assisters.StreamRecord(id: run.reply, content: run.text, delta: true)), to: id)
        }
        if isShuttingDown { push(EventStream.done, to: id, isLast: true) }
        return Subscription(id: id, bell: bell)
    }

    /// What waits for the listener; nothing follows the last.
    func take(_ id: Int) -> (bytes: [UInt8], isLast: Bool) {
        guard let taken = listeners[id]?.take() else { return ([], true) }
        if taken.isLast { listeners[id] = nil }
        return taken
    }

    func unsubscribe(_ id: Int) { listeners[id] = nil }

    /// Keeps the connection of a listener alive.
    func ping(_ id: Int) { push(EventStream.ping, to: id) }

    private func publish(_ record: Assisters.StreamRecord, in thread: String) {
        let interested = listeners.filter { $0.value.thread == thread }.keys
        guard !interested.isEmpty else { return }
        let bytes = EventStream.event(record)
        for id in interested { push(bytes, to: id) }
    }

    private func publishEnd(_ run: EndedRun) {
        let record = Assisters.StreamRecord(id: run.reply, content: run.text, delta: false, status: run.status)
        let bytes =
            run.failure.map { EventStream.event(Assisters.ErrorBody($0)) } ?? EventStream.event(record)
            + EventStream.done
        for id in listeners.filter({ $0.value.thread == run.thread }).keys { push(bytes, to: id, isLast: true) }
    }

    private func push(_ bytes: [UInt8], to id: Int, isLast: Bool = false) {
        guard var listener = listeners[id], !listener.isEnding else { return }
        listeners[id] = nil
        guard listener.add(bytes, limit: limits.listenerBytes) else {
            logger.notice("listener cut off: it reads too slowly", metadata: ["thread": "\(listener.thread)"])
            listener.bell.finish()
            return listener.cut()
        }
        if isLast { listener.end() }
        if case .terminated = listener.bell.yield() { return }
        listeners[id] = listener
    }

}

extension AssistantService {
    /// Counts a request that has the key, or has not.
    func admit(hasKey: Bool, peer: String) -> Admission { door.admit(hasKey: hasKey, peer: peer, at: .now) }
}
