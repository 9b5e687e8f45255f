extension BetterForms {
    /// What is sent to `POST /stream/create/assistants`.
    package struct CreateRequest: Codable, Sendable, Hashable {
        /// Of the service.
        package var apiKey: String?
        /// Where a streamed reply is heard. Needed when streaming.
        package var channels: [String]
        /// The name that the events of the reply carry. Needed when streaming.
        package var actionName: String?
        package var payload: Payload

        package init(apiKey: String?, channels: [String], actionName: String?, payload: Payload) {
            self.apiKey = apiKey
            self.channels = channels
            self.actionName = actionName
            self.payload = payload
        }

        private enum CodingKeys: String, CodingKey { case apiKey, channels, actionName, payload }

        /// Channels may also come joined by commas in one string; they are trimmed, and empty ones are left out.
        package init(from decoder: any Decoder) throws {
            let container = try decoder.container(keyedBy: CodingKeys.self)
            apiKey = try container.decodeIfPresent(String.self, forKey: .apiKey)
            let joined: [String]
            if let one = try? container.decode(String.self, forKey: .channels) {
                joined = [one]
            } else {
                joined = try container.decodeIfPresent([String].self, forKey: .channels) ?? []
            }
            channels = joined.flatMap { $0.split(separator: ",") }.map(Self.trimmed).filter { !$0.isEmpty }
            actionName = try container.decodeIfPresent(String.self, forKey: .actionName)
            payload = try container.decode(Payload.self, forKey: .payload)
        }

        private static func trimmed(_ name: Substring) -> String {
            let start = name.drop { $0.isWhitespace }
            return String(start[..<(start.lastIndex { !$0.isWhitespace }.map(start.index(after:)) ?? start.endIndex)])
        }
    }

    /// What a run is to do.
    package struct Payload: Codable, Sendable, Hashable {
        /// "openai" where it is not said.
        package var provider: String
        /// Of the provider.
        package var apiKey: String?
        /// The reply is heard on the channels; otherwise the answer to the request holds it.
        package var stream: Bool
        package var messages: [Message]
        /// The thread to go on with; nil makes one.
        package var threadID: String?
        package var model: String?
        package var instructions: String?
        /// Objects, kept as they were sent: `{type:"function", function:{name, description, parameters}}`.
        package var tools: [JSONValue]?

        package init(
            provider: String = "openai", apiKey: String? = nil, stream: Bool, messages: [Message],
            threadID: String? = nil, model: String? = nil, instructions: String? = nil, tools: [JSONValue]? = nil
        ) {
            self.provider = provider
            self.apiKey = apiKey
            self.stream = stream
            self.messages = messages
            self.threadID = threadID
            self.model = model
            self.instructions = instructions
            self.tools = tools
        }

        private enum CodingKeys: String, CodingKey {
            case provider, apiKey, stream, messages, model, instructions, tools
            case threadID = "thread_id"
        }

        /// What is missing reads as it is used: no messages, not streamed.
        package init(from decoder: any Decoder) throws {
            let container = try decoder.container(keyedBy: CodingKeys.self)
            provider = try container.decodeIfPresent(String.self, forKey: .provider) ?? "openai"
            apiKey = try container.decodeIfPresent(String.self, forKey: .apiKey)
            stream = try container.decodeIfPresent(Bool.self, forKey: .stream) ?? false
            messages = try container.decodeIfPresent([Message].self, forKey: .messages) ?? []
            threadID = try container.decodeIfPresent(String.self, forKey: .threadID)
            model = try container.decodeIfPresent(String.self, forKey: .model)
            instructions = try container.decodeIfPresent(String.self, forKey: .instructions)
            tools = try container.decodeIfPresent([JSONValue].self, forKey: .tools)
        }
    }

    /// What is sent to `POST /stream/create/assistants/stop`.
    package struct StopRequest: Codable, Sendable, Hashable {
        /// Both of them, or nil where one is missing, empty or no text, which a service refuses.
        package let ids: RunIDs?
        package let apiKey: String?

        package init(_ ids: RunIDs, apiKey: String?) {
            self.ids = ids
            self.apiKey = apiKey
        }

        private enum CodingKeys: String, CodingKey {
            case threadID = "threadId"
            case runID = "runId"
            case snakeThreadID = "thread_id"
            case snakeRunID = "run_id"
            case apiKey
        }

        package init(from decoder: any Decoder) throws {
            let container = try decoder.container(keyedBy: CodingKeys.self)
            func id(_ keys: CodingKeys...) -> String? {
                keys.lazy.compactMap { try? container.decode(String.self, forKey: $0) }.first { !$0.isEmpty }
            }
            if let thread = id(.threadID, .snakeThreadID), let run = id(.runID, .snakeRunID) {
                ids = RunIDs(thread: thread, run: run)
            } else {
                ids = nil
            }
            apiKey = try container.decodeIfPresent(String.self, forKey: .apiKey)
        }

        package func encode(to encoder: any Encoder) throws {
            var container = encoder.container(keyedBy: CodingKeys.self)
            try container.encodeIfPresent(ids?.thread, forKey: .threadID)
            try container.encodeIfPresent(ids?.run, forKey: .runID)
            try container.encodeIfPresent(apiKey, forKey: .apiKey)
        }
    }
}
