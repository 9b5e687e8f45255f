extension Assisters {
    /// One record of a thread's stream.
    package struct StreamRecord: Codable, Sendable, Hashable {
        /// Empty when the service does not say it.
        package var id: String
        package var role: Role
        /// With `delta`, the next piece, to be appended verbatim; without, the whole text, in place of all before.
        package var content: String
        package var delta: Bool
        /// On our service's last record: how the reply ended.
        package var status: Status?

        package init(id: String, role: Role = .assistant, content: String, delta: Bool, status: Status? = nil) {
            self.id = id
            self.role = role
            self.content = content
            self.delta = delta
            self.status = status
        }

        private enum CodingKeys: String, CodingKey {
            case id, role, content, delta, status
        }

        /// Missing members read as the next piece of an assistant's reply; an unknown role throws, since its text is
        /// nobody's reply.
        package init(from decoder: any Decoder) throws {
            let container = try decoder.container(keyedBy: CodingKeys.self)
            id = try container.decodeIfPresent(String.self, forKey: .id) ?? ""
            role = try container.decodeIfPresent(Role.self, forKey: .role) ?? .assistant
            content = try container.decodeIfPresent(String.self, forKey: .content) ?? ""
            delta = try container.decodeIfPresent(Bool.self, forKey: .delta) ?? true
            status = try container.decodeIfPresent(String.self, forKey: .status).flatMap(Status.init(rawValue:))
        }
    }

    /// What the data of one event of the stream says.
    package enum StreamItem: Sendable, Hashable {
        case record(StreamRecord)
        case failure(ErrorDetail)
        /// `[DONE]`: nothing follows.
        case done

        /// nil when the data cannot be read even after repair: that record is lost, the stream goes on.
        ///
        /// `[DONE]` is matched by its beginning. The data is one JSON text; several in one event are split before.
        package init?(data: String) {
            if data.hasPrefix("[DONE]") {
                self = .done
            } else if let data = try? WireJSON.decode(RecordOrFailure.self, from: Array(data.utf8)) {
                self = data.item
            } else {
                return nil
            }
        }
    }

    /// The text is read once, whichever it is: a flood has many thousand of them.
    private struct RecordOrFailure: Decodable {
        let item: StreamItem

        private enum CodingKeys: String, CodingKey { case error }

        init(from decoder: any Decoder) throws {
            let hasError = try decoder.container(keyedBy: CodingKeys.self).contains(.error)
            if hasError, let body = try? ErrorBody(from: decoder) {
                item = .failure(body.error)
            } else {
                item = .record(try StreamRecord(from: decoder))
            }
        }
    }
}
