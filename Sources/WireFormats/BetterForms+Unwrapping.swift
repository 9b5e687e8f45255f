extension BetterForms {
    /// What is heard on a channel.
    package enum ChannelMessage: Sendable, Hashable {
        case reply(ChannelReply)
        case event(ChannelEvent)
    }

    /// What one record of a channel says, in order: the text of one WebSocket message, or the data of one event of the
    /// channel's event stream.
    ///
    /// Events are found bare, beside an `actionName`, in `data`, `message`, `actions` and the `options` of a named action,
    /// in lists of those (`["path event", payload]` is one), and in strings that hold JSON. Of what carries a channel or
    /// an action's name, at any level, only that of this channel and this name is taken. What is not understood is
    /// passed over.
    package static func channelMessages(
        in text: some Collection<UInt8>, channel: String, actionName: String
    ) -> [ChannelMessage] {
        guard let wrapped = try? WireJSON.decode(Wrapped.self, from: text) else { return [] }
        return wrapped.findings.filter { finding in
            finding.channels.allSatisfy { $0 == channel } && finding.names.allSatisfy { $0 == actionName }
        }.map(\.message)
    }
}

/// All messages in one JSON value, each with the channels and the names it is wrapped in.
private struct Wrapped: Decodable {
    struct Finding {
        var message: BetterForms.ChannelMessage
        var channels: [String] = []
        var names: [String] = []
    }

    private(set) var findings: [Finding] = []

    private enum CodingKeys: String, CodingKey {
        case channel, actionName, action, name, options, actions, message, data, type, joined, left, error
    }

    private static let deepestNesting = 16

    /// Throws for no JSON value: what is not understood holds no message.
    init(from decoder: any Decoder) throws {
        guard decoder.codingPath.count <= Self.deepestNesting else { return }
        if let members = try? decoder.container(keyedBy: CodingKeys.self) {
            read(members, of: decoder)
        } else if var list = try? decoder.unkeyedContainer() {
            while !list.isAtEnd { findings += try list.decode(Wrapped.self).findings }
        } else if let text = try? decoder.singleValueContainer().decode(String.self), Self.mayBeJSON(text) {
            findings = (try? WireJSON.decode(Wrapped.self, from: Array(text.utf8)))?.findings ?? []
        }
    }

    private static func mayBeJSON(_ text: String) -> Bool {
        text.utf8.first.map { "{[\" \n".utf8.contains($0) } ?? false
    }

    private mutating func read(_ members: KeyedDecodingContainer<CodingKeys>, of decoder: any Decoder) {
        if members.contains(.joined) || members.contains(.left) {
            guard let reply = try? BetterForms.ChannelReply(from: decoder) else { return }
            findings = [Finding(message: .reply(reply), channels: [reply.channel])]
            return
        }
        var names = [try? members.decodeIfPresent(String.self, forKey: .actionName)]
        if let event = event(in: members, of: decoder) {
            findings = [Finding(message: .event(event))]
        } else {
            let action = try? members.decodeIfPresent(String.self, forKey: .action)
            guard action == nil || action == "namedAction" else { return }
            for key in [CodingKeys.data, .message, .actions, .options] where members.contains(key) {
                findings += (try? members.decode(Wrapped.self, forKey: key).findings) ?? []
            }
            // Beside an event it would be the name of something else, as of an error.
            names.append(try? members.decodeIfPresent(String.self, forKey: .name))
        }
        let channel = try? members.decodeIfPresent(String.self, forKey: .channel)
        for index in findings.indices {
            findings[index].channels += [channel].compactMap(\.self)
            findings[index].names += names.compactMap(\.self)
        }
    }

    /// An error may stand without a type, as it does in an answer to a request.
    private func event(
        in members: KeyedDecodingContainer<CodingKeys>, of decoder: any Decoder
    ) -> BetterForms.ChannelEvent? {
        if members.contains(.type) { return try? BetterForms.ChannelEvent(from: decoder) }
        guard members.contains(.error), let detail = try? members.decode(BetterForms.ErrorDetail.self, forKey: .error)
        else { return nil }
        return BetterForms.ChannelEvent(.error(detail))
    }
}
