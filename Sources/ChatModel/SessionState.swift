/// All that a front may show. The session holds one, each front a copy; equal events keep them equal.
package struct SessionState: Hashable, Sendable {
    /// Newest activity first.
    package private(set) var threads: [ChatThread]
    /// The messages of the threads that were opened or have run, oldest first.
    package private(set) var messages: [ThreadID: [Message]]
    /// The runs that have not ended.
    package private(set) var runs: [RunID: Run]
    /// What stands unsent in the composer of each thread. No entry means empty.
    package private(set) var drafts: [ThreadID: String]
    package private(set) var services: [Service]
    /// Who answers in new threads; nil without a service.
    package private(set) var choice: ServiceChoice?
    /// The services whose assistants were asked for.
    package private(set) var assistants: [ServiceID: AssistantList]
    package private(set) var trouble: Failure?
    /// nil while this process may write; otherwise says who holds the store.
    package let readOnly: Failure?

    package init(
        threads: [ChatThread] = [], drafts: [ThreadID: String] = [:], services: [Service] = [],
        choice: ServiceChoice? = nil, readOnly: Failure? = nil
    ) {
        self.threads = threads.sorted(by: Self.isListedBefore)
        self.messages = [:]
        self.runs = [:]
        self.drafts = drafts
        self.services = services
        self.choice = choice ?? services.first.map { ServiceChoice(service: $0.id) }
        self.assistants = [:]
        self.readOnly = readOnly
    }
}

extension SessionState {
    package mutating func apply(_ event: Event) {
        switch event {
        case .threadSaved(let thread): save(thread)
        case .threadOpened(let thread, let loaded): messages[thread] = loaded
        case .messageAdded(let message): messages[message.thread, default: []].append(message)
        case .messageRemoved(let thread, let id): messages[thread]?.removeAll { $0.id == id }
        case .replyGrew(let thread, let id, let piece): change(id, in: thread) { $0.text += piece }
        case .replyReplaced(let thread, let id, let text): change(id, in: thread) { $0.text = text }
        case .messagePartSet(let thread, let id, let part): change(id, in: thread) { $0.set(part) }
        case .messageStateChanged(let thread, let id, let state): change(id, in: thread) { $0.state = state }
        case .runChanged(let run): runs[run.id] = run
        case .runEnded(let run): runs[run] = nil
        case .draftSaved(let thread, let text): drafts[thread] = text.isEmpty ? nil : text
        case .serviceChanged(let service): save(service)
        case .choiceChanged(let choice): self.choice = choice
        case .assistantsChanged(let service, let list): assistants[service] = list
        case .assistantEdited: break
        case .troubleChanged(let failure): trouble = failure
        }
    }

    private mutating func save(_ thread: ChatThread) {
        if let old = threads.firstIndex(where: { $0.id == thread.id }) {
            if threads[old].activeAt == thread.activeAt {
                threads[old] = thread
                return
            }
            threads.remove(at: old)
        }
        let place = threads.firstIndex { Self.isListedBefore(thread, $0) } ?? threads.endIndex
        threads.insert(thread, at: place)
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
        guard let index = messages[thread]?.lastIndex(where: { $0.id == id }) else { return }
        body(&messages[thread, default: []][index])
    }

    private static func isListedBefore(_ left: ChatThread, _ right: ChatThread) -> Bool {
        left.activeAt == right.activeAt ? left.id > right.id : left.activeAt > right.activeAt
    }
}

extension SessionState {
    package func thread(_ id: ThreadID) -> ChatThread? { threads.first { $0.id == id } }

    package func message(_ id: MessageID, in thread: ThreadID) -> Message? {
        messages[thread]?.last { $0.id == id }
    }

    /// The one run of a thread, if any: a thread has never two.
    package func run(in thread: ThreadID) -> Run? { runs.values.first { $0.thread == thread } }

    package func service(of thread: ChatThread) -> Service? { services.first { $0.id == thread.service } }
}
