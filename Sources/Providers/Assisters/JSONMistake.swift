/// The first place where a text is not JSON (RFC 8259), for the person who wrote it. Foundation tells none.
struct JSONMistake: Hashable {
    /// From 1.
    let line: Int
    /// In Unicode scalars, from 1.
    let column: Int
    /// A sentence without its full stop.
    let reason: String

    /// nil when nothing is wrong.
    init?(in text: String) {
        var reader = JSONReader(text)
        do throws(JSONReader.Stop) {
            try reader.readText()
            return nil
        } catch {
            let before = text.unicodeScalars.prefix(error.index)
            line = before.count { $0 == "\n" } + 1
            column = before.reversed().prefix { $0 != "\n" }.count + 1
            reason = error.reason
        }
    }
}

/// Reads JSON for its form only.
private struct JSONReader {
    struct Stop: Error {
        /// In Unicode scalars from the beginning.
        let index: Int
        let reason: String
    }

    private let scalars: [Unicode.Scalar]
    private var index = 0
    private var depth = 0

    init(_ text: String) { scalars = Array(text.unicodeScalars) }

    private var next: Unicode.Scalar? { index < scalars.count ? scalars[index] : nil }

    mutating func readText() throws(Stop) {
        try readValue()
        skipSpace()
        if next != nil { throw stop("something follows after the end") }
    }

    private func stop(_ reason: String) -> Stop {
        Stop(index: index, reason: next == nil ? "it ends too early" : reason)
    }

    private mutating func skipSpace() {
        while let scalar = next, [" ", "\t", "\n", "\r"].contains(scalar) { index += 1 }
    }

    private mutating func take(_ scalar: Unicode.Scalar) -> Bool {
        guard next == scalar else { return false }
        index += 1
        return true
    }

    private mutating func readValue() throws(Stop) {
        skipSpace()
        switch next {
        case "{": try readMembers()
        case "[": try readElements()
        case "\"": try readString()
        case "-": try readNumber()
        case let scalar? where Self.isDigit(scalar): try readNumber()
        case "t": try readWord("true")
        case "f": try readWord("false")
        case "n": try readWord("null")
        case nil, .some: throw stop("a value is expected here")
        }
    }

    private mutating func readMembers() throws(Stop) {
        try enter()
        skipSpace()
        if take("}") { return leave() }
        repeat {
            skipSpace()
            guard next == "\"" else { throw stop("a name between quotes is expected here") }
            try readString()
            skipSpace()
            guard take(":") else { throw stop("a colon is missing") }
            try readValue()
            skipSpace()
        } while take(",")
        guard take("}") else { throw stop("a comma or } is missing") }
        leave()
    }

    private mutating func readElements() throws(Stop) {
        try enter()
        skipSpace()
        if take("]") { return leave() }
        repeat {
            try readValue()
            skipSpace()
        } while take(",")
        guard take("]") else { throw stop("a comma or ] is missing") }
        leave()
    }

    private mutating func enter() throws(Stop) {
        guard depth < 100 else { throw stop("it is nested too deeply") }
        depth += 1
        index += 1
    }

    private mutating func leave() { depth -= 1 }

    private mutating func readString() throws(Stop) {
        index += 1
        while let scalar = next, scalar != "\"" {
            if scalar.value < 0x20 { throw stop("a text ends with its line; write \\n for a new one") }
            index += 1
            if scalar == "\\" { try readEscape() }
        }
        guard take("\"") else { throw stop("") }
    }

    private mutating func readEscape() throws(Stop) {
        guard let scalar = next, "\"\\/bfnrtu".unicodeScalars.contains(scalar) else {
            throw stop("a backslash must not stand before this")
        }
        index += 1
        guard scalar == "u" else { return }
        for _ in 0..<4 {
            guard let digit = next, Character(digit).isHexDigit, digit.isASCII else {
                throw stop("four hexadecimal digits must follow \\u")
            }
            index += 1
        }
    }

    private mutating func readNumber() throws(Stop) {
        _ = take("-")
        if !take("0") { try readDigits() }
        if take(".") { try readDigits() }
        if take("e") || take("E") {
            if !take("+") { _ = take("-") }
            try readDigits()
        }
    }

    private mutating func readDigits() throws(Stop) {
        guard let first = next, Self.isDigit(first) else { throw stop("a digit is expected here") }
        while let digit = next, Self.isDigit(digit) { index += 1 }
    }

    private static func isDigit(_ scalar: Unicode.Scalar) -> Bool { ("0"..."9").contains(scalar) }

    private mutating func readWord(_ word: String) throws(Stop) {
        for scalar in word.unicodeScalars {
            guard take(scalar) else { throw stop("a value is expected here") }
        }
    }
}
