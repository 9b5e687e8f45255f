import WireFormats

/// A whole answer as this API says it: alone, or as the last record of a stream.
struct AmityReply: Encodable {
    let answer: Amity.Answer
    /// Said when the sender had named none, so that the conversation can go on.
    let madeSession: String?
    let isRecord: Bool

    private enum CodingKeys: String, CodingKey { case sessionID = "sessionId" }

    func encode(to encoder: any Encoder) throws {
        if isRecord {
            try Amity.StreamRecord.finished(answer).encode(to: encoder)
        } else {
            try answer.encode(to: encoder)
        }
        guard let madeSession else { return }
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(madeSession, forKey: .sessionID)
    }
}

extension Amity.Answer {
    /// The answer of a run that has reached its end, with what it was made of. Throws the refusal of one that has not.
    init(_ ended: EndedRun) throws(Refusal) {
        guard ended.status == .completed else { throw Refusal.broken(ended.failure?.message ?? Self.stopped) }
        self.init(
            answer: ended.text, inspection: ended.grounds.inspection, searchResults: ended.grounds.searchResults)
    }

    private static let stopped = "The answer was stopped before its end"
}

extension RunGrounds {
    /// The passages in full and the calls of tools; what there is none of is left out.
    fileprivate var inspection: JSONValue {
        let chunks = sources.map { source -> JSONValue in
            .object([
                "rank": .integer(Int64(source.rank)), "title": .string(source.title),
                "source": .string(source.location), "text": .string(source.text),
            ])
        }
        var members: [String: JSONValue] = [:]
        if !chunks.isEmpty { members["chunks"] = .array(chunks) }
        if !calls.isEmpty { members["toolCalls"] = .array(calls.map(\.json)) }
        return .object(members)
    }

    /// Where the passages stand and how they begin.
    fileprivate var searchResults: JSONValue {
        let results = sources.map { source -> JSONValue in
            .object([
                "rank": .integer(Int64(source.rank)), "title": .string(source.location),
                "snippet": .string(Self.snippet(of: source.text)),
            ])
        }
        return .object(results.isEmpty ? [:] : ["results": .array(results)])
    }

    private static func snippet(of text: String) -> String {
        let line = text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        return line.count <= 200 ? line : line.prefix(199) + "…"
    }
}

extension RunGrounds.Call {
    fileprivate var json: JSONValue {
        var members: [String: JSONValue] = [
            "id": .string(id), "name": .string(name),
            "arguments": (try? WireJSON.decodeStrictly(JSONValue.self, from: arguments.utf8)) ?? .string(arguments),
        ]
        members["output"] = output.map(JSONValue.string)
        members["error"] = failure.map(JSONValue.string)
        return .object(members)
    }
}
