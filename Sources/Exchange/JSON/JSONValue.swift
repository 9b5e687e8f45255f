/// A value of JSON, as it came. Members that come twice count once, the later one.
enum JSONValue: Hashable, Sendable {
    case null
    case bool(Bool)
    case integer(Int64)
    case number(Double)
    case string(String)
    case array([JSONValue])
    case object([String: JSONValue])
}

extension JSONValue {
    /// nil where there is no such member, or it is null, or this is no object.
    subscript(name: String) -> JSONValue? {
        guard case .object(let members) = self, let found = members[name], found != .null else { return nil }
        return found
    }

    var string: String? { if case .string(let text) = self { text } else { nil } }
    var bool: Bool? { if case .bool(let value) = self { value } else { nil } }
    /// Empty for what is no array.
    var elements: [JSONValue] { if case .array(let elements) = self { elements } else { [] } }
    /// Empty for what is no object.
    var members: [String: JSONValue] { if case .object(let members) = self { members } else { [:] } }

    var integer: Int64? {
        switch self {
        case .integer(let value): value
        case .number(let value): Int64(exactly: value)
        default: nil
        }
    }

    var double: Double? {
        switch self {
        case .integer(let value): Double(value)
        case .number(let value): value
        default: nil
        }
    }

    /// As JSON again, members in the order of their names.
    var text: String {
        var text = JSONText()
        text.append(self)
        return text.string
    }
}
