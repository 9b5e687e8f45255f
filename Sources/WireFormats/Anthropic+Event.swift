extension Anthropic {
    /// One event of a stream, of any type; which members it has follows from that.
    package struct Event: Decodable, Sendable, Hashable {
        /// nil where it stands outside the data only.
        package var type: String?
        /// Which block of the message it is about.
        package var index: Int?
        package var message: Message?
        package var block: Block?
        package var delta: Delta?
        package var usage: Usage?
        package var error: ErrorBody?

        private enum CodingKeys: String, CodingKey {
            case type, index, message, delta, usage, error
            case block = "content_block"
        }

        package init(from decoder: any Decoder) throws {
            let container = try decoder.container(keyedBy: CodingKeys.self)
            type = try container.textIfAny(forKey: .type)
            index = container.valueIfAny(Int.self, forKey: .index)
            message = try container.recordIfAny(Message.self, forKey: .message)
            block = try container.recordIfAny(Block.self, forKey: .block)
            delta = try container.recordIfAny(Delta.self, forKey: .delta)
            usage = container.valueIfAny(Usage.self, forKey: .usage)
            error = container.contains(.error) ? try? ErrorBody(from: decoder) : nil
        }
    }

    /// A whole message, or what is known of it when it begins.
    package struct Message: Decodable, Sendable, Hashable {
        package var model: String?
        package var content: [Block]
        package var end: End
        package var usage: Usage?

        private enum CodingKeys: String, CodingKey { case model, content, usage }

        package init(from decoder: any Decoder) throws {
            let container = try decoder.container(keyedBy: CodingKeys.self)
            model = try container.textIfAny(forKey: .model)
            content = try container.recordIfAny([Block].self, forKey: .content) ?? []
            end = try End(from: decoder)
            usage = container.valueIfAny(Usage.self, forKey: .usage)
        }
    }

    /// A block of the content: whole, or as it begins.
    package struct Block: Decodable, Sendable, Hashable {
        /// `text`, `thinking`, `redacted_thinking`, `tool_use` and more.
        package var type: String
        package var text: String
        package var thinking: String
        /// Of a tool.
        package var name: String
        /// Of a call of a tool: by which its result names it.
        package var id: String?
        /// Of the result of a tool: the call that it came of, and what.
        package var call: String?
        package var result: ToolResult
        /// What the text cites.
        package var citations: [JSONValue]
        /// The model that goes on in place of the one that was asked.
        package var nextModel: String?
        /// The arguments as JSON; empty where there are none yet.
        package var input: String

        private enum CodingKeys: String, CodingKey {
            case type, text, thinking, name, input, id, content, citations
            case call = "tool_use_id"
            case next = "to"
        }

        private struct Next: Decodable { var model: String? }

        package init(from decoder: any Decoder) throws {
            let container = try decoder.container(keyedBy: CodingKeys.self)
            type = try container.textIfAny(forKey: .type) ?? ""
            text = try container.textIfAny(forKey: .text) ?? ""
            thinking = try container.textIfAny(forKey: .thinking) ?? ""
            name = try container.textIfAny(forKey: .name) ?? ""
            id = try container.textIfAny(forKey: .id)
            call = try container.textIfAny(forKey: .call)
            result = container.valueIfAny(ToolResult.self, forKey: .content) ?? ToolResult()
            citations = container.valueIfAny([JSONValue].self, forKey: .citations) ?? []
            nextModel = container.valueIfAny(Next.self, forKey: .next)?.model
            let value = container.valueIfAny(JSONValue.self, forKey: .input)
            let isEmpty = value == nil || value == .null || value == .object([:])
            input = isEmpty ? "" : String(decoding: try WireJSON.encode(value), as: UTF8.self)
        }
    }

    /// What an event adds to its block, or to the message.
    package struct Delta: Decodable, Sendable, Hashable {
        /// `text_delta`, `thinking_delta`, `input_json_delta` and more; nil in one of the message.
        package var type: String?
        package var text: String
        package var thinking: String
        /// A piece of JSON.
        package var partialJSON: String
        /// What the text cites.
        package var citation: JSONValue?
        package var end: End

        private enum CodingKeys: String, CodingKey {
            case type, text, thinking, citation
            case partialJSON = "partial_json"
        }

        package init(from decoder: any Decoder) throws {
            let container = try decoder.container(keyedBy: CodingKeys.self)
            type = try container.textIfAny(forKey: .type)
            text = try container.textIfAny(forKey: .text) ?? ""
            thinking = try container.textIfAny(forKey: .thinking) ?? ""
            citation = container.valueIfAny(JSONValue.self, forKey: .citation)
            partialJSON = try container.textIfAny(forKey: .partialJSON) ?? ""
            end = try End(from: decoder)
        }
    }

    /// Why a message ended; nothing while it goes on.
    package struct End: Decodable, Sendable, Hashable {
        package var reason: String?
        /// What a refusal says about itself.
        package var explanation: String

        private enum CodingKeys: String, CodingKey {
            case reason = "stop_reason"
            case details = "stop_details"
        }

        private struct Details: Decodable { var explanation: String? }

        package init(from decoder: any Decoder) throws {
            let container = try decoder.container(keyedBy: CodingKeys.self)
            reason = try container.textIfAny(forKey: .reason)
            explanation = container.valueIfAny(Details.self, forKey: .details)?.explanation ?? ""
        }
    }
}

extension KeyedDecodingContainer {
    /// nil where there is none, or a value of another type. What is broken inside throws, so that it is repaired.
    func recordIfAny<Value: Decodable>(_ type: Value.Type, forKey key: Key) throws -> Value? {
        do {
            return try decodeIfPresent(type, forKey: key)
        } catch DecodingError.typeMismatch {
            return nil
        }
    }
}
