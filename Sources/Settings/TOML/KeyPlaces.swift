/// Where the keys of a TOML document stand: the library says so of syntax errors only.
///
/// It reads a document that was parsed without an error. Of others it may miss keys, never more.
package struct KeyPlaces {
    package struct Place: Hashable {
        /// From 1.
        package let line: Int
        /// In the bytes of the text, without the comment behind it; nil for a header of a table.
        package let value: Range<Int>?
    }

    package private(set) var places: [[String]: Place] = [:]
    /// The paths as they follow each other in the text.
    package private(set) var order: [[String]] = []

    private let bytes: [UInt8]
    private var position = 0
    private var line = 1

    package static let byteOrderMark: [UInt8] = [0xEF, 0xBB, 0xBF]

    package init(_ text: String) {
        bytes = Array(text.utf8)
        if bytes.starts(with: Self.byteOrderMark) { position = Self.byteOrderMark.count }
        scan()
    }

    /// The line of a key, or of the nearest table around it; 1 for what is nowhere.
    package func line(of path: [String]) -> Int {
        var path = path[...]
        while !path.isEmpty {
            if let place = places[Array(path)] { return place.line }
            path.removeLast()
        }
        return 1
    }

    private var current: UInt8? { position < bytes.count ? bytes[position] : nil }

    private mutating func advance() {
        if current == .lineFeed { line += 1 }
        position += 1
    }

    private mutating func scan() {
        var table: [String] = []
        while let byte = current {
            switch byte {
            case .space, .tab, .carriageReturn, .lineFeed: advance()
            case .hash: skipLine()
            case .openBracket:
                while current == .openBracket { advance() }
                table = key()
                note(table, at: line, value: nil)
                skipLine()
            default:
                assignment(in: table)
            }
        }
    }

    private mutating func assignment(in table: [String]) {
        let start = line
        let name = key()
        while let byte = current, byte != .equals, byte != .lineFeed { advance() }
        guard current == .equals else { return skipLine() }
        advance()
        while current == .space || current == .tab { advance() }
        let first = position
        skipValue()
        var end = position
        while end > first, [.space, .tab, .carriageReturn].contains(bytes[end - 1]) { end -= 1 }
        for count in name.indices.dropFirst() { note(table + name[..<count], at: start, value: nil) }
        note(table + name, at: start, value: first..<end)
        skipLine()
    }

    private mutating func note(_ path: [String], at line: Int, value: Range<Int>?) {
        guard !path.isEmpty, places[path] == nil else { return }
        places[path] = Place(line: line, value: value)
        order.append(path)
    }

    /// A dotted key, with or without quotation marks.
    private mutating func key() -> [String] {
        var parts: [String] = []
        while let byte = current {
            switch byte {
            case .space, .tab, .dot: advance()
            case .quote, .apostrophe: parts.append(quoted(byte))
            case _ where byte.isBareKey:
                let start = position
                while let next = current, next.isBareKey { advance() }
                parts.append(String(decoding: bytes[start..<position], as: UTF8.self))
            default: return parts
            }
        }
        return parts
    }

    private mutating func quoted(_ mark: UInt8) -> String {
        let start = position + 1
        skipString(mark)
        return String(decoding: bytes[min(start, bytes.count)..<max(start, position - 1)], as: UTF8.self)
    }

    private mutating func skipLine() {
        while let byte = current, byte != .lineFeed { advance() }
    }

    /// Up to the end of the value, or of its line, or to the comment behind it.
    private mutating func skipValue() {
        var depth = 0
        while let byte = current {
            switch byte {
            case .quote, .apostrophe:
                skipString(byte)
                if depth == 0 { return }
            case .openBracket, .openBrace:
                depth += 1
                advance()
            case .closeBracket, .closeBrace:
                depth -= 1
                advance()
                if depth <= 0 { return }
            case .hash where depth == 0, .lineFeed where depth == 0: return
            case .hash: skipLine()
            default: advance()
            }
        }
    }

    private mutating func skipString(_ mark: UInt8) {
        let isLong = bytes[position...].prefix(3).elementsEqual([mark, mark, mark])
        for _ in 0..<(isLong ? 3 : 1) { advance() }
        while let byte = current {
            if byte == .backslash, mark == .quote {
                advance()
            } else if byte == mark, !isLong || bytes[position...].prefix(3).elementsEqual([mark, mark, mark]) {
                for _ in 0..<(isLong ? 3 : 1) { advance() }
                // A long string may end with one or two marks of its own.
                while isLong, current == mark { advance() }
                return
            } else if byte == .lineFeed, !isLong {
                return
            }
            if current != nil { advance() }
        }
    }
}

extension UInt8 {
    fileprivate static let tab = UInt8(ascii: "\t")
    fileprivate static let lineFeed = UInt8(ascii: "\n")
    fileprivate static let carriageReturn = UInt8(ascii: "\r")
    fileprivate static let space = UInt8(ascii: " ")
    fileprivate static let hash = UInt8(ascii: "#")
    fileprivate static let quote = UInt8(ascii: "\"")
    fileprivate static let apostrophe = UInt8(ascii: "'")
    fileprivate static let backslash = UInt8(ascii: "\\")
    fileprivate static let equals = UInt8(ascii: "=")
    fileprivate static let dot = UInt8(ascii: ".")
    fileprivate static let openBracket = UInt8(ascii: "[")
    fileprivate static let closeBracket = UInt8(ascii: "]")
    fileprivate static let openBrace = UInt8(ascii: "{")
    fileprivate static let closeBrace = UInt8(ascii: "}")

    fileprivate var isBareKey: Bool {
        switch self {
        case UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "a")...UInt8(ascii: "z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "-"):
            true
        default: false
        }
    }
}
