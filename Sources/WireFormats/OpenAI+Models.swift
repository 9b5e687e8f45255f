extension OpenAI {
    /// The models of a service: `{"data":[…]}`, or the list alone.
    package struct ModelList: Decodable, Sendable, Hashable {
        package let data: [Model]

        private enum CodingKeys: String, CodingKey { case data, models }

        /// A model that cannot be read is passed over.
        private struct Entry: Decodable {
            let model: Model?
            init(from decoder: any Decoder) throws { model = try? Model(from: decoder) }
        }

        package init(from decoder: any Decoder) throws {
            let entries: [Entry]
            if let list = try? decoder.singleValueContainer().decode([Entry].self) {
                entries = list
            } else {
                let container = try decoder.container(keyedBy: CodingKeys.self)
                entries =
                    try container.decodeIfPresent([Entry].self, forKey: .data)
                    ?? container.decode([Entry].self, forKey: .models)
            }
            data = entries.compactMap(\.model)
        }
    }

    package struct Model: Decodable, Sendable, Hashable {
        package var id: String
        /// For people, where the service has one.
        package var name: String?
        /// In seconds since 1970.
        package var created: Int?
        /// How many tokens it holds, of what is said and of its answer.
        package var contextTokens: Int?
        /// In US dollars for each token, as text, so that no digit is lost.
        package var inputPrice: String?
        package var outputPrice: String?
        /// The service says that it makes something else than text, or does not chat.
        package var isForOther: Bool
        /// nil where the service does not say.
        package var takesImages: Bool?

        private enum CodingKeys: String, CodingKey {
            case id, name, created, type, capabilities, architecture, pricing, meta
            case contextLength = "context_length"
            case contextWindow = "context_window"
            case maxModelLength = "max_model_len"
            case maxContextLength = "max_context_length"
            case inputModalities = "supported_input_modalities"
        }

        private struct Pricing: Decodable { var prompt, completion: String? }
        private struct Meta: Decodable { var n_ctx_train: Int? }
        private struct Capabilities: Decodable { var completion_chat, vision: Bool? }
        private struct Architecture: Decodable { var input_modalities, output_modalities: [String]? }

        package init(from decoder: any Decoder) throws {
            let container = try decoder.container(keyedBy: CodingKeys.self)
            id = try container.decode(String.self, forKey: .id)
            name = container.valueIfAny(String.self, forKey: .name)
            created = container.countIfAny(forKey: .created)
            let lengths: [CodingKeys] = [.contextLength, .contextWindow, .maxModelLength, .maxContextLength]
            contextTokens =
                lengths.lazy.compactMap(container.countIfAny).first
                ?? container.valueIfAny(Meta.self, forKey: .meta)?.n_ctx_train
            let pricing = container.valueIfAny(Pricing.self, forKey: .pricing)
            inputPrice = pricing?.prompt
            outputPrice = pricing?.completion
            let type = container.valueIfAny(String.self, forKey: .type)
            let abilities = container.valueIfAny(Capabilities.self, forKey: .capabilities)
            let chats = abilities?.completion_chat
            let architecture = container.valueIfAny(Architecture.self, forKey: .architecture)
            let makes = architecture?.output_modalities
            let takes = architecture?.input_modalities ?? container.valueIfAny([String].self, forKey: .inputModalities)
            takesImages = abilities?.vision ?? takes?.contains("image")
            isForOther =
                type.map(Self.otherTypes.contains) == true || chats == false || makes?.contains("text") == false
        }

        private static let otherTypes: Set = [
            "embedding", "embeddings", "image", "audio", "video", "rerank", "moderation", "transcribe",
        ]
    }
}
