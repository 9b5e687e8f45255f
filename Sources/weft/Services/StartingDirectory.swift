import ChatModel
import Session

/// The assistants of a service whose client may have to be made first.
struct StartingDirectory: AssistantDirectory {
    /// The client that stands, or one that is made now, or why there is none. Called for each question.
    let client: @Sendable () async -> Result<ServiceClient, Failure>
    /// Where the list is kept; nil where it is not.
    var kept: ModelShelf.Entry?
    /// What is read waits until this returns.
    var gate: @Sendable () async -> Void = {}

    func remembered() async -> AssistantList? {
        guard let kept else { return nil }
        await gate()
        return kept.read()
    }

    private func directory() async throws(Failure) -> any AssistantDirectory {
        guard let directory = try await client().get().directory else {
            throw Failure(what: "The assistants cannot be listed", why: "the service does not offer it")
        }
        return directory
    }

    func assistants(after count: Int) async throws(Failure) -> AssistantPage {
        let page = try await directory().assistants(after: count)
        if count == 0, !page.hasMore { kept?.write(page.assistants, at: .now) }
        return page
    }

    func save(_ profile: AssistantProfile, as id: AssistantID?) async throws(Failure) -> Assistant {
        try await directory().save(profile, as: id)
    }

    func delete(_ id: AssistantID) async throws(Failure) { try await directory().delete(id) }
}
