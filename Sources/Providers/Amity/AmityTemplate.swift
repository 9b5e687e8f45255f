package import ChatModel
import WireFormats

/// The body of a request to Amity BOTs+, whose members only its console shows: a JSON object with marks in its texts.
///
/// `{text}` stands for what is asked and `{session}` for the name of the session. A text that is just `{stream}` becomes
/// `true` or `false`. Without `{session}` the service is taken for one that remembers nothing.
package struct AmityTemplate: Hashable, Sendable {
    private let body: JSONValue
    /// The service can know what was said before.
    let hasSession: Bool

    /// `{"message":"{text}","sessionId":"{session}","stream":"{stream}"}`
    package static let standard = AmityTemplate(
        checked: .object([
            "message": .string(Mark.text), "sessionId": .string(Mark.session), "stream": .string(Mark.stream),
        ]))

    private init(checked body: JSONValue) {
        self.body = body
        hasSession = body.texts.contains { $0.contains(Mark.session) }
    }

    /// - Parameter json: A JSON object as text, with `{text}` in one of its values at least.
    package init(json: String) throws(Failure) {
        guard let body = try? WireJSON.decodeStrictly(JSONValue.self, from: Array(json.utf8)),
            case .object = body
        else {
            throw Self.failure("it is no JSON object")
        }
        guard body.texts.contains(where: { $0.contains(Mark.text) }) else {
            throw Self.failure("\(Mark.text) is missing, which stands for what is asked")
        }
        if let unknown = body.texts.first(where: Self.isUnknownMark) {
            throw Self.failure("\(unknown) stands for nothing")
        }
        self.init(checked: body)
    }

    /// JSON, members in the order of their names.
    func filled(text: String, session: String, streams: Bool) -> [UInt8] {
        let values = [Mark.text: text, Mark.session: session, Mark.stream: streams ? "true" : "false"]
        let filled = body.mapTexts { pattern in
            pattern == Mark.stream ? .bool(streams) : .string(Self.filled(pattern, with: values))
        }
        // A value that was read as JSON always encodes; were one ever not to, the service refuses the empty body.
        return (try? WireJSON.encode(filled)).map(Array.init) ?? []
    }

    private enum Mark {
        static let text = "{text}"
        static let session = "{session}"
        static let stream = "{stream}"
        static let all = [text, session, stream]
    }

    /// In one pass, so that marks in what is filled in stay as they are.
    private static func filled(_ pattern: String, with values: [String: String]) -> String {
        var result = ""
        var rest = pattern[...]
        while let brace = rest.firstIndex(of: "{") {
            result += rest[..<brace]
            rest = rest[brace...]
            let mark = Mark.all.first { rest.hasPrefix($0) }
            result += mark.flatMap { values[$0] } ?? "{"
            rest = rest.dropFirst(mark?.count ?? 1)
        }
        return result + rest
    }

    private static func isUnknownMark(_ text: String) -> Bool {
        guard text.hasPrefix("{"), text.hasSuffix("}"), text.count > 2, !Mark.all.contains(text) else { return false }
        return text.dropFirst().dropLast().allSatisfy { $0.isLetter || $0 == "_" }
    }

    private static func failure(_ why: String) -> Failure {
        Failure(
            what: "The body for the requests cannot be used", why: why,
            remedy: #"write a JSON object like {"message":"{text}","sessionId":"{session}","stream":"{stream}"}"#)
    }
}

extension JSONValue {
    /// All texts in it that are values.
    fileprivate var texts: [String] {
        switch self {
        case .string(let text): [text]
        case .array(let values): values.flatMap(\.texts)
        case .object(let members): members.values.flatMap(\.texts)
        case .null, .bool, .integer, .number: []
        }
    }

    fileprivate func mapTexts(_ body: (String) -> JSONValue) -> JSONValue {
        switch self {
        case .string(let text): body(text)
        case .array(let values): .array(values.map { $0.mapTexts(body) })
        case .object(let members): .object(members.mapValues { $0.mapTexts(body) })
        case .null, .bool, .integer, .number: self
        }
    }
}
