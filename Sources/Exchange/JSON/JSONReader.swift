/// What is wrong with a text that should be JSON.
struct JSONMistake: Error, Hashable, Sendable {
    /// "a comma or ] is missing"
    let what: String
    /// In bytes, from the beginning of the value.
    let place: Int
}

/// Reads one value of JSON (RFC 8259).
///
/// It is lenient where exports of other programs are known to be wrong: half a surrogate pair and bytes that are not
/// UTF-8 read as U+FFFD, raw control characters in strings as themselves. Everything else is a mistake.
struct JSONReader {
    /// Deeper nesting is refused, so that no text can exhaust the stack.
    static let deepest = 200

    private let bytes: [UInt8]
    private var place = 0
    private var depth = 0

    private init(_ bytes: [UInt8]) { self.bytes = bytes }

    static func value(of bytes: [UInt8]) throws(JSONMistake) -> JSONValue {
        var reader = JSONReader(bytes)
        let value = try reader.value()
        reader.skipBlanks()
        guard reader.place == bytes.count else { throw reader.mistake("something follows the end") }
        return value
    }

    private func mistake(_ what: String) -> JSONMistake { JSONMistake(what: what, place: place) }

    private var next: UInt8? { place < bytes.count ? bytes[place] : nil }

    private mutating func skipBlanks() {
        while let byte = next, byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 { place += 1 }
    }

    private mutating func takes(_ byte: UInt8) -> Bool {
        guard next == byte else { return false }
        place += 1
        return true
    }

    private mutating func value() throws(JSONMistake) -> JSONValue {
        skipBlanks()
        switch next {
        case UInt8(ascii: "{"): return try nested(Self.object)
        case UInt8(ascii: "["): return try nested(Self.array)
        case UInt8(ascii: "\""): return .string(try string())
        case UInt8(ascii: "t"): return try word("true", .bool(true))
        case UInt8(ascii: "f"): return try word("false", .bool(false))
        case UInt8(ascii: "n"): return try word("null", .null)
        case let digit? where digit == UInt8(ascii: "-") || (0x30...0x39).contains(digit): return try number()
        case nil: throw mistake("it ends too early")
        default: throw mistake("there is no value here")
        }
    }

    private mutating func nested(
        _ body: (inout Self) throws(JSONMistake) -> JSONValue
    ) throws(JSONMistake) -> JSONValue {
        guard depth < Self.deepest else { throw mistake("it is nested too deep") }
        depth += 1
        place += 1
        let value = try body(&self)
        depth -= 1
        return value
    }

    private static func object(_ reader: inout Self) throws(JSONMistake) -> JSONValue {
        var members: [String: JSONValue] = [:]
        reader.skipBlanks()
        if reader.takes(UInt8(ascii: "}")) { return .object(members) }
        while true {
            reader.skipBlanks()
            guard reader.next == UInt8(ascii: "\"") else { throw reader.mistake("the name of a member is missing") }
            let name = try reader.string()
            reader.skipBlanks()
            guard reader.takes(UInt8(ascii: ":")) else { throw reader.mistake("a colon is missing") }
            members[name] = try reader.value()
            reader.skipBlanks()
            if reader.takes(UInt8(ascii: "}")) { return .object(members) }
            guard reader.takes(UInt8(ascii: ",")) else { throw reader.mistake("a comma or } is missing") }
        }
    }

    private static func array(_ reader: inout Self) throws(JSONMistake) -> JSONValue {
        var elements: [JSONValue] = []
        reader.skipBlanks()
        if reader.takes(UInt8(ascii: "]")) { return .array(elements) }
        while true {
            elements.append(try reader.value())
            reader.skipBlanks()
            if reader.takes(UInt8(ascii: "]")) { return .array(elements) }
            guard reader.takes(UInt8(ascii: ",")) else { throw reader.mistake("a comma or ] is missing") }
        }
    }

    private mutating func word(_ word: StaticString, _ value: JSONValue) throws(JSONMistake) -> JSONValue {
        let end = place + word.utf8CodeUnitCount
        guard end <= bytes.count, bytes[place..<end].elementsEqual(word.description.utf8) else {
            throw mistake("there is no value here")
        }
        place = end
        return value
    }

    private mutating func number() throws(JSONMistake) -> JSONValue {
        let start = place
        while let byte = next, Self.numberBytes.contains(byte) { place += 1 }
        let text = String(decoding: bytes[start..<place], as: UTF8.self)
        if let whole = Int64(text) { return .integer(whole) }
        guard let value = Double(text), value.isFinite else { throw mistake("a number is not one") }
        return .number(value)
    }

    private static let numberBytes = Set("+-.0123456789eE".utf8)
}

extension JSONReader {
    private mutating func string() throws(JSONMistake) -> String {
        place += 1
        var start = place
        var gathered: [UInt8] = []
        while let byte = next {
            switch byte {
            case UInt8(ascii: "\""):
                let run = bytes[start..<place]
                place += 1
                if gathered.isEmpty { return String(decoding: run, as: UTF8.self) }
                return String(decoding: gathered + run, as: UTF8.self)
            case UInt8(ascii: "\\"):
                gathered += bytes[start..<place]
                place += 1
                try escape(into: &gathered)
                start = place
            default: place += 1
            }
        }
        throw mistake("a text does not end")
    }

    private mutating func escape(into text: inout [UInt8]) throws(JSONMistake) {
        guard let byte = next else { throw mistake("a text does not end") }
        place += 1
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): text.append(byte)
        case UInt8(ascii: "b"): text.append(0x08)
        case UInt8(ascii: "f"): text.append(0x0C)
        case UInt8(ascii: "n"): text.append(0x0A)
        case UInt8(ascii: "r"): text.append(0x0D)
        case UInt8(ascii: "t"): text.append(0x09)
        case UInt8(ascii: "u"): text += Array(String(try scalar()).utf8)
        default: throw mistake("an escape is not known")
        }
    }

    /// What stands behind `\u`, with the second half of a pair.
    private mutating func scalar() throws(JSONMistake) -> Character {
        let first = try unit()
        if let scalar = Unicode.Scalar(first) { return Character(scalar) }
        guard (0xD800..<0xDC00).contains(first), place + 1 < bytes.count, bytes[place] == UInt8(ascii: "\\"),
            bytes[place + 1] == UInt8(ascii: "u")
        else { return "\u{FFFD}" }
        let before = place
        place += 2
        let second = try unit()
        guard (0xDC00..<0xE000).contains(second),
            let scalar = Unicode.Scalar(0x10000 + ((first - 0xD800) << 10) + (second - 0xDC00))
        else {
            place = before
            return "\u{FFFD}"
        }
        return Character(scalar)
    }

    private mutating func unit() throws(JSONMistake) -> UInt32 {
        var unit: UInt32 = 0
        for _ in 0..<4 {
            guard let byte = next, let digit = Character(Unicode.Scalar(byte)).hexDigitValue else {
                throw mistake("an escape is not whole")
            }
            unit = unit << 4 | UInt32(digit)
            place += 1
        }
        return unit
    }
}
