package import ChatModel

/// How the clients of model APIs behave, and what they ask for when a thread says no more.
package struct ModelSettings: Hashable, Sendable {
    /// Who answers where the thread names none.
    package var model: String?
    /// What the model is told before all messages.
    package var system: String?
    /// 0...2; nil leaves it to the service.
    package var temperature: Double?
    /// 0...1; nil leaves it to the service.
    package var topP: Double?
    /// The most tokens of one reply; nil leaves it to the service.
    package var maxTokens: Int?
    /// nil leaves it to the service.
    package var effort: ReasoningEffort?
    /// The most tokens that a model is to be sent, its answer included; nil leaves it to what the model can hold.
    package var contextTokens: Int?
    /// The run goes on without its connection, where the API has such runs.
    package var background: Bool
    package var timeouts: ServiceTimeouts
    package var retries: RetryPolicy
    /// The most bytes of one record of a stream, and of a whole answer.
    package var mostBytes: Int

    package init(
        model: String? = nil, system: String? = nil, temperature: Double? = nil, topP: Double? = nil,
        maxTokens: Int? = nil, effort: ReasoningEffort? = nil, contextTokens: Int? = nil, background: Bool = false,
        timeouts: ServiceTimeouts = ServiceTimeouts(silence: .seconds(600)), retries: RetryPolicy = RetryPolicy(),
        mostBytes: Int = 8 << 20
    ) {
        self.model = model
        self.system = system
        self.temperature = temperature
        self.topP = topP
        self.maxTokens = maxTokens
        self.effort = effort
        self.contextTokens = contextTokens
        self.background = background
        self.timeouts = timeouts
        self.retries = retries
        self.mostBytes = mostBytes
    }

    /// What is asked for in a thread that has settings: they hold before these.
    func with(_ own: ReplySettings) -> ModelSettings {
        var settings = self
        settings.system = own.system ?? system
        settings.temperature = own.temperature ?? temperature
        settings.topP = own.topP ?? topP
        settings.maxTokens = own.maxTokens ?? maxTokens
        settings.effort = own.effort ?? effort
        return settings
    }

    /// Who is asked: the assistant of the thread, which is a model here, before the one of the settings.
    package func model(for request: ReplyRequest) throws(Failure) -> String {
        if let model = request.thread.assistant?.id.text ?? model, !model.isEmpty { return model }
        throw Failure(
            what: "No model is chosen", why: "the service has many, and none is named",
            remedy: "choose one, or name one in config.toml with model =")
    }
}
