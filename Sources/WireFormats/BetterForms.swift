/// The wire values of the BetterForms assistants API: a run is asked for over HTTP, and heard on a channel.
///
/// The HTTP endpoints are `POST /stream/create/assistants` and `POST /stream/create/assistants/stop`. What is heard on a
/// channel is read by `channelMessages`. Unknown members are ignored wherever values are read.
package enum BetterForms {}

extension BetterForms {
    /// Which run of which thread.
    package struct RunIDs: Sendable, Hashable {
        package var thread: String
        package var run: String

        package init(thread: String, run: String) {
            self.thread = thread
            self.run = run
        }
    }

    /// Who said a message.
    package enum Role: String, Codable, Sendable, Hashable {
        case user
        case assistant
        case system
    }

    /// One message of a request.
    package struct Message: Codable, Sendable, Hashable {
        package var role: Role
        package var content: String

        package init(role: Role = .user, content: String) {
            self.role = role
            self.content = content
        }

        private enum CodingKeys: String, CodingKey { case role, content }

        /// The content may be a text or a list of parts, of which the texts count.
        package init(from decoder: any Decoder) throws {
            let container = try decoder.container(keyedBy: CodingKeys.self)
            role = try container.decode(Role.self, forKey: .role)
            content = try container.decode(TextContent.self, forKey: .content).text
        }
    }

    /// A text as services write it: the text itself, `{"text"}` or `{"value"}`, one in the other, or a list of those.
    struct TextContent: Decodable {
        let text: String

        private enum CodingKeys: String, CodingKey { case text, value }

        /// What has no text among the elements of a list is passed over; elsewhere it throws.
        init(from decoder: any Decoder) throws {
            if let text = try? decoder.singleValueContainer().decode(String.self) {
                self.text = text
            } else if let container = try? decoder.container(keyedBy: CodingKeys.self) {
                let key = container.contains(.value) ? CodingKeys.value : .text
                text = try container.decode(TextContent.self, forKey: key).text
            } else {
                text = try decoder.singleValueContainer().decode([Optionally<TextContent>].self)
                    .compactMap(\.value?.text).joined()
            }
        }
    }

    /// nil where the value cannot be read, so that one bad element does not cost the list.
    struct Optionally<Value: Decodable>: Decodable {
        let value: Value?

        init(from decoder: any Decoder) throws { value = try? Value(from: decoder) }
    }
}
