/// All that a front may show. The session holds one, each front a copy; equal events keep them equal.
package struct SessionState: Hashable, Sendable {
    /// The rows of the list that are held, in its order: a window on all that `list` names.
    package internal(set) var threads: [ChatThread]
    package internal(set) var list: ThreadWindow
    /// Threads that were opened or run and are not among the rows.
    package internal(set) var offList: [ThreadID: ChatThread]
    /// The branch on screen of the threads that were opened or have run, oldest first.
    package internal(set) var messages: [ThreadID: [Message]]
    /// Their messages that are not on that branch, in no order. No entry means none.
    package internal(set) var aside: [ThreadID: [Message]]
    /// The runs that have not ended.
    package private(set) var runs: [RunID: Run]
    /// What stands unsent in the composer of each thread that is listed or was opened. No entry means empty.
    package internal(set) var drafts: [ThreadID: String]
    package private(set) var services: [Service]
    /// Who answers in new threads; nil without a service.
    package private(set) var choice: ServiceChoice?
    /// The services whose assistants were asked for.
    package private(set) var assistants: [ServiceID: AssistantList]
    /// Those of each service together, by name.
    package private(set) var presets: [Preset]
    /// The threads of which a summary is being written.
    package private(set) var summaries: [ThreadID: SummaryWork]
    /// What was found for the search that is open.
    package private(set) var search: SearchAnswer?
    /// How many threads wait for a title that their service makes.
    package private(set) var titlesAwaited = 0
    package private(set) var trouble: Failure?
    /// nil while this process may write; otherwise says who holds the store.
    package let readOnly: Failure?

    package init(
        threads: [ChatThread] = [], drafts: [ThreadID: String] = [:], services: [Service] = [],
        choice: ServiceChoice? = nil, readOnly: Failure? = nil
    ) {
        let list = ThreadWindow(count: threads.count)
        self.threads = threads.sorted(by: list.query.lists)
        self.list = list
        self.offList = [:]
        self.messages = [:]
        self.aside = [:]
        self.runs = [:]
        self.drafts = drafts
        self.services = services
        self.choice = choice ?? services.first.map { ServiceChoice(service: $0.id) }
        self.assistants = [:]
        self.presets = []
        self.summaries = [:]
        self.readOnly = readOnly
    }
}

extension SessionState {
    package mutating func apply(_ event: Event) {
        switch event {
        case .threadSaved(let thread): save(thread)
        case .threadsListed(let page): show(page)
        case .threadRead(let thread, let draft): hold(thread, draft: draft)
        case .threadsErased(let threads): erase(threads)
        case .threadFound: break
        case .searchAnswered(let answer): search = answer
        case .threadOpened(let thread, let loaded, let id): open(thread, loaded, through: id)
        case .messageAdded(let message): add(message)
        case .messageRemoved(let thread, let id): remove(id, from: thread)
        case .branchCut(let thread, let id): cutBranch(of: thread, after: id)
        case .branchChosen(let thread, let id): open(thread, allMessages(of: thread), through: id)
        case .replyGrew(let thread, let id, let piece): change(id, in: thread) { $0.text += piece }
        case .replyReplaced(let thread, let id, let text): change(id, in: thread) { $0.text = text }
        case .messagePartSet(let thread, let id, let part): change(id, in: thread) { $0.set(part) }
        case .messagePartGrew(let thread, let id, let part, let piece):
            change(id, in: thread) { $0.grow(part: part, by: piece) }
        case .messageStateChanged(let thread, let id, let state): change(id, in: thread) { $0.state = state }
        case .runChanged(let run): runs[run.id] = run
        case .runEnded(let run): runs[run] = nil
        case .draftSaved(let thread, let text): drafts[thread] = text.isEmpty ? nil : text
        case .summaryChanged(let thread, let work): summaries[thread] = work
        case .serviceChanged(let service): save(service)
        case .choiceChanged(let choice): self.choice = choice
        case .assistantsChanged(let service, let list): assistants[service] = list
        case .assistantEdited, .promptReturned: break
        case .titlesAwaited(let count): titlesAwaited = count
        case .presetsRead(let all): presets = all.inOrder
        case .presetSaved(let preset): presets.keep(preset)
        case .presetDeleted(let id): presets.removeAll { $0.id == id }
        case .troubleChanged(let failure): trouble = failure
        }
    }

    private mutating func save(_ service: Service) {
        if let old = services.firstIndex(where: { $0.id == service.id }) {
            services[old] = service
        } else {
            services.append(service)
        }
    }

    /// From the end, because what changes is almost always the newest message.
    private mutating func change(_ id: MessageID, in thread: ThreadID, _ body: (inout Message) -> Void) {
        if let index = messages[thread]?.lastIndex(where: { $0.id == id }) {
            body(&messages[thread, default: []][index])
        } else if let index = aside[thread]?.lastIndex(where: { $0.id == id }) {
            body(&aside[thread, default: []][index])
        }
    }
}

extension SessionState {
    package func thread(_ id: ThreadID) -> ChatThread? { offList[id] ?? threads.first { $0.id == id } }

    /// Also one beside the branch on screen.
    package func message(_ id: MessageID, in thread: ThreadID) -> Message? {
        messages[thread]?.last { $0.id == id } ?? aside[thread]?.last { $0.id == id }
    }

    /// The one run of a thread, if any: a thread has never two.
    package func run(in thread: ThreadID) -> Run? { runs.values.first { $0.thread == thread } }

    package func service(of thread: ChatThread) -> Service? { services.first { $0.id == thread.service } }
}
