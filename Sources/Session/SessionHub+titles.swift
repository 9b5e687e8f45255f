import ChatModel

/// Titles that the services are asked for, one thread after the other.
struct TitleWork {
    var task: Task<Void, Never>?
    /// What is being asked just now.
    var question: AsideQuestion?
}

/// A title is asked for beside the thread; a service that keeps threads makes another one for it.
extension SessionHub {
    /// The longest wait for one title.
    static let titleWait = Duration.seconds(60)

    /// Asks the service of each thread for a title; the rest is given up where one does not come. A title that the person
    /// gave stays.
    func makeTitles(of ids: [ThreadID]) {
        guard titles.task == nil, !isClosing else { return }
        noteWishTrouble(nil)
        publish(.titlesAwaited(ids.count))
        titles.task = Task {
            do throws(Failure) {
                for (index, id) in ids.enumerated() where !Task.isCancelled {
                    try await makeTitle(of: id)
                    if !Task.isCancelled { publish(.titlesAwaited(ids.count - index - 1)) }
                }
            } catch {
                noteWishTrouble(.noTitle(because: error))
            }
            titles.task = nil
            if state.titlesAwaited != 0, !isClosing { publish(.titlesAwaited(0)) }
        }
    }

    /// Asks for no more titles; the one that is being made is stopped in the way its service has.
    func stopTitles() {
        titles.task?.cancel()
        titles.question?.stop(waitForStop)
    }

    private func makeTitle(of id: ThreadID) async throws(Failure) {
        guard let thread = try await fetch([id]).first, !thread.hasOwnTitle, !thread.isEmpty else { return }
        guard let provider = providers[thread.service] else { throw .unknownService(thread.service) }
        let request = request(beside: thread, saying: TitleRequest.prompt(for: try await branch(of: id)))
        guard let answer = try await answer(to: request, of: provider), !Task.isCancelled else { return }
        guard let title = TitleRequest.title(in: answer) else { throw .wordlessTitle }
        // It may have changed, or got a title of the person's, while the service thought.
        guard var named = try await fetch([id]).first, !named.hasOwnTitle, named.title != title else { return }
        named.title = title
        publish(.threadSaved(named))
    }

    /// The branch on screen, or the one that would be, of a thread that need not be loaded.
    private func branch(of id: ThreadID) async throws(Failure) -> [Message] {
        if let shown = state.messages[id] { return shown }
        guard let stored = try await store.read(id) else { return [] }
        var aside = SessionState()
        aside.apply(.threadOpened(id, stored.messages, through: stored.through))
        return aside.messages[id] ?? []
    }

    /// The whole text of an answer; nil if it was stopped.
    private func answer(to request: ReplyRequest, of provider: any ReplyProvider) async throws(Failure) -> String? {
        let question = AsideQuestion(request, of: provider)
        titles.question = question
        let limit = Task {
            try? await sleep(Self.titleWait)
            if !Task.isCancelled { question.drop() }
        }
        let answer = await question.answer
        limit.cancel()
        titles.question?.release()
        titles.question = nil
        if let failure = answer.failure { throw failure }
        switch answer.end {
        case .complete: return answer.text
        case .stopped: return nil
        case .failed, .interrupted, nil:
            question.drop()
            if Task.isCancelled { return nil }
            throw .slowTitle
        }
    }
}

extension Failure {
    fileprivate static let wordlessTitle = Failure(what: "The answer held no words", remedy: "ask again")
    fileprivate static let slowTitle = Failure(what: "The service took longer than a minute", remedy: "ask again")

    fileprivate static func noTitle(because reason: Failure) -> Failure {
        undone("No title was made", because: reason)
    }
}
