extension Amity {
    /// What became of a reply, so that a client can say truthfully what closing its connection has done. An addition of
    /// our service: `GET {messages}/status?sessionId=S&request=K`, where K is the `Idempotency-Key` of the request.
    package struct RunStatus: Codable, Sendable, Hashable {
        package enum State: String, Codable, Sendable, Hashable {
            /// It still runs.
            case active
            case stopped
            /// It had reached its end; `answer` is the whole of it.
            case finished
            case failed
            /// The session is not known, or not the request.
            case none
        }

        package var sessionID: String
        /// nil when the word is none that we know.
        package var status: State?
        package var answer: String?

        package init(sessionID: String, status: State, answer: String? = nil) {
            self.sessionID = sessionID
            self.status = status
            self.answer = answer
        }

        private enum CodingKeys: String, CodingKey {
            case status, answer
            case sessionID = "sessionId"
        }

        package init(from decoder: any Decoder) throws {
            let container = try decoder.container(keyedBy: CodingKeys.self)
            sessionID = try container.decodeIfPresent(String.self, forKey: .sessionID) ?? ""
            status = State(rawValue: try container.decode(String.self, forKey: .status))
            answer = try container.decodeIfPresent(String.self, forKey: .answer)
        }
    }
}
