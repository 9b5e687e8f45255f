extension OpenAI {
    /// What a reply has used, in tokens, under the names of both APIs.
    package struct Usage: Decodable, Sendable, Hashable {
        package var input: Int?
        /// Of the input, what was read before.
        package var cachedInput: Int?
        package var output: Int?
        /// Of the output, what was thought and not said.
        package var reasoning: Int?
        /// In US dollars, where a router says it.
        package var cost: Double?

        /// `{"total_cost":0.006}`
        private struct Costs: Decodable { var total_cost: Double? }

        private enum CodingKeys: String, CodingKey {
            case cost
            case totalTokens = "total_tokens"
            case promptTokens = "prompt_tokens"
            case completionTokens = "completion_tokens"
            case promptDetails = "prompt_tokens_details"
            case completionDetails = "completion_tokens_details"
            case promptCacheHits = "prompt_cache_hit_tokens"
            case inputTokens = "input_tokens"
            case outputTokens = "output_tokens"
            case inputDetails = "input_tokens_details"
            case outputDetails = "output_tokens_details"
        }

        private struct Details: Decodable {
            let cached: Int?
            let reasoning: Int?

            private enum CodingKeys: String, CodingKey {
                case cached = "cached_tokens"
                case reasoning = "reasoning_tokens"
            }

            init(from decoder: any Decoder) throws {
                let container = try decoder.container(keyedBy: CodingKeys.self)
                cached = container.countIfAny(forKey: .cached)
                reasoning = container.countIfAny(forKey: .reasoning)
            }
        }

        package init(from decoder: any Decoder) throws {
            let container = try decoder.container(keyedBy: CodingKeys.self)
            func count(_ keys: CodingKeys...) -> Int? { keys.lazy.compactMap(container.countIfAny).first }
            func details(_ keys: CodingKeys...) -> Details? {
                keys.lazy.compactMap { container.valueIfAny(Details.self, forKey: $0) }.first
            }
            input = count(.promptTokens, .inputTokens)
            output = count(.completionTokens, .outputTokens)
            cachedInput = details(.promptDetails, .inputDetails)?.cached ?? count(.promptCacheHits)
            reasoning = details(.completionDetails, .outputDetails)?.reasoning
            cost =
                container.valueIfAny(Double.self, forKey: .cost)
                ?? container.valueIfAny(Costs.self, forKey: .cost)?.total_cost
            if let all = count(.totalTokens) { takeOver(all) }
        }

        /// Some services count what was thought in the sum only, others in what was written too.
        private mutating func takeOver(_ all: Int) {
            guard let input, let output, all > input &+ output else { return }
            let isThought = reasoning.map { all == input &+ output &+ $0 } ?? (cachedInput == nil)
            if isThought { self.output = all &- input }
        }
    }
}
