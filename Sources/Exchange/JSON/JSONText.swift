/// JSON that is being written, compact, in ASCII beside what texts hold.
struct JSONText {
    private(set) var bytes: [UInt8] = []

    var string: String { String(decoding: bytes, as: UTF8.self) }

    mutating func append(raw text: StaticString) {
        text.withUTF8Buffer { bytes += $0 }
    }

    /// Escapes what JSON demands and U+007F. All else stands
    /// as it is, to the byte.
    mutating func append(_ text: String) {
        bytes.append(UInt8(ascii: "\""))
        var text = text
        text.withUTF8 { buffer in
            var start = 0
            for (index, byte) in buffer.enumerated() where byte < 0x20 || byte == 0x22 || byte == 0x5C || byte == 0x7F {
                bytes += buffer[start..<index]
                append(escaped: byte)
                start = index + 1
            }
            bytes += buffer[start...]
        }
        bytes.append(UInt8(ascii: "\""))
    }

    private mutating func append(escaped byte: UInt8) {
        switch byte {
        case 0x0A: append(raw: "\\n")
        case 0x0D: append(raw: "\\r")
        case 0x09: append(raw: "\\t")
        case 0x22: append(raw: "\\\"")
        case 0x5C: append(raw: "\\\\")
        default:
            append(raw: "\\u00")
            for digit in [byte >> 4, byte & 0xF] { bytes.append(digit < 10 ? 0x30 + digit : 0x57 + digit) }
        }
    }

    mutating func append(_ value: JSONValue) {
        switch value {
        case .null: append(raw: "null")
        case .bool(let flag): append(raw: flag ? "true" : "false")
        case .integer(let number): bytes += Array(String(number).utf8)
        case .number(let number): bytes += Array(String(number).utf8)
        case .string(let text): append(text)
        case .array(let elements):
            append(raw: "[")
            for (index, element) in elements.enumerated() {
                if index > 0 { append(raw: ",") }
                append(element)
            }
            append(raw: "]")
        case .object(let members):
            append(raw: "{")
            for (index, member) in members.sorted(by: { $0.key < $1.key }).enumerated() {
                if index > 0 { append(raw: ",") }
                append(member.key)
                append(raw: ":")
                append(member.value)
            }
            append(raw: "}")
        }
    }
}

/// An object that is being written member by member, in the order they are given.
struct JSONObject {
    private(set) var text = JSONText()
    private var isEmpty = true

    init() { text.append(raw: "{") }

    /// nil is not written.
    mutating func add(_ name: String, _ value: String?) {
        guard let value else { return }
        begin(name)
        text.append(value)
    }

    mutating func add(_ name: String, _ value: JSONValue) {
        begin(name)
        text.append(value)
    }

    /// A flag that is not set is not written.
    mutating func add(_ name: String, flag: Bool) {
        if flag { add(name, .bool(true)) }
    }

    mutating func add(_ name: String, list: [JSONObject]) {
        begin(name)
        text.append(raw: "[")
        for (index, object) in list.enumerated() {
            if index > 0 { text.append(raw: ",") }
            text.append(object)
        }
        text.append(raw: "]")
    }

    mutating func add(_ name: String, _ object: JSONObject) {
        begin(name)
        text.append(object)
    }

    private mutating func begin(_ name: String) {
        if !isEmpty { text.append(raw: ",") }
        isEmpty = false
        text.append(name)
        text.append(raw: ":")
    }

    var closed: [UInt8] { text.bytes + [UInt8(ascii: "}")] }
}

extension JSONText {
    mutating func append(_ object: JSONObject) { bytes += object.closed }
}
