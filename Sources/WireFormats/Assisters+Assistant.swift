extension Assisters {
    /// An assistant as the service returns it.
    package struct Assistant: Codable, Sendable, Hashable {
        package var id: String
        package var name: String
        package var description: String?
        package var instructions: String?
        package var model: String?
        package var tools: [Tool]?
        package var settings: AssistantSettings?
        package var createdAt: String?

        package init(
            id: String, name: String, description: String? = nil, instructions: String? = nil, model: String? = nil,
            tools: [Tool]? = nil, settings: AssistantSettings? = nil, createdAt: String? = nil
        ) {
            self.id = id
            self.name = name
            self.description = description
            self.instructions = instructions
            self.model = model
            self.tools = tools
            self.settings = settings
            self.createdAt = createdAt
        }

        private enum CodingKeys: String, CodingKey {
            case id, name, description, instructions, model, tools, settings
            case createdAt = "created_at"
        }
    }

    /// What is sent to create an assistant, or to change some of its values: what is nil stays as it is.
    package struct AssistantDraft: Codable, Sendable, Hashable {
        /// Needed to create.
        package var name: String?
        package var description: String?
        package var instructions: String?
        package var model: String?
        package var tools: [Tool]?
        package var settings: AssistantSettings?

        package init(
            name: String? = nil, description: String? = nil, instructions: String? = nil, model: String? = nil,
            tools: [Tool]? = nil, settings: AssistantSettings? = nil
        ) {
            self.name = name
            self.description = description
            self.instructions = instructions
            self.model = model
            self.tools = tools
            self.settings = settings
        }
    }

    package struct AssistantSettings: Codable, Sendable, Hashable {
        package var temperature: Double?
        package var topP: Double?
        /// Tokens a second; 0 is unpaced. An addition of our service.
        package var pace: Double?

        package init(temperature: Double? = nil, topP: Double? = nil, pace: Double? = nil) {
            self.temperature = temperature
            self.topP = topP
            self.pace = pace
        }

        private enum CodingKeys: String, CodingKey {
            case temperature
            case topP = "top_p"
            case pace
        }
    }

    /// A tool that an assistant may use: one of the service by its name, or one of the caller by its definition.
    package enum Tool: Codable, Sendable, Hashable {
        case named(String)
        /// An object, kept as it was sent: `{type:"function", name, description, parameters}`.
        case defined([String: JSONValue])

        package init(from decoder: any Decoder) throws {
            let container = try decoder.singleValueContainer()
            if let name = try? container.decode(String.self) {
                self = .named(name)
            } else {
                self = .defined(try container.decode([String: JSONValue].self))
            }
        }

        package func encode(to encoder: any Encoder) throws {
            var container = encoder.singleValueContainer()
            switch self {
            case .named(let name): try container.encode(name)
            case .defined(let members): try container.encode(members)
            }
        }
    }
}
