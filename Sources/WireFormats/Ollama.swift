/// The JSON of Ollama's own API. Members that are missing, unknown or of another type than documented never make a record
/// unreadable.
package enum Ollama {}

extension Ollama {
    /// One line of an answer to `/api/chat`, or the whole of it.
    package struct ChatLine: Decodable, Sendable, Hashable {
        package var model: String?
        package var text: String
        package var thinking: String
        package var calls: [ToolCall]
        package var isDone: Bool
        package var doneReason: String?
        package var error: String?
        package var times: Times
        /// How many tokens were read.
        package var promptCount: Int?
        /// How many tokens were written.
        package var replyCount: Int?
        /// It has the members of such a line, or those of an error.
        package var isKnown: Bool

        private enum CodingKeys: String, CodingKey {
            case model, message, done, error
            case doneReason = "done_reason"
            case promptCount = "prompt_eval_count"
            case replyCount = "eval_count"
        }

        package init(from decoder: any Decoder) throws {
            let container = try decoder.container(keyedBy: CodingKeys.self)
            model = try container.textIfAny(forKey: .model)
            let message = try container.recordIfAny(ChatMessage.self, forKey: .message)
            text = message?.content ?? ""
            thinking = message?.thinking ?? ""
            calls = message?.calls ?? []
            isDone = container.valueIfAny(Bool.self, forKey: .done) ?? false
            doneReason = try container.textIfAny(forKey: .doneReason)
            error = try ErrorBody.words(in: decoder)
            times = try Times(from: decoder)
            promptCount = container.countIfAny(forKey: .promptCount)
            replyCount = container.countIfAny(forKey: .replyCount)
            isKnown = error != nil || message != nil || container.contains(.done)
        }
    }

    /// How long what took, in nanoseconds.
    package struct Times: Decodable, Sendable, Hashable {
        package var load: Int?
        package var prompt: Int?
        package var reply: Int?

        private enum CodingKeys: String, CodingKey {
            case load = "load_duration"
            case prompt = "prompt_eval_duration"
            case reply = "eval_duration"
        }

        package init(from decoder: any Decoder) throws {
            let container = try decoder.container(keyedBy: CodingKeys.self)
            load = container.countIfAny(forKey: .load)
            prompt = container.countIfAny(forKey: .prompt)
            reply = container.countIfAny(forKey: .reply)
        }
    }

    private struct ChatMessage: Decodable {
        let content: String?
        let thinking: String?
        let calls: [ToolCall]

        private enum CodingKeys: String, CodingKey {
            case content, thinking
            case calls = "tool_calls"
        }

        init(from decoder: any Decoder) throws {
            let container = try decoder.container(keyedBy: CodingKeys.self)
            content = try container.textIfAny(forKey: .content)
            thinking = try container.textIfAny(forKey: .thinking)
            calls = try container.recordIfAny([ToolCall].self, forKey: .calls) ?? []
        }
    }

    /// A tool that the model wants to have called; always whole.
    package struct ToolCall: Decodable, Sendable, Hashable {
        package let name: String
        /// JSON.
        package let arguments: String

        private enum CodingKeys: String, CodingKey { case function }
        private enum FunctionKeys: String, CodingKey { case name, arguments }

        package init(from decoder: any Decoder) throws {
            let container = try decoder.container(keyedBy: CodingKeys.self)
            let function = try container.nestedContainer(keyedBy: FunctionKeys.self, forKey: .function)
            name = try function.textIfAny(forKey: .name) ?? ""
            if let text = try function.textIfAny(forKey: .arguments) {
                arguments = text
            } else {
                let value = function.valueIfAny(JSONValue.self, forKey: .arguments)
                arguments = try value.map { String(decoding: try WireJSON.encode($0), as: UTF8.self) } ?? ""
            }
        }
    }

    /// `{"error":"model \"x\" not found"}`
    package struct ErrorBody: Decodable, Sendable, Hashable {
        package let message: String

        private enum CodingKeys: String, CodingKey { case error }
        private struct Detail: Decodable { var message: String? }

        /// Throws where there is no error.
        package init(from decoder: any Decoder) throws {
            guard let words = try Self.words(in: decoder) else {
                let context = DecodingError.Context(codingPath: decoder.codingPath, debugDescription: "no error")
                throw DecodingError.keyNotFound(CodingKeys.error, context)
            }
            message = words
        }

        static func words(in decoder: any Decoder) throws -> String? {
            let container = try decoder.container(keyedBy: CodingKeys.self)
            guard container.contains(.error) else { return nil }
            return try container.textIfAny(forKey: .error)
                ?? container.valueIfAny(Detail.self, forKey: .error)?.message
        }
    }
}

extension Ollama {
    /// The models that are there: the answer to `/api/tags`.
    package struct ModelList: Decodable, Sendable, Hashable {
        package let models: [Model]

        private enum CodingKeys: String, CodingKey { case models }

        /// A model that cannot be read is passed over.
        private struct Entry: Decodable {
            let model: Model?
            init(from decoder: any Decoder) throws { model = try? Model(from: decoder) }
        }

        package init(from decoder: any Decoder) throws {
            let container = try decoder.container(keyedBy: CodingKeys.self)
            // A fresh Ollama may say null.
            models = try container.decodeIfPresent([Entry].self, forKey: .models)?.compactMap(\.model) ?? []
        }
    }

    package struct Model: Decodable, Sendable, Hashable {
        package let name: String
        /// On the disk, in bytes; nil or next to nothing for one that runs elsewhere.
        package let size: Int?
        /// "8.0B"
        package let parameters: String
        /// "Q4_K_M"
        package let quantization: String
        package let families: [String]
        /// nil where the list does not say.
        package let takesImages: Bool?

        private enum CodingKeys: String, CodingKey { case name, model, size, details }
        private enum DetailKeys: String, CodingKey {
            case family, families
            case parameters = "parameter_size"
            case quantization = "quantization_level"
        }

        package init(from decoder: any Decoder) throws {
            let container = try decoder.container(keyedBy: CodingKeys.self)
            name = try container.textIfAny(forKey: .model) ?? container.decode(String.self, forKey: .name)
            size = container.countIfAny(forKey: .size)
            takesImages = try Abilities(from: decoder).takesImages
            let details = try? container.nestedContainer(keyedBy: DetailKeys.self, forKey: .details)
            parameters = details?.valueIfAny(String.self, forKey: .parameters) ?? ""
            quantization = details?.valueIfAny(String.self, forKey: .quantization) ?? ""
            let family = details?.valueIfAny(String.self, forKey: .family)
            families = details?.valueIfAny([String].self, forKey: .families) ?? [family].compactMap(\.self)
        }
    }
}
