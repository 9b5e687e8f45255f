extension BetterForms {
    /// The answer to a request for a run: when streaming, as soon as the run exists; otherwise with the whole reply.
    package struct CreateReply: Codable, Sendable, Hashable {
        package var success: Bool
        /// The reply, where it was not streamed.
        package var data: [Content]?
        package var threadID: String?
        package var runID: String?
        /// "created", or "done".
        package var status: String?

        /// The reply is streamed.
        package static func created(_ ids: RunIDs) -> Self {
            Self(success: true, data: nil, threadID: ids.thread, runID: ids.run, status: "created")
        }

        /// The whole reply.
        package static func done(_ text: String, _ ids: RunIDs) -> Self {
            Self(success: true, data: [Content(text: text)], threadID: ids.thread, runID: ids.run, status: "done")
        }

        /// The texts of all parts, one after the other; nil where the answer holds no reply.
        package var text: String? { data?.compactMap(\.text).joined() }

        /// Both ids, where they are known.
        package var ids: RunIDs? {
            if let threadID, let runID { RunIDs(thread: threadID, run: runID) } else { nil }
        }

        private enum CodingKeys: String, CodingKey {
            case success, data, status
            case threadID = "threadId"
            case runID = "runId"
        }
    }

    /// One part of a reply. Only texts have a meaning here; others are passed over.
    package struct Content: Codable, Sendable, Hashable {
        package var type: String
        package var text: String?

        package init(text: String) {
            type = "text"
            self.text = text
        }

        private enum CodingKeys: String, CodingKey { case type, text }
        private enum TextKeys: String, CodingKey { case value }

        package init(from decoder: any Decoder) throws {
            let container = try decoder.container(keyedBy: CodingKeys.self)
            type = try container.decodeIfPresent(String.self, forKey: .type) ?? "text"
            text = type == "text" ? try? container.decode(TextContent.self, forKey: .text).text : nil
        }

        package func encode(to encoder: any Encoder) throws {
            var container = encoder.container(keyedBy: CodingKeys.self)
            try container.encode(type, forKey: .type)
            guard let text else { return }
            var member = container.nestedContainer(keyedBy: TextKeys.self, forKey: .text)
            try member.encode(text, forKey: .value)
        }
    }
}

extension BetterForms.CreateReply {
    /// Throws for a value that is no object, and for none else: what is missing or of another kind is nil. An answer
    /// without `success` counts as one.
    package init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        success = (try? container.decodeIfPresent(Bool.self, forKey: .success)) ?? true
        let parts = try? container.decode([BetterForms.Optionally<BetterForms.Content>].self, forKey: .data)
        data = parts?.compactMap(\.value)
        threadID = try? container.decode(String.self, forKey: .threadID)
        runID = try? container.decode(String.self, forKey: .runID)
        status = try? container.decode(String.self, forKey: .status)
    }
}

extension BetterForms {
    /// The answer to a stop request.
    package struct StopReply: Codable, Sendable, Hashable {
        package var success: Bool
        /// How the run stands; see `StopStatus`.
        package var status: String?
        package var threadID: String?
        package var runID: String?

        package init(status: StopStatus, _ ids: RunIDs) {
            success = true
            self.status = status.rawValue
            threadID = ids.thread
            runID = ids.run
        }

        /// nil for a word that is not known, and for none.
        package var known: StopStatus? { status.map { $0.lowercased() }.flatMap(StopStatus.init(rawValue:)) }

        private enum CodingKeys: String, CodingKey {
            case success, status
            case threadID = "threadId"
            case runID = "runId"
        }

        package init(from decoder: any Decoder) throws {
            let container = try decoder.container(keyedBy: CodingKeys.self)
            success = (try? container.decodeIfPresent(Bool.self, forKey: .success)) ?? true
            status = try? container.decode(String.self, forKey: .status)
            threadID = try? container.decode(String.self, forKey: .threadID)
            runID = try? container.decode(String.self, forKey: .runID)
        }
    }

    /// The words of a stop reply. Our service says the first seven; the others are said by services like it.
    package enum StopStatus: String, Sendable, Hashable, CaseIterable {
        case cancelled
        /// Asked to stop, not stopped yet.
        case cancelling
        case completed
        case failed
        case expired
        case incomplete
        /// There is no such run in this thread.
        case notFound = "not_found"
        case stopped
        case canceled
        case done

        /// The run had come to its end before the wish to stop arrived.
        package var hadEnded: Bool {
            switch self {
            case .completed, .failed, .expired, .incomplete, .done: true
            case .cancelled, .canceled, .cancelling, .stopped, .notFound: false
            }
        }
    }
}
