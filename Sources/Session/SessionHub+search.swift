import ChatModel

/// The search that is open. While one is answered, only the newest wish after it waits.
struct SearchWish {
    /// What the person looks for; empty when the search is closed.
    var text = ""
    var task: Task<Void, Never>?
}

extension SessionHub {
    /// More hits than a screen shows.
    static let searchHits = 100

    /// The newest wish wins: one that is being answered is given up.
    func search(_ text: String) {
        search.text = text
        search.task?.cancel()
        guard !text.allSatisfy(\.isWhitespace) else {
            search.task = nil
            if state.search != nil { publish(.searchAnswered(nil)) }
            return
        }
        search.task = Task { await answer(text) }
    }

    private func answer(_ text: String) async {
        do {
            let answer = try await store.search(text, limit: Self.searchHits)
            guard !Task.isCancelled, search.text == text else { return }
            publish(.searchAnswered(answer))
        } catch {
            if !Task.isCancelled { noteWishTrouble(error) }
        }
    }

    /// In the list that is shown.
    func find(_ goal: ThreadGoal, from start: ThreadID?) {
        let query = window.query.resolved(among: state.services)
        inTurn { (hub: isolated SessionHub) async throws(Failure) in
            let found = try await hub.store.find(goal, in: query, from: start)
            hub.publish(.threadFound(goal, found))
        }
    }
}
