/// Somebody who answers at a service.
package struct Assistant: Hashable, Sendable, Identifiable {
    package let id: AssistantID
    package var profile: AssistantProfile
    /// Whether it can be shown images; nil where the service does not say.
    package var takesImages: Bool?
    /// How many tokens it can hold, its answers included; nil where its service does not say.
    package var contextTokens: Int?

    package init(id: AssistantID, profile: AssistantProfile, takesImages: Bool? = nil, contextTokens: Int? = nil) {
        self.id = id
        self.profile = profile
        self.takesImages = takesImages
        self.contextTokens = contextTokens
    }

    package var reference: AssistantReference { AssistantReference(id: id, name: profile.name) }
}

/// What a person decides about an assistant.
package struct AssistantProfile: Hashable, Sendable {
    package var name: String
    package var description: String
    package var instructions: String
    package var model: String
    /// A JSON array of tool names and function definitions, as it is edited; empty means none.
    package var tools: String
    /// 0...2; nil leaves it to the service.
    package var temperature: Double?
    /// 0...1; nil leaves it to the service.
    package var topP: Double?

    package init(
        name: String, description: String = "", instructions: String = "", model: String = "", tools: String = "",
        temperature: Double? = nil, topP: Double? = nil
    ) {
        self.name = name
        self.description = description
        self.instructions = instructions
        self.model = model
        self.tools = tools
        self.temperature = temperature
        self.topP = topP
    }
}

/// An assistant as a thread remembers it: the name holds when the service cannot be asked.
package struct AssistantReference: Hashable, Sendable {
    package let id: AssistantID
    package let name: String

    package init(id: AssistantID, name: String) {
        self.id = id
        self.name = name
    }
}

/// Who is to answer.
package struct ServiceChoice: Hashable, Sendable {
    package let service: ServiceID
    /// nil leaves it to the service.
    package let assistant: AssistantReference?
    /// With what settings, where they were chosen with who answers.
    package let preset: ChosenPreset?

    package init(service: ServiceID, assistant: AssistantReference? = nil, preset: ChosenPreset? = nil) {
        self.service = service
        self.assistant = assistant
        self.preset = preset
    }
}

/// The assistants of a service as far as they were fetched.
package struct AssistantList: Hashable, Sendable {
    /// In the order of the service.
    package var assistants: [Assistant]
    /// There are more at the service.
    package var hasMore: Bool
    package var isLoading: Bool
    /// Why the last page did not come, or the last change was not made; nil after one that was.
    package var failure: Failure?
    /// When they were fetched, if that was before this session; nil once its service has been asked.
    package var rememberedFrom: Timestamp?

    package init(
        assistants: [Assistant] = [], hasMore: Bool = true, isLoading: Bool = false, failure: Failure? = nil,
        rememberedFrom: Timestamp? = nil
    ) {
        self.assistants = assistants
        self.hasMore = hasMore
        self.isLoading = isLoading
        self.failure = failure
        self.rememberedFrom = rememberedFrom
    }
}

/// One page of a service's assistants.
package struct AssistantPage: Hashable, Sendable {
    package let assistants: [Assistant]
    package let hasMore: Bool

    package init(assistants: [Assistant], hasMore: Bool) {
        self.assistants = assistants
        self.hasMore = hasMore
    }
}

/// A change of a service's assistants that was asked for.
package enum AssistantEdit: Hashable, Sendable {
    case saved(Assistant)
    case deleted(AssistantID)
    /// Nothing was changed.
    case refused(Failure)
}
