/// The JSON of Anthropic's Messages API and of all that speak like it. Members that are missing, unknown or of another
/// type than documented never make a record unreadable.
package enum Anthropic {}

extension Anthropic {
    /// What a reply has used, in tokens. In a stream the counts are of all so far; one that is missing has not changed.
    package struct Usage: Decodable, Sendable, Hashable {
        /// What was neither written into the cache nor read from it.
        package var input: Int?
        package var cacheWritten: Int?
        package var cacheRead: Int?
        package var output: Int?

        private enum CodingKeys: String, CodingKey {
            case input = "input_tokens"
            case cacheWritten = "cache_creation_input_tokens"
            case cacheRead = "cache_read_input_tokens"
            case output = "output_tokens"
        }

        package init() {}

        package init(from decoder: any Decoder) throws {
            let container = try decoder.container(keyedBy: CodingKeys.self)
            input = container.countIfAny(forKey: .input)
            cacheWritten = container.countIfAny(forKey: .cacheWritten)
            cacheRead = container.countIfAny(forKey: .cacheRead)
            output = container.countIfAny(forKey: .output)
        }

        /// Takes over what a later record says.
        package mutating func update(with newer: Usage) {
            input = newer.input ?? input
            cacheWritten = newer.cacheWritten ?? cacheWritten
            cacheRead = newer.cacheRead ?? cacheRead
            output = newer.output ?? output
        }
    }

    /// What went wrong: `{"type":"error","error":{"type":"overloaded_error","message":"Overloaded"}}`. Show `message`.
    package struct ErrorBody: Decodable, Sendable, Hashable {
        package var type: String?
        package var message: String

        private enum CodingKeys: String, CodingKey { case error }
        private enum DetailKeys: String, CodingKey { case type, message }

        /// Throws where there is no error.
        package init(from decoder: any Decoder) throws {
            let container = try decoder.container(keyedBy: CodingKeys.self)
            if let text = try container.textIfAny(forKey: .error) {
                message = text
                return
            }
            let detail = try container.nestedContainer(keyedBy: DetailKeys.self, forKey: .error)
            type = try detail.textIfAny(forKey: .type)
            message = try detail.textIfAny(forKey: .message) ?? ""
        }
    }

    /// A page of the models of the service.
    package struct ModelList: Decodable, Sendable, Hashable {
        package let data: [Model]

        private enum CodingKeys: String, CodingKey { case data }

        /// A model that cannot be read is passed over.
        private struct Entry: Decodable {
            let model: Model?
            init(from decoder: any Decoder) throws { model = try? Model(from: decoder) }
        }

        package init(from decoder: any Decoder) throws {
            let container = try decoder.container(keyedBy: CodingKeys.self)
            data = try container.decode([Entry].self, forKey: .data).compactMap(\.model)
        }
    }

    package struct Model: Decodable, Sendable, Hashable {
        package let id: String
        package let name: String?
        /// How many tokens it can be told.
        package let contextTokens: Int?

        private enum CodingKeys: String, CodingKey {
            case id
            case name = "display_name"
            case contextTokens = "max_input_tokens"
        }

        package init(from decoder: any Decoder) throws {
            let container = try decoder.container(keyedBy: CodingKeys.self)
            id = try container.decode(String.self, forKey: .id)
            name = container.valueIfAny(String.self, forKey: .name)
            contextTokens = container.countIfAny(forKey: .contextTokens)
        }
    }
}
