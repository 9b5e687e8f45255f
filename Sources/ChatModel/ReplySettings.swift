/// How replies are made. What is nil is left to the configuration of the service, and from there to the service.
package struct ReplySettings: Hashable, Sendable {
    /// What is said to the model before all messages; an empty text says that there is nothing to say.
    package var system: String?
    /// 0...2
    package var temperature: Double?
    /// 0...1
    package var topP: Double?
    /// The most tokens of one reply, above 0.
    package var maxTokens: Int?
    package var effort: ReasoningEffort?

    package init(
        system: String? = nil, temperature: Double? = nil, topP: Double? = nil, maxTokens: Int? = nil,
        effort: ReasoningEffort? = nil
    ) {
        self.system = system
        self.temperature = temperature
        self.topP = topP
        self.maxTokens = maxTokens
        self.effort = effort
    }
}

/// How much a model is to reason before it answers.
package enum ReasoningEffort: String, Hashable, Sendable, CaseIterable {
    case none, minimal, low, medium, high
}

/// One value of `ReplySettings`, in the order in which they are named.
package enum ReplySetting: String, Hashable, Sendable, CaseIterable {
    case system, temperature, topP, maxTokens, effort

    /// "instructions", as it stands in a sentence.
    package var words: String {
        switch self {
        case .system: "instructions"
        case .temperature: "temperature"
        case .topP: "top p"
        case .maxTokens: "most tokens"
        case .effort: "effort"
        }
    }
}

extension ReplySettings {
    package var isEmpty: Bool { named.isEmpty }

    /// The values that are decided.
    package var named: [ReplySetting] { ReplySetting.allCases.filter(decides) }

    private func decides(_ setting: ReplySetting) -> Bool {
        switch setting {
        case .system: system != nil
        case .temperature: temperature != nil
        case .topP: topP != nil
        case .maxTokens: maxTokens != nil
        case .effort: effort != nil
        }
    }

    /// The model is to reason before it answers.
    package var reasons: Bool { effort.map { $0 != ReasoningEffort.none } ?? false }

    /// What some services take only of models that do not reason: a model that does has the temperature 1 there, and a
    /// top p from 0.95 on.
    package var apartFromReasoning: [ReplySetting] {
        (temperature.map { $0 != 1 } == true ? [.temperature] : []) + (topP.map { $0 < 0.95 } == true ? [.topP] : [])
    }

    /// What is wrong with the first value that cannot be: "its temperature is not from 0 to 2"; nil if all can.
    package var problem: String? {
        if let temperature, !(0...2).contains(temperature) { return "its temperature is not from 0 to 2" }
        if let topP, !(0...1).contains(topP) { return "its top p is not from 0 to 1" }
        if let maxTokens, maxTokens < 1 { return "its most tokens are not above 0" }
        return nil
    }
}
