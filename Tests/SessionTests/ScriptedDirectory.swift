import ChatModel
import Session

/// Assistants of a service in memory, in pages of two, that fail when the test says so.
actor ScriptedDirectory: AssistantDirectory {
    private(set) var assistants: [Assistant] = []
    private(set) var calls: [String] = []
    private var failure: Failure?
    private var kept: AssistantList?

    func keeps(_ list: AssistantList) { kept = list }

    func remembered() async -> AssistantList? { kept }

    func has(_ assistants: [Assistant]) { self.assistants = assistants }

    func fail(_ failure: Failure?) { self.failure = failure }

    func assistants(after count: Int) async throws(Failure) -> AssistantPage {
        calls.append("after \(count)")
        if let failure { throw failure }
        let page = Array(assistants.dropFirst(count).prefix(2))
        return AssistantPage(assistants: page, hasMore: count + page.count < assistants.count)
    }

    func save(_ profile: AssistantProfile, as id: AssistantID?) async throws(Failure) -> Assistant {
        calls.append("save \(profile.name)")
        if let failure { throw failure }
        let saved = Assistant(id: id ?? "new", profile: profile)
        assistants.removeAll { $0.id == saved.id }
        assistants.insert(saved, at: 0)
        return saved
    }

    func delete(_ id: AssistantID) async throws(Failure) {
        calls.append("delete \(id)")
        if let failure { throw failure }
        assistants.removeAll { $0.id == id }
    }
}
