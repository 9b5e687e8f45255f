extension Assisters {
    /// What is sent to create a thread.
    package struct ThreadDraft: Codable, Sendable, Hashable {
        package var metadata: [String: JSONValue]?

        package init(metadata: [String: JSONValue]? = nil) { self.metadata = metadata }
    }

    /// A thread as the service returns it.
    package struct Thread: Codable, Sendable, Hashable {
        package var id: String
        package var createdAt: String?
        package var metadata: [String: JSONValue]?

        package init(id: String, createdAt: String? = nil, metadata: [String: JSONValue]? = nil) {
            self.id = id
            self.createdAt = createdAt
            self.metadata = metadata
        }

        private enum CodingKeys: String, CodingKey {
            case id, metadata
            case createdAt = "created_at"
        }
    }

    /// What is sent to add a message; with an assistant, to run it as well.
    package struct MessageDraft: Codable, Sendable, Hashable {
        package var role: Role
        package var content: String
        /// Objects, kept as they were sent: `{type:"file", file_id}`.
        package var attachments: [JSONValue]?
        /// Who is to answer. With it, the reply to the request is the assistant's message.
        package var assistantID: String?

        package init(
            role: Role = .user, content: String, attachments: [JSONValue]? = nil, assistantID: String? = nil
        ) {
            self.role = role
            self.content = content
            self.attachments = attachments
            self.assistantID = assistantID
        }

        private enum CodingKeys: String, CodingKey {
            case role, content, attachments
            case assistantID = "assistant_id"
        }
    }

    /// A message as the service returns it.
    package struct Message: Codable, Sendable, Hashable {
        package var id: String
        package var role: Role
        package var content: String
        package var createdAt: String?
        package var attachments: [JSONValue]?
        /// nil when the service does not say it, or says a word we do not know.
        package var status: Status?

        package init(
            id: String, role: Role, content: String, createdAt: String? = nil, attachments: [JSONValue]? = nil,
            status: Status? = nil
        ) {
            self.id = id
            self.role = role
            self.content = content
            self.createdAt = createdAt
            self.attachments = attachments
            self.status = status
        }

        private enum CodingKeys: String, CodingKey {
            case id, role, content, attachments, status
            case createdAt = "created_at"
        }

        package init(from decoder: any Decoder) throws {
            let container = try decoder.container(keyedBy: CodingKeys.self)
            id = try container.decode(String.self, forKey: .id)
            role = try container.decode(Role.self, forKey: .role)
            content = try container.decodeIfPresent(String.self, forKey: .content) ?? ""
            createdAt = try container.decodeIfPresent(String.self, forKey: .createdAt)
            attachments = try container.decodeIfPresent([JSONValue].self, forKey: .attachments)
            status = try container.decodeIfPresent(String.self, forKey: .status).flatMap(Status.init(rawValue:))
        }
    }
}
