import ChatModel

/// Titles that the services are asked for, one thread after the other.
struct TitleWork {
    var task: Task<Void, Never>?
    /// What is being asked just now.
    var asked: ReplyHandle?
    /// Takes what comes of it.
    var listener: Task<String?, any Error>?
}

/// A title is asked for beside the thread: nothing of it is said in the thread, and a service that keeps threads makes
/// another one for it.
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
        guard let listener = titles.listener else { return }
        titles.asked?.stop()
        Task {
            try? await sleep(Self.stopWait)
            listener.cancel()
        }
    }

    private func makeTitle(of id: ThreadID) async throws(Failure) {
        guard let thread = try await fetch([id]).first, !thread.hasOwnTitle, !thread.isEmpty else { return }
        guard let provider = providers[thread.service] else { throw .unknownService(thread.service) }
        let request = titleRequest(for: thread, saying: TitleRequest.prompt(for: try await branch(of: id)))
        guard let answer = try await answer(to: request, of: provider), !Task.isCancelled else { return }
        guard let title = TitleRequest.title(in: answer) else { throw .wordlessTitle }
        // It may have changed, or got a title of the person's, while the service thought.
        guard var named = try await fetch([id]).first, !named.hasOwnTitle, named.title != title else { return }
        named.title = title
        publish(.threadSaved(named))
    }

    /// A thread of its own for the service, with nothing before the prompt.
    private func titleRequest(for thread: ChatThread, saying text: String) -> ReplyRequest {
        var thread = thread
        thread.remote = nil
        // What the person wants of answers would shape the title too.
        thread.settings = ReplySettings()
        let prompt = Message(
            id: MessageID(newName()), thread: thread.id, role: .user, text: text, createdAt: now(), state: .sent)
        return ReplyRequest(run: RunID(newName()), thread: thread, prompt: prompt, history: [])
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
        let handle = provider.reply(to: request)
        let listener = Task { try await Self.text(of: handle) }
        let limit = Task {
            try? await sleep(Self.titleWait)
            if !Task.isCancelled { listener.cancel() }
        }
        (titles.asked, titles.listener) = (handle, listener)
        defer {
            limit.cancel()
            (titles.asked, titles.listener) = (nil, nil)
        }
        do {
            return try await listener.value
        } catch let failure as Failure {
            throw failure
        } catch {
            handle.drop()
            if Task.isCancelled { return nil }
            throw .slowTitle
        }
    }

    private static func text(of handle: ReplyHandle) async throws -> String? {
        var text = ""
        for await event in handle.events {
            switch event {
            case .text(let piece): text += piece
            case .wholeText(let whole): text = whole
            case .ended(.complete): return text
            case .ended(.stopped): return nil
            case .ended(.failed(let failure)), .ended(.interrupted(let failure)): throw failure
            default: continue
            }
        }
        throw CancellationError()
    }
}

extension Failure {
    fileprivate static let wordlessTitle = Failure(what: "The answer held no words", remedy: "ask again")
    fileprivate static let slowTitle = Failure(what: "The service took longer than a minute", remedy: "ask again")

    fileprivate static func noTitle(because failure: Failure) -> Failure {
        let reason = failure.why.isEmpty ? failure.what : "\(failure.what), \(failure.why)"
        return Failure(what: "No title was made", why: reason, remedy: failure.remedy)
    }
}
