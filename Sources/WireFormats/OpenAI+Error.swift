extension OpenAI {
    /// What went wrong. Show `message`, switch on the HTTP status: codes and types differ between services.
    package struct ErrorDetail: Decodable, Sendable, Hashable {
        package var message: String
        package var code: String?
        package var type: String?
        /// The member of the request that is wrong.
        package var parameter: String?

        package init(message: String, code: String? = nil, type: String? = nil, parameter: String? = nil) {
            self.message = message
            self.code = code
            self.type = type
            self.parameter = parameter
        }

        private enum CodingKeys: String, CodingKey {
            case message, code, type, metadata
            case parameter = "param"
        }

        /// What a router says about the service behind it.
        private struct Metadata: Decodable { var raw: String? }

        /// Also of a text alone.
        package init(from decoder: any Decoder) throws {
            if let text = try? decoder.singleValueContainer().decode(String.self) {
                self.init(message: text)
                return
            }
            let container = try decoder.container(keyedBy: CodingKeys.self)
            let message = try container.textIfAny(forKey: .message) ?? Self.json(in: container)
            let raw = container.valueIfAny(Metadata.self, forKey: .metadata)?.raw
            self.init(
                message: [message, raw].compactMap(\.self).filter { !$0.isEmpty }.joined(separator: ": "),
                code: container.valueIfAny(String.self, forKey: .code)
                    ?? container.valueIfAny(Int.self, forKey: .code).map { "\($0)" },
                type: container.valueIfAny(String.self, forKey: .type),
                parameter: container.valueIfAny(String.self, forKey: .parameter))
        }

        /// A message that is no text.
        private static func json(in container: KeyedDecodingContainer<CodingKeys>) -> String? {
            guard let value = container.valueIfAny(JSONValue.self, forKey: .message), value != .null else { return nil }
            return (try? WireJSON.encode(value)).map { String(decoding: $0, as: UTF8.self) }
        }

        /// nil where there is none, or something that says nothing.
        static func ifAny<Key>(in container: KeyedDecodingContainer<Key>, forKey key: Key) throws -> ErrorDetail? {
            do {
                return try container.decodeIfPresent(ErrorDetail.self, forKey: key)
            } catch DecodingError.typeMismatch {
                return nil
            }
        }
    }

    /// The body of an answer that is an error: `{"error":{…}}`, `{"error":"…"}`, the error itself, or `{"detail":…}`.
    package struct ErrorBody: Decodable, Sendable, Hashable {
        package let error: ErrorDetail

        private enum CodingKeys: String, CodingKey { case error, message, detail }

        private struct Complaint: Decodable { var msg: String? }

        package init(from decoder: any Decoder) throws {
            let container = try decoder.container(keyedBy: CodingKeys.self)
            if let detail = try ErrorDetail.ifAny(in: container, forKey: .error) {
                error = detail
            } else if container.contains(.message) {
                error = try ErrorDetail(from: decoder)
            } else if let text = try container.textIfAny(forKey: .detail) {
                error = ErrorDetail(message: text)
            } else {
                let complaints = try container.decode([Complaint].self, forKey: .detail)
                error = ErrorDetail(message: complaints.compactMap(\.msg).joined(separator: "; "))
            }
        }
    }
}
