extension BetterForms {
    /// What a channel says about a run.
    package enum Event: Sendable, Hashable {
        /// Which run it is. The two ids may come apart.
        case threadInfo(threadID: String?, runID: String?)
        /// The next piece of the reply, to be appended verbatim.
        case delta(String)
        /// Tools that the run calls.
        case functionCall([FunctionCall])
        /// Nothing follows. "cancelled" is the reason of a run that was stopped.
        case end(finishReason: String?, usage: JSONValue?)
        /// The run failed; an end follows as a rule.
        case error(ErrorDetail)
    }

    /// A tool that a run calls.
    package struct FunctionCall: Codable, Sendable, Hashable {
        package var name: String
        /// What the person may be told about it.
        package var userMessage: String?
        /// An addition of our service, as are the arguments.
        package var toolCallID: String?
        package var arguments: JSONValue?

        package init(
            name: String, userMessage: String? = nil, toolCallID: String? = nil, arguments: JSONValue? = nil
        ) {
            self.name = name
            self.userMessage = userMessage
            self.toolCallID = toolCallID
            self.arguments = arguments
        }

        private enum CodingKeys: String, CodingKey {
            case name, userMessage, arguments
            case toolCallID = "toolCallId"
        }

        package init(from decoder: any Decoder) throws {
            let container = try decoder.container(keyedBy: CodingKeys.self)
            name = try container.decode(String.self, forKey: .name)
            userMessage = try? container.decode(String.self, forKey: .userMessage)
            toolCallID = try? container.decode(String.self, forKey: .toolCallID)
            arguments = try? container.decodeIfPresent(JSONValue.self, forKey: .arguments)
        }

        /// `userMessage` is always there, and null where there is none.
        package func encode(to encoder: any Encoder) throws {
            var container = encoder.container(keyedBy: CodingKeys.self)
            try container.encode(name, forKey: .name)
            try container.encode(userMessage, forKey: .userMessage)
            try container.encodeIfPresent(toolCallID, forKey: .toolCallID)
            try container.encodeIfPresent(arguments, forKey: .arguments)
        }
    }

    /// An event, and the run it belongs to where the service says so. That is an addition of our service: the documented
    /// events but `threadInfo` carry no run id, so two runs must not share a channel.
    package struct ChannelEvent: Sendable, Hashable {
        package var event: Event
        package var runID: String?

        package init(_ event: Event, runID: String? = nil) {
            self.event = event
            self.runID = runID
        }
    }
}

extension BetterForms.ChannelEvent: Codable {
    private enum CodingKeys: String, CodingKey {
        case type, content, error, message, usage
        case finishReason = "finish_reason"
        case runID = "runId"
    }

    private enum ContentKeys: String, CodingKey {
        case functions
        case assistantThreadID = "assistantThreadId"
        case threadID = "threadId"
        case runID = "runId"
    }

    /// Throws for a type that is not known, and for a content that makes no sense for its type.
    package init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        runID = try? container.decodeIfPresent(String.self, forKey: .runID)
        switch try container.decode(String.self, forKey: .type) {
        case "delta": event = .delta(try container.decode(BetterForms.TextContent.self, forKey: .content).text)
        case "threadInfo": event = try Self.threadInfo(in: container)
        case "function_call": event = .functionCall(try Self.functions(in: container))
        case "end":
            event = .end(
                finishReason: try? container.decodeIfPresent(String.self, forKey: .finishReason),
                usage: try? container.decodeIfPresent(JSONValue.self, forKey: .usage))
        case "error": event = .error(Self.error(in: container))
        default: throw DecodingError.dataCorruptedError(forKey: .type, in: container, debugDescription: "unknown type")
        }
    }

    private static func threadInfo(in container: KeyedDecodingContainer<CodingKeys>) throws -> BetterForms.Event {
        let content = try container.nestedContainer(keyedBy: ContentKeys.self, forKey: .content)
        let thread = try? content.decode(String.self, forKey: .assistantThreadID)
        return .threadInfo(
            threadID: thread ?? (try? content.decode(String.self, forKey: .threadID)),
            runID: try? content.decode(String.self, forKey: .runID))
    }

    private static func functions(
        in container: KeyedDecodingContainer<CodingKeys>
    ) throws -> [BetterForms.FunctionCall] {
        typealias Functions = [BetterForms.Optionally<BetterForms.FunctionCall>]
        if let all = try? container.decode(Functions.self, forKey: .content) { return all.compactMap(\.value) }
        let content = try container.nestedContainer(keyedBy: ContentKeys.self, forKey: .content)
        if let all = try? content.decode(Functions.self, forKey: .functions) { return all.compactMap(\.value) }
        return [try container.decode(BetterForms.FunctionCall.self, forKey: .content)]
    }

    private static func error(in container: KeyedDecodingContainer<CodingKeys>) -> BetterForms.ErrorDetail {
        let details = [CodingKeys.error, .content, .message].lazy.compactMap {
            try? container.decode(BetterForms.ErrorDetail.self, forKey: $0)
        }
        return details.first ?? BetterForms.ErrorDetail(message: "")
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encodeIfPresent(runID, forKey: .runID)
        switch event {
        case .threadInfo(let threadID, let runID):
            try container.encode("threadInfo", forKey: .type)
            var content = container.nestedContainer(keyedBy: ContentKeys.self, forKey: .content)
            try content.encodeIfPresent(threadID, forKey: .assistantThreadID)
            try content.encodeIfPresent(runID, forKey: .runID)
        case .delta(let text):
            try container.encode("delta", forKey: .type)
            try container.encode(text, forKey: .content)
        case .functionCall(let functions):
            try container.encode("function_call", forKey: .type)
            var content = container.nestedContainer(keyedBy: ContentKeys.self, forKey: .content)
            try content.encode(functions, forKey: .functions)
        case .end(let finishReason, let usage):
            try container.encode("end", forKey: .type)
            try container.encodeIfPresent(finishReason, forKey: .finishReason)
            try container.encodeIfPresent(usage, forKey: .usage)
        case .error(let detail):
            try container.encode("error", forKey: .type)
            try container.encode(detail, forKey: .error)
        }
    }
}
