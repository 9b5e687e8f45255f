import ChatModel
import WireFormats

/// What an answer of Amity BOTs+ has beside its text, as parts of a message.
enum AmityParts {
    /// Its sources and its inspection, as far as there is anything in them.
    static func parts(of answer: Amity.Answer) -> [MessagePart] {
        [
            answer.searchResults.flatMap(sources),
            answer.inspection.flatMap { part("inspection", .inspection, title: "inspection", $0) },
        ].compactMap(\.self)
    }

    /// - Parameter first: What the first of them said, as it came. Only its beginning is kept.
    static func notice(ofLost count: Int, first: String) -> MessagePart {
        MessagePart(
            id: "notice-records", kind: .notice,
            title: count == 1
                ? "one record of the answer could not be read" : "\(count) records of the answer could not be read",
            text: String(first.prefix(2000)))
    }

    private static func sources(_ value: JSONValue) -> MessagePart? {
        guard let list = value.sources else { return part("sources", .sources, title: "sources", value) }
        let title = list.count == 1 ? "1 source" : "\(list.count) sources"
        let items = list.compactMap(ReplySource.init)
        guard items.count == list.count else { return part("sources", .sources, title: title, value) }
        return ModelPart.sources(items)
    }

    private static func part(
        _ id: String, _ kind: MessagePart.Kind, title: String, _ value: JSONValue
    ) -> MessagePart? {
        guard !value.isEmpty, let text = try? WireJSON.encodeReadably(value) else { return nil }
        return MessagePart(id: id, kind: kind, title: title, text: text)
    }
}

extension JSONValue {
    fileprivate var isEmpty: Bool {
        switch self {
        case .null, .string(""), .array([]), .object([:]): true
        default: false
        }
    }

    /// The list itself, or the only one among the members of an object; nil when there is none, or nothing in it.
    fileprivate var sources: [JSONValue]? {
        switch self {
        case .array(let values): return values.isEmpty ? nil : values
        case .object(let members):
            let lists = members.values.compactMap { value -> [JSONValue]? in
                if case .array(let values) = value { values } else { nil }
            }
            return lists.count == 1 ? lists.first.flatMap { $0.isEmpty ? nil : $0 } : nil
        default: return nil
        }
    }
}
