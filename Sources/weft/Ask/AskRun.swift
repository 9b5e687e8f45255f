import ChatModel
import Glibc
import Session
import Store
import Synchronization
import TerminalFront

/// One `weft ask` from its beginning to its end.
struct AskRun {
    let ask: Ask
    private let locations = Locations.current()
    private let handover: Handover
    private let installation: LocalInstallation

    init(_ ask: Ask) {
        self.ask = ask
        handover = Handover(locations)
        installation = LocalInstallation(locations: locations, use: .passing)
    }

    func run() async throws(Failure) {
        let prompt = try ask.prompt
        let configuration = try configuration()
        let before = try await place.find(locations)
        let wish = AskWish(service: ask.service, assistant: ask.assistant, model: ask.model, system: ask.system)
        let target = try AskTarget(
            wish, in: configuration, current: before?.thread.service, presets: try await presets())
        try ProcessSafety.makeDirectory(locations.state)
        let services = ServiceTable(
            .success(target.configuration), environment: Locations.environment, models: locations.models,
            local: { [installation] in await installation.client($0) }, gate: {})
        guard let service = services.connected.first(where: { $0.service.id.text == target.name }) else {
            throw Failure(what: "There is no service \(target.name)")
        }
        let thread = try await thread(behind: before, target, service)
        let cut = try await cut(for: prompt, in: thread, service)
        let name = Names.next()
        let own = ask.isForgotten ? nil : try handover.open(name)
        let ending = await converse(prompt, cut, in: AskStore(thread: thread, own: own), service)
        await services.close()
        await installation.shutdown()
        if let own { await keep(own, name) }
        end(ending)
    }

    private var place: AskThread { ask.continues ? .newest : ask.thread.map(AskThread.named) ?? .new }

    /// Whom the person may mean by a name.
    private func presets() async throws(Failure) -> [Preset] {
        guard ask.assistant != nil,
            let store = try ThreadDatabase.openForReading(directory: locations.threads, now: .now)
        else { return [] }
        let found: Result<[Preset], Failure>
        do throws(Failure) { found = .success(try await store.presets()) } catch { found = .failure(error) }
        await store.close(within: .seconds(10))
        return try found.get()
    }

    private func configuration() throws(Failure) -> Configuration {
        switch locations.configurationFile.read() {
        case .success(let configuration): return configuration
        case .failure(let problems): throw problems.failure
        }
    }

    /// The thread as it is before the question, with who is to answer in it.
    private func thread(
        behind before: StoredThread?, _ target: AskTarget, _ service: ConnectedService
    ) async throws(Failure) -> StoredThread {
        let moment = Timestamp.now
        var stored =
            before
            ?? StoredThread(
                thread: ChatThread(
                    id: ThreadID(Names.next()), title: ThreadTitle.untitled, createdAt: moment, activeAt: moment,
                    service: service.service.id),
                messages: [])
        if stored.thread.service != service.service.id {
            // How it was answered stays, as the thread's own.
            stored.thread.preset = nil
            stored.thread.choice = ServiceChoice(service: service.service.id)
            stored.thread.remoteID = nil
            stored.thread.remoteTip = nil
        }
        switch target.assistant {
        case nil: break
        case .model(let model):
            stored.thread.assistant = AssistantReference(id: AssistantID(model), name: model)
        case .preset(let preset):
            stored.thread.choice = ServiceChoice(
                service: preset.service, assistant: preset.model.map { AssistantReference(id: $0, name: $0.text) },
                preset: ChosenPreset(preset))
        case .named(let name): stored.thread.assistant = try await service.assistant(name)
        }
        if let system = target.system {
            stored.thread.settings.system = system
            stored.thread.preset = nil
        }
        return stored
    }

    private func converse(
        _ prompt: AskPrompt, _ cut: HistoryCut?, in store: AskStore, _ service: ConnectedService
    ) async -> AskSession.Ending {
        let wakes = TerminalWakes(input: nil, signals: [SIGINT, SIGTERM, SIGHUP])
        let asked = Mark()
        let hub = SessionHub(
            store: store, services: [ConnectedService(service.service, provider: service.provider.marking(asked))],
            clock: ContinuousClock(), now: { .now }, newName: Names.next)
        do throws(Failure) {
            try await hub.start()
        } catch {
            return AskSession.Ending(status: .failed, trouble: error)
        }
        let isTerminal = isatty(STDERR_FILENO) == 1
        var session = await AskSession(
            hub, thread: store.thread.thread.id, wakes: wakes, printer: printer,
            sideline: Sideline(isTerminal: isTerminal, showsReasoning: ask.reasoning))
        var ending = await session.run(prompt, cut, wasAsked: { asked.isSet })
        await hub.shutdown()
        if let trouble = session.storeTrouble(), ending.trouble == nil {
            ending.trouble = trouble
            if ending.status == .complete { ending.status = .failed }
        }
        return ending
    }

