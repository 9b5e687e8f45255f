extension OpenAI {
    /// What a choice adds to the message, or the message.
    package struct ChatDelta: Decodable, Sendable, Hashable {
        /// In the order they are to be shown.
        package var pieces: [Piece] = []
        package var refusal: String?
        package var toolCalls: [ToolCallPiece] = []
        /// Citations: `{"type":"url_citation","url_citation":{"url":…,"title":…}}`.
        package var annotations: [JSONValue] = []
        /// The images that the model has made.
        package var images: [JSONValue] = []

        package enum Piece: Sendable, Hashable {
            case text(String)
            case reasoning(String)
        }

        private enum CodingKeys: String, CodingKey {
            case content, refusal, reasoning, annotations, images
            case reasoningContent = "reasoning_content"
            case reasoningText = "reasoning_text"
            case reasoningDetails = "reasoning_details"
            case toolCalls = "tool_calls"
            case functionCall = "function_call"
        }

        init() {}

        package init(from decoder: any Decoder) throws {
            let container = try decoder.container(keyedBy: CodingKeys.self)
            if let thought = try Self.thought(in: container) { pieces.append(.reasoning(thought)) }
            if let text = try container.textIfAny(forKey: .content) {
                if !text.isEmpty { pieces.append(.text(text)) }
            } else if let parts = container.valueIfAny([ContentPart].self, forKey: .content) {
                pieces += parts.flatMap(\.pieces)
            }
            refusal = try container.textIfAny(forKey: .refusal)
            annotations = container.valueIfAny([JSONValue].self, forKey: .annotations) ?? []
            images = container.valueIfAny([JSONValue].self, forKey: .images) ?? []
            toolCalls = ToolCallPiece.inTheirPlaces(
                container.valueIfAny([ToolCallPiece].self, forKey: .toolCalls) ?? [])
            if let call = container.valueIfAny(ToolCallPiece.Function.self, forKey: .functionCall) {
                toolCalls.append(ToolCallPiece(index: 0, function: call))
            }
        }

        /// Services that have several of the names say the same under each, or nothing under all but one.
        private static func thought(in container: KeyedDecodingContainer<CodingKeys>) throws -> String? {
            for key in [CodingKeys.reasoningContent, .reasoning, .reasoningText] {
                if let text = try container.textIfAny(forKey: key), !text.isEmpty { return text }
            }
            let details = container.valueIfAny([ReasoningDetail].self, forKey: .reasoningDetails) ?? []
            let text = details.compactMap { $0.text ?? $0.summary }.joined()
            return text.isEmpty ? nil : text
        }
    }

    /// `{"type":"reasoning.text","text":…}`, `{"type":"reasoning.summary","summary":…}`, and some that nobody can read.
    private struct ReasoningDetail: Decodable {
        let text: String?
        let summary: String?

        private enum CodingKeys: String, CodingKey { case text, summary }

        init(from decoder: any Decoder) throws {
            let container = try decoder.container(keyedBy: CodingKeys.self)
            text = try container.textIfAny(forKey: .text)
            summary = try container.textIfAny(forKey: .summary)
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

        /// Several pieces of one chunk that say no index are of different calls, each in the place of its own.
        static func inTheirPlaces(_ pieces: [ToolCallPiece]) -> [ToolCallPiece] {
            guard pieces.count > 1, pieces.allSatisfy({ $0.index == nil }) else { return pieces }
            return pieces.enumerated().map { place, piece in
                var piece = piece
                piece.index = place
                return piece
            }
        }

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
