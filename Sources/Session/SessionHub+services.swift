import ChatModel

extension SessionHub {
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

    /// A reply tells whether its service is there; one that failed only raises the question, which is then asked.
    func note(_ end: ReplyEnd, of service: ServiceID) {
        switch end {
        case .complete, .stopped(.byService), .stopped(.alreadyFinished): note(.reachable, of: service)
        case .stopped(.hereOnly): return
        case .failed, .interrupted: check(service)
        }
    }
}
