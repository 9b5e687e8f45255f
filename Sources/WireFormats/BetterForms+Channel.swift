extension BetterForms {
    /// What a client says on the socket.
    package enum ChannelRequest: Codable, Sendable, Hashable {
        case join(String)
        case leave(String)

        private enum CodingKeys: String, CodingKey { case action, options }
        private enum OptionKeys: String, CodingKey { case channel }

        package init(from decoder: any Decoder) throws {
            let container = try decoder.container(keyedBy: CodingKeys.self)
            let action = try container.decode(String.self, forKey: .action)
            let channel = try container.nestedContainer(keyedBy: OptionKeys.self, forKey: .options)
                .decode(String.self, forKey: .channel)
            switch action {
            case "channelJoinAnon": self = .join(channel)
            case "channelLeaveAnon": self = .leave(channel)
            default:
                throw DecodingError.dataCorruptedError(
                    forKey: .action, in: container, debugDescription: "unknown action")
            }
        }

        package func encode(to encoder: any Encoder) throws {
            var container = encoder.container(keyedBy: CodingKeys.self)
            var options = container.nestedContainer(keyedBy: OptionKeys.self, forKey: .options)
            switch self {
            case .join(let channel):
                try container.encode("channelJoinAnon", forKey: .action)
                try options.encode(channel, forKey: .channel)
            case .leave(let channel):
                try container.encode("channelLeaveAnon", forKey: .action)
                try options.encode(channel, forKey: .channel)
            }
        }
    }

    /// What a service says on the socket about the socket itself.
    package enum ChannelReply: Codable, Sendable, Hashable {
        case joined(String)
        case left(String)

        package var channel: String {
            switch self {
            case .joined(let channel), .left(let channel): channel
            }
        }

        private enum CodingKeys: String, CodingKey { case joined, left }

        package init(from decoder: any Decoder) throws {
            let container = try decoder.container(keyedBy: CodingKeys.self)
            if let channel = try container.decodeIfPresent(String.self, forKey: .joined) {
                self = .joined(channel)
            } else {
                self = .left(try container.decode(String.self, forKey: .left))
            }
        }

        package func encode(to encoder: any Encoder) throws {
            var container = encoder.container(keyedBy: CodingKeys.self)
            switch self {
            case .joined(let channel): try container.encode(channel, forKey: .joined)
            case .left(let channel): try container.encode(channel, forKey: .left)
            }
        }
    }

    /// An event as a service sends it to a channel:
    /// `{"channel", "message":{"actions":[{"action":"namedAction", "name", "options":<event>}], "model":{}, "app":{}}}`.
    package struct Envelope: Encodable, Sendable, Hashable {
        package var channel: String
        package var actionName: String
        package var event: ChannelEvent

        package init(channel: String, actionName: String, event: ChannelEvent) {
            self.channel = channel
            self.actionName = actionName
            self.event = event
        }

        private struct Named: Encodable {
            let action = "namedAction"
            let name: String
            let options: ChannelEvent
        }

        private struct Actions: Encodable {
            let actions: [Named]
            let model: [String: String] = [:]
            let app: [String: String] = [:]
        }

        private enum CodingKeys: String, CodingKey { case channel, message }

        package func encode(to encoder: any Encoder) throws {
            var container = encoder.container(keyedBy: CodingKeys.self)
            try container.encode(channel, forKey: .channel)
            try container.encode(Actions(actions: [Named(name: actionName, options: event)]), forKey: .message)
        }
    }
}
