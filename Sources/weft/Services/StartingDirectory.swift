import ChatModel
import Session

/// The assistants of a service whose client may have to be made first.
struct StartingDirectory: AssistantDirectory {
    /// The client that stands, or one that is made now, or why there is none. Called for each question.
    let client: @Sendable () async -> Result<ServiceClient, Failure>

    private func directory() async throws(Failure) -> any AssistantDirectory {
        guard let directory = try await client().get().directory else {
            throw Failure(what: "The assistants cannot be listed", why: "the service does not offer it")
        }
        return directory
    }

    func assistants(after count: Int) async throws(Failure) -> AssistantPage {
        try await directory().assistants(after: count)
    }

    func save(_ profile: AssistantProfile, as id: AssistantID?) async throws(Failure) -> Assistant {
        try await directory().save(profile, as: id)
    }

    func delete(_ id: AssistantID) async throws(Failure) { try await directory().delete(id) }
}
