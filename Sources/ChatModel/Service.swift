/// An assistant service as the status line shows it.
package struct Service: Hashable, Sendable, Identifiable {
    package let id: ServiceID
    /// "Local service".
    package var name: String
    /// Who answers by default: "Guide".
    package var assistant: String
    package var reachability: Reachability
    /// Its assistants can be listed, made and changed.
    package let hasDirectory: Bool
    package let files: FileIntake
    /// The settings of a thread that a request to it can say.
    package let takenSettings: Set<ReplySetting>
    /// A model of it that reasons takes a temperature and a top p, whatever they are.
    package let variesWhileReasoning: Bool
    /// Where its key comes from: "environment variable ASSISTERS_API_KEY". Empty where none is needed.
    package let keySource: String
    /// What its models can hold, as far as that is known without asking it.
    package let contextLimits: ContextLimits
    /// As it was said last, and when.
    package var rateLimit: RateLimit?

    package init(
        id: ServiceID, name: String, assistant: String, reachability: Reachability = .unknown,
        hasDirectory: Bool = false, files: FileIntake = .none, takenSettings: Set<ReplySetting> = [],
        variesWhileReasoning: Bool = true, keySource: String = "", contextLimits: ContextLimits = ContextLimits()
    ) {
        self.id = id
        self.name = name
        self.assistant = assistant
        self.reachability = reachability
        self.hasDirectory = hasDirectory
        self.files = files
        self.takenSettings = takenSettings
        self.variesWhileReasoning = variesWhileReasoning
        self.keySource = keySource
        self.contextLimits = contextLimits
    }

    /// Presets can be made for it: they hold all settings.
    package var hasPresets: Bool { takenSettings.count == ReplySetting.allCases.count }
}

/// What prompts to a service may carry beside their text.
package enum FileIntake: Hashable, Sendable {
    case none
    /// Files that the service has already and knows by their ids.
    case ids
    /// Text files of the person's own.
    case texts
    /// Text files and images of the person's own, as far as the model that answers takes images.
    case textsAndImages

    /// Files of this computer may go along.
    package var takesContents: Bool { self == .texts || self == .textsAndImages }
}

/// How much a service may be asked.
package struct RateLimit: Hashable, Sendable {
    /// Requests in one span of time.
    package let limit: Int
    /// How many of them are left.
    package let remaining: Int
    /// When the span begins anew.
    package let resetsAt: Timestamp

    package init(limit: Int, remaining: Int, resetsAt: Timestamp) {
        self.limit = limit
        self.remaining = remaining
        self.resetsAt = resetsAt
    }
}

package enum Reachability: Hashable, Sendable {
    /// Not asked yet.
    case unknown
    case reachable
    case unreachable(Failure)
}
