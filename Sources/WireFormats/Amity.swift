/// The wire values of the assistant messages of Amity BOTs+: one request, and a reply that is streamed as records of the
/// whole text so far, or comes at once.
///
/// Unknown members are ignored wherever values are read.
package enum Amity {}

extension Amity {
    /// What is asked. Its members are not public: `message` and `sessionId` are what our service and client say by
    /// default, and other usual names are read.
    package struct Request: Codable, Sendable, Hashable {
        /// Read from `message`, `question`, `text` or `content`, the first of them that is there.
        package var message: String
        /// nil begins a session without a name.
        package var sessionID: String?
        /// The answer is streamed; otherwise it comes at once.
        package var stream: Bool
        /// Not needed, since the secret key is an assistant's own.
        package var assistantID: String?

        package init(message: String, sessionID: String? = nil, stream: Bool = false, assistantID: String? = nil) {
            self.message = message
            self.sessionID = sessionID
            self.stream = stream
            self.assistantID = assistantID
        }

        private enum CodingKeys: String, CodingKey {
            case message, stream
            case sessionID = "sessionId"
            case assistantID = "assistantId"
        }

        private enum OtherKeys: String, CodingKey, CaseIterable {
            case question, text, content
            case sessionID = "session_id"

            static let texts: [Self] = [.question, .text, .content]
        }

        /// Throws `DecodingError` when there is no text, or a member has another type.
        package init(from decoder: any Decoder) throws {
            let container = try decoder.container(keyedBy: CodingKeys.self)
            let others = try decoder.container(keyedBy: OtherKeys.self)
            if !container.contains(.message), let name = OtherKeys.texts.first(where: others.contains) {
                message = try others.decode(String.self, forKey: name)
            } else {
                message = try container.decode(String.self, forKey: .message)
            }
            sessionID =
                try container.decodeIfPresent(String.self, forKey: .sessionID)
                ?? others.decodeIfPresent(String.self, forKey: .sessionID)
            stream = try container.decodeIfPresent(Bool.self, forKey: .stream) ?? false
            assistantID = try container.decodeIfPresent(String.self, forKey: .assistantID)
        }
    }

    /// A whole answer: the reply where none is streamed, and the end of a stream.
    package struct Answer: Codable, Sendable, Hashable {
        /// nil where the service does not say it; the text streamed before holds then.
        package var answer: String?
        /// How the answer was made. An object in the documentation, but any value is read.
        package var inspection: JSONValue?
        /// What the answer was made of. An object in the documentation; an array is read as well.
        package var searchResults: JSONValue?

        package init(answer: String?, inspection: JSONValue? = nil, searchResults: JSONValue? = nil) {
            self.answer = answer
            self.inspection = inspection
            self.searchResults = searchResults
        }

        private enum CodingKeys: String, CodingKey {
            case answer, inspection, searchResults
        }

        package init(from decoder: any Decoder) throws {
            let container = try decoder.container(keyedBy: CodingKeys.self)
            answer = try container.textIfAny(forKey: .answer)
            inspection = try container.decodeIfPresent(JSONValue.self, forKey: .inspection)
            searchResults = try container.decodeIfPresent(JSONValue.self, forKey: .searchResults)
        }
    }
}
