import ChatModel

/// The assistants of a service: listed page by page, made, changed and deleted, one request after the other.
extension SessionHub {
    /// - Parameter anew: from the first page; what is known stays until it has come.
    func list(_ service: ServiceID, anew: Bool) {
        let known = state.assistants[service]
        guard let directory = directories[service], known?.isLoading != true, anew || known?.hasMore != false else {
            return
        }
        var list = known ?? AssistantList()
        list.isLoading = true
        publish(.assistantsChanged(service, list))
        work(at: service) { await $0.fetch(from: directory, of: service, anew: anew) }
    }

    /// Shows what an earlier session has fetched, until the service is asked.
    func remember(_ service: ServiceID) {
        guard let directory = directories[service] else { return }
        work(at: service) { hub in
            if let list = await directory.remembered() { await hub.take(remembered: list, of: service) }
        }
    }

    private func take(remembered list: AssistantList, of service: ServiceID) {
        let known = state.assistants[service]
        guard !isClosing, known?.assistants.isEmpty ?? true else { return }
        var list = list
        list.isLoading = known?.isLoading ?? false
        publish(.assistantsChanged(service, list))
    }

    func save(_ profile: AssistantProfile, as id: AssistantID?, at service: ServiceID) {
        guard let directory = directories[service] else { return }
        work(at: service) { hub in
            do throws(Failure) {
                let saved = try await directory.save(profile, as: id)
                await hub.note(.saved(saved), at: service)
            } catch {
                await hub.note(.refused(error), at: service)
            }
        }
    }

    func delete(_ id: AssistantID, at service: ServiceID) {
        guard let directory = directories[service] else { return }
        work(at: service) { hub in
            do throws(Failure) {
                try await directory.delete(id)
                await hub.note(.deleted(id), at: service)
            } catch {
                await hub.note(.refused(error), at: service)
            }
        }
    }

    private func fetch(from directory: any AssistantDirectory, of service: ServiceID, anew: Bool) async {
        let known = anew ? [] : state.assistants[service]?.assistants ?? []
        var list = AssistantList(assistants: known)
        do throws(Failure) {
            let page = try await directory.assistants(after: known.count)
            // What was made or deleted meanwhile shifts the pages: nothing is listed twice.
            let new = page.assistants.filter { one in !known.contains { $0.id == one.id } }
            list = AssistantList(assistants: known + new, hasMore: page.hasMore && !page.assistants.isEmpty)
        } catch {
            list = state.assistants[service] ?? list
            list.isLoading = false
            list.failure = error
        }
        guard !isClosing else { return }
        publish(.assistantsChanged(service, list))
    }

    private func note(_ edit: AssistantEdit, at service: ServiceID) {
        guard !isClosing else { return }
        if var list = state.assistants[service] {
            list.apply(edit)
            publish(.assistantsChanged(service, list))
        }
        publish(.assistantEdited(service, edit))
        if case .saved(let assistant) = edit { rename(assistant, at: service) }
    }

    /// Threads show the name that their assistant has now.
    private func rename(_ assistant: Assistant, at service: ServiceID) {
        for var thread in state.threads where thread.service == service && thread.assistant?.id == assistant.id {
            guard thread.assistant != assistant.reference else { continue }
            thread.assistant = assistant.reference
            publish(.threadSaved(thread))
        }
    }

    private func work(at service: ServiceID, _ body: @escaping @Sendable (SessionHub) async -> Void) {
        guard !isClosing else { return }
        let before = directoryWork[service]
        directoryWork[service] = Task {
            await before?.value
            guard !Task.isCancelled else { return }
            await body(self)
        }
    }
}

extension AssistantList {
    fileprivate mutating func apply(_ edit: AssistantEdit) {
        failure = nil
        switch edit {
        case .saved(let assistant):
            if let index = assistants.firstIndex(where: { $0.id == assistant.id }) {
                assistants[index] = assistant
            } else {
                assistants.insert(assistant, at: 0)
            }
        case .deleted(let id): assistants.removeAll { $0.id == id }
        case .refused(let reason): failure = reason
        }
    }
}
