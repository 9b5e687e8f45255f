import ChatModel

/// What the answer of a model says, in order.
enum ModelEvent: Hashable, Sendable {
    /// More text, to be appended as it is.
    case text(String)
    /// Something beside the text; one with the same id is replaced. For reasoning `ModelPart.reasoning`, for a call of a
    /// tool `ModelPart.toolCall`.
    case part(MessagePart)
    /// More text of a part that came before.
    case partGrew(id: String, by: String)
    /// All that is used so far, in place of what came before.
    case usage(TokenUsage)
    /// The service knows the run by this name, under which it can be stopped and asked for.
    case named(String)
    /// A record that cannot be read, as it came.
    case lost(String)
    /// How the reply ended, as the service says it. The first counts. What is used may still follow it.
    case finished(ModelEnd)
    /// Nothing follows that counts.
    case over
}

/// How a reply ended in the words of its API.
enum ModelEnd: Hashable, Sendable {
    /// Also with calls of tools, which nobody answers.
    case complete
    /// The model has written the most it may.
    /// - Parameter limit: In tokens, if it is known.
    case cutAtLength(limit: Int?)
    /// What was said and the answer fill all that the model can hold.
    case contextFull
    /// The service paused a long turn; asked again, it goes on.
    case paused
    /// The model or the service would not answer.
    /// - Parameter why: In its own words; empty when it has none.
    case refused(why: String)
    /// In a way that has no meaning here, by the word of the service.
    case unknown(String)
    case failed(ServiceFault)
}

/// A model that a service offers.
struct ModelListing: Hashable, Sendable {
    /// By which it is asked for.
    let id: String
    /// For people; the id where the service has no other.
    var name: String
    /// One line about it; empty where nothing is known.
    var description: String
    /// The service says what it costs, in the description.
    var hasPrice: Bool
    /// nil where the service does not say.
    var takesImages: Bool?
    /// How many tokens it can hold, its answers included; nil where the service does not say.
    var contextTokens: Int?

    init(
        id: String, name: String? = nil, description: String = "", hasPrice: Bool = false, takesImages: Bool? = nil,
        contextTokens: Int? = nil
    ) {
        self.id = id
        self.name = name ?? id
        self.description = description
        self.hasPrice = hasPrice
        self.takesImages = takesImages
        self.contextTokens = contextTokens
    }
}
