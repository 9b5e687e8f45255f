extension OpenAI {
    /// One piece of a streamed chat completion, or a whole one.
    package struct ChatChunk: Decodable, Sendable, Hashable {
        package var model: String?
        /// Empty in a chunk that only says what is used.
        package var choices: [ChatChoice]
        package var usage: Usage?
        package var error: ErrorDetail?
        /// It has the members of a chunk, or those of an error.
        package var isKnown: Bool

        private enum CodingKeys: String, CodingKey {
            case object, model, choices, usage, error
            case groq = "x_groq"
        }

        private struct Groq: Decodable { var usage: Usage? }

        package init(from decoder: any Decoder) throws {
            let container = try decoder.container(keyedBy: CodingKeys.self)
            model = container.valueIfAny(String.self, forKey: .model)
            choices = try container.decodeIfPresent([ChatChoice].self, forKey: .choices) ?? []
            usage =
                container.valueIfAny(Usage.self, forKey: .usage)
                ?? container.valueIfAny(Groq.self, forKey: .groq)?.usage
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

        private enum CodingKeys: String, CodingKey {
            case index, delta, message, error
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
        }
    }

    /// What a choice adds to the message, or the message.
    package struct ChatDelta: Decodable, Sendable, Hashable {
        /// In the order they are to be shown.
        package var pieces: [Piece] = []
        package var refusal: String?
        package var toolCalls: [ToolCallPiece] = []

        package enum Piece: Sendable, Hashable {
            case text(String)
            case reasoning(String)
        }

        private enum CodingKeys: String, CodingKey {
            case content, refusal, reasoning
            case reasoningContent = "reasoning_content"
            case toolCalls = "tool_calls"
            case functionCall = "function_call"
        }

        init() {}

        package init(from decoder: any Decoder) throws {
            let container = try decoder.container(keyedBy: CodingKeys.self)
            // Services that have both names say the same under each.
            let reasoning =
                try container.textIfAny(forKey: .reasoningContent) ?? container.textIfAny(forKey: .reasoning)
            if let reasoning, !reasoning.isEmpty { pieces.append(.reasoning(reasoning)) }
            if let text = try container.textIfAny(forKey: .content) {
                if !text.isEmpty { pieces.append(.text(text)) }
            } else if let parts = container.valueIfAny([ContentPart].self, forKey: .content) {
                pieces += parts.flatMap(\.pieces)
            }
            refusal = try container.textIfAny(forKey: .refusal)
            toolCalls = container.valueIfAny([ToolCallPiece].self, forKey: .toolCalls) ?? []
            if let call = container.valueIfAny(ToolCallPiece.Function.self, forKey: .functionCall) {
                toolCalls.append(ToolCallPiece(index: 0, function: call))
            }
        }
    }

    /// A part of a content that is a list: `{"type":"text","text":…}`, `{"type":"thinking","thinking":[…]}`.
    private struct ContentPart: Decodable {
        let pieces: [ChatDelta.Piece]

        private enum CodingKeys: String, CodingKey { case type, text, thinking, refusal }

        private struct Thought: Decodable { var text: String? }

        init(from decoder: any Decoder) throws {
            let container = try decoder.container(keyedBy: CodingKeys.self)
            if let thoughts = container.valueIfAny([Thought].self, forKey: .thinking) {
                pieces = thoughts.compactMap { $0.text.map(ChatDelta.Piece.reasoning) }
            } else if let thought = try container.textIfAny(forKey: .thinking) {
                pieces = [.reasoning(thought)]
            } else {
                pieces = try container.textIfAny(forKey: .text).map { [.text($0)] } ?? []
            }
        }
    }

    /// The next piece of a call; name and id come with its first.
    package struct ToolCallPiece: Decodable, Sendable, Hashable {
        /// Which call of the message it belongs to; nil where the service leaves it out.
        package var index: Int?
        package var id: String?
        package var function: Function

        package struct Function: Decodable, Sendable, Hashable {
            package var name: String?
            /// JSON, to be joined with the pieces before.
            package var arguments: String

            private enum CodingKeys: String, CodingKey { case name, arguments }

            init() { arguments = "" }

            package init(from decoder: any Decoder) throws {
                let container = try decoder.container(keyedBy: CodingKeys.self)
                name = try container.textIfAny(forKey: .name)
                if let text = try container.textIfAny(forKey: .arguments) {
                    arguments = text
                } else {
                    // Some services send the object itself.
                    let value = container.valueIfAny(JSONValue.self, forKey: .arguments)
                    arguments = try value.map { String(decoding: try WireJSON.encode($0), as: UTF8.self) } ?? ""
                }
            }
        }

        private enum CodingKeys: String, CodingKey { case index, id, function }

        init(index: Int?, function: Function) {
            self.index = index
            self.function = function
        }

        package init(from decoder: any Decoder) throws {
            let container = try decoder.container(keyedBy: CodingKeys.self)
            index = container.valueIfAny(Int.self, forKey: .index)
            id = try container.textIfAny(forKey: .id)
            function = try container.decodeIfPresent(Function.self, forKey: .function) ?? Function()
        }
    }
}
