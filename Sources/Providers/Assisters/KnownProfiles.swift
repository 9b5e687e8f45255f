import ChatModel

/// The profiles of a service's assistants as they were told last, so that a change sends what differs and nothing else.
actor KnownProfiles {
    private var profiles: [AssistantID: AssistantProfile] = [:]

    subscript(id: AssistantID) -> AssistantProfile? { profiles[id] }

    func keep(_ assistants: [Assistant]) {
        for assistant in assistants { profiles[assistant.id] = assistant.profile }
    }

    func forget(_ id: AssistantID) { profiles[id] = nil }
}
