extension OpenAI {
    /// One piece of a streamed chat completion, or a whole one.
    package struct ChatChunk: Decodable, Sendable, Hashable {
        package var model: String?
        /// Empty in a chunk that only says what is used.
        package var choices: [ChatChoice]
        package var usage: Usage?
        package var error: ErrorDetail?
        /// What the reply cites: addresses, or objects with `url` and `title`; all so far in each chunk.
        package var sources: [JSONValue]
        /// It has the members of a chunk, or those of an error.
        package var isKnown: Bool

        private enum CodingKeys: String, CodingKey {
            case object, model, choices, usage, error, citations
            case groq = "x_groq"
            case searchResults = "search_results"
        }

        private struct Groq: Decodable { var usage: Usage? }

        package init(from decoder: any Decoder) throws {
            let container = try decoder.container(keyedBy: CodingKeys.self)
            model = container.valueIfAny(String.self, forKey: .model)
            choices = try container.decodeIfPresent([ChatChoice].self, forKey: .choices) ?? []
            usage =
                container.valueIfAny(Usage.self, forKey: .usage)
                ?? container.valueIfAny(Groq.self, forKey: .groq)?.usage ?? choices.lazy.compactMap(\.usage).first
            // Both are in the order of the numbers in the text, and only one has titles.
            sources =
                container.valueIfAny([JSONValue].self, forKey: .searchResults)
                ?? container.valueIfAny([JSONValue].self, forKey: .citations) ?? []
            error = try ErrorDetail.ifAny(in: container, forKey: .error)
            // `{"object":"error","message":…}`
            if error == nil, container.valueIfAny(String.self, forKey: .object) == "error" {
                error = try ErrorDetail(from: decoder)
            }
            isKnown = error != nil || container.contains(.choices) || usage != nil
        }
    }

    package struct ChatChoice: Decodable, Sendable, Hashable {
        /// nil where the service leaves it out.
        package var index: Int?
        package var delta: ChatDelta
        package var finishReason: String?
        package var error: ErrorDetail?
        package var usage: Usage?

        private enum CodingKeys: String, CodingKey {
            case index, delta, message, error, usage
            case finishReason = "finish_reason"
        }

        package init(from decoder: any Decoder) throws {
            let container = try decoder.container(keyedBy: CodingKeys.self)
            index = container.valueIfAny(Int.self, forKey: .index)
            delta =
                try container.decodeIfPresent(ChatDelta.self, forKey: .delta)
                ?? container.decodeIfPresent(ChatDelta.self, forKey: .message) ?? ChatDelta()
            finishReason = container.valueIfAny(String.self, forKey: .finishReason)
            error = try ErrorDetail.ifAny(in: container, forKey: .error)
            usage = container.valueIfAny(Usage.self, forKey: .usage)
        }
    }
}
