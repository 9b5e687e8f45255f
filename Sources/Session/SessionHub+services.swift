import ChatModel

extension SessionHub {
    /// What was said stays; a service that has not heard it is told with the next prompt.
    func choose(_ choice: ServiceChoice, in id: ThreadID) {
        guard var thread = state.thread(id), providers[choice.service] != nil else { return }
        if thread.service != choice.service { thread.remote = nil }
        if thread.choice != choice {
            thread.choice = choice
            publish(.threadSaved(thread))
        }
        if state.choice != choice { publish(.choiceChanged(choice)) }
    }

    func note(_ limit: RateLimit, of id: ServiceID) {
        guard var service = state.services.first(where: { $0.id == id }), service.rateLimit != limit else { return }
        service.rateLimit = limit
        publish(.serviceChanged(service))
    }

    /// Asks a service in the background whether it is there, unless it is being asked.
    func check(_ id: ServiceID) {
        guard let provider = providers[id], checks[id] == nil, !isClosing else { return }
        checks[id] = Task {
            let reachability = await provider.reachability()
            guard !Task.isCancelled else { return }
            checks[id] = nil
            note(reachability, of: id)
        }
    }

    func note(_ reachability: Reachability, of id: ServiceID) {
        guard var service = state.services.first(where: { $0.id == id }), service.reachability != reachability else {
            return
        }
        service.reachability = reachability
        publish(.serviceChanged(service))
    }

    /// A reply tells whether its service is there; one that failed, or of whose stop the service said nothing, only
    /// raises the question, which is then asked. Where closing is the way to stop, a stop tells nothing.
    func note(_ end: ReplyEnd, of service: ServiceID) {
        switch end {
        case .complete, .stopped(.byService), .stopped(.alreadyFinished): note(.reachable, of: service)
        case .stopped(.byClosing): break
        case .stopped(.hereOnly), .failed, .interrupted: check(service)
        }
    }
}
