extension Amity {
    /// One record of a streamed reply.
    package enum StreamRecord: Sendable, Hashable {
        /// The whole text so far, which may have changed anywhere; nil says nothing about it.
        case active(content: String?)
        /// The reply is whole.
        case finished(Answer)
        /// The reply ends with this.
        case failure(ErrorObject)
        /// Something we do not know; to be passed over.
        case unknown

        /// nil when the data cannot be read even after repair: that record is lost, the stream goes on.
        ///
        /// The data is one JSON text; several in one event are split before. What cannot be read but names `__error` is
        /// a failure with the data as its words. `[DONE]`, which this API does not send, is unknown.
        package init?(data: String) {
            if let record = try? WireJSON.decodeRepairing(Self.self, from: Array(data.utf8)) {
                self = record
            } else if data.contains(#""__error""#) {
                self = .failure(ErrorObject(message: data))
            } else if data.hasPrefix("[DONE]") {
                self = .unknown
            } else {
                return nil
            }
        }
    }

    /// What a whole body that is no stream says.
    package enum Reply: Sendable, Hashable {
        case answer(Answer)
        case failure(ErrorObject)

        /// nil when the body is neither an answer nor an error.
        package init?(body: some Collection<UInt8>) {
            switch StreamRecord(data: String(decoding: body, as: UTF8.self)) {
            case .finished(let answer): self = .answer(answer)
            case .failure(let error): self = .failure(error)
            case .active, .unknown, nil: return nil
            }
        }
    }
}

extension Amity.StreamRecord: Codable {
    private enum CodingKeys: String, CodingKey {
        case error = "__error"
        case status = "__status"
        case content, answer
    }

    private enum Status {
        static let active = "active"
        static let finished = "finished"
    }

    /// `__error` is looked for before `__status`. A record without a status that has an answer is the reply of a service
    /// that does not stream.
    package init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        let status = try container.textIfAny(forKey: .status)
        if container.contains(.error) {
            self = .failure(try Amity.ErrorObject(from: decoder))
        } else if status == Status.active {
            self = .active(content: try container.textIfAny(forKey: .content))
        } else if status == Status.finished || (status == nil && container.contains(.answer)) {
            self = .finished(try Amity.Answer(from: decoder))
        } else {
            self = .unknown
        }
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        switch self {
        case .active(let content):
            try container.encode(Status.active, forKey: .status)
            try container.encodeIfPresent(content, forKey: .content)
        case .finished(let answer):
            try container.encode(Status.finished, forKey: .status)
            try answer.encode(to: encoder)
        case .failure(let error): try error.encode(to: encoder)
        case .unknown: break
        }
    }
}