    private var printer: any AnswerPrinter {
        let isTerminal = Papers.isTerminal
        if ask.json { return JSONAnswer(isTerminal: isTerminal) }
        if ask.raw || !isTerminal { return PlainAnswer(isTerminal: isTerminal, endsLine: isTerminal || !ask.raw) }
        return LaidOutAnswer(style: .ofThisTerminal)
    }

    /// Closes the question's own store, and brings what is in it to the threads: by itself, or by the Weft that holds
    /// them, which is given a moment.
    private func keep(_ own: ThreadDatabase, _ name: String) async {
        await own.close(within: .seconds(10))
        handover.end(name)
        guard let store = try? ThreadDatabase.open(directory: locations.threads, now: .now, isBrief: true) else {
            return ProcessSafety.complain("The thread waits in \(handover.directory) until Weft can write the others.")
        }
        if let notice = store.notice { ProcessSafety.complain(notice) }
        if store.readOnly == nil { await handover.deliver { await store.join($0) } }
        await store.close(within: .seconds(10))
        for _ in 0..<50 where handover.hasOver { try? await Task.sleep(for: .milliseconds(20)) }
    }

    private func end(_ ending: AskSession.Ending) -> Never {
        if let trouble = ending.trouble {
            ProcessSafety.complain(
                [trouble.what, trouble.why, trouble.remedy].filter { !$0.isEmpty }.joined(separator: ": "))
        }
        if let signal = ending.signal { ProcessSafety.die(by: signal) }
        exit(ending.status.rawValue)
    }
}

/// Something that has happened.
final class Mark: Sendable {
    private let flag = Atomic(false)

    var isSet: Bool { flag.load(ordering: .sequentiallyConsistent) }

    func set() { flag.store(true, ordering: .sequentiallyConsistent) }
}

/// A provider that is asked for replies only.
private struct RepliesOnly: ReplyProvider {
    let provider: any ReplyProvider

    func reply(to request: ReplyRequest) -> ReplyHandle { provider.reply(to: request) }

    func reachability() async -> Reachability { .unknown }
}

extension ReplyProvider {
    /// The same provider for one question; sets the mark when what speaks to its service stands, with its key.
    fileprivate func marking(_ mark: Mark) -> any ReplyProvider {
        guard let starting = self as? StartingProvider else {
            mark.set()
            return self
        }
        let marking = StartingProvider {
            let found = await starting.provider()
            if case .success = found { mark.set() }
            return found
        }
        return RepliesOnly(provider: marking)
    }
}

extension ConnectedService {
    /// The assistant of this id or name, whatever the case of its letters.
    fileprivate func assistant(_ name: String) async throws(Failure) -> AssistantReference {
        guard let directory else {
            throw Failure(what: "\(service.name) has no assistants to choose from", remedy: "leave --assistant out")
        }
        var known: [Assistant] = []
        while true {
            let page = try await directory.assistants(after: known.count)
            known += page.assistants
            if let found = known.first(where: { $0.id.text == name }) { return found.reference }
            guard page.hasMore, !page.assistants.isEmpty else { break }
        }
        let found = known.filter { $0.profile.name.lowercased() == name.lowercased() }
        if found.count == 1 { return found[0].reference }
        throw Failure(
            what: found.isEmpty ? "There is no assistant \(name)" : "There are \(found.count) assistants \(name)",
            why: "\(service.name) has \(known.map(\.profile.name).joined(separator: ", "))",
            remedy: found.isEmpty ? "" : "give the id of one")
    }
}

extension TerminalStyle {
    /// What the terminal on standard output can show.
    static var ofThisTerminal: TerminalStyle {
        let isDumb = ["", "dumb"].contains(Locations.variable("TERM") ?? "")
        let isColourless = Locations.variable("NO_COLOR")?.isEmpty == false
        return TerminalStyle(hasColours: !isDumb && !isColourless, hasAttributes: !isDumb, movesCursor: !isDumb)
    }
}
