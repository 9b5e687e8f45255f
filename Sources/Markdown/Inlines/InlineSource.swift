/// The text of a paragraph, heading or cell, made ready for the parser: it reads one paragraph and nothing else.
///
/// A line that could begin a block gets a mark before it, and formulas are replaced by marks with a number, so that
/// nothing in them is taken for markup. Marks are noncharacters and are taken out of all that the parser gives; those
/// that were sent are shown as U+FFFD.
struct InlineSource {
    private(set) var bytes: [UInt8] = []
    private(set) var formulas: [Formula] = []

    /// U+FDD0 and a blank: what follows stands behind a blank, so emphasis may begin there.
    private static let guardMark: [UInt8] = [0xEF, 0xB7, 0x90, 0x20]
    private static let formulaMark: [UInt8] = [0xEF, 0xB7, 0x91]

    init(_ content: [UInt8]) {
        let text = Self.withoutMarks(content)
        var index = 0
        var isLineStart = true
        formulas = Formula.all(in: text)
        for (number, formula) in formulas.enumerated() {
            write(text[index..<formula.range.lowerBound], &isLineStart)
            if isLineStart { bytes += Self.guardMark }
            isLineStart = false
            bytes += Self.formulaMark + Array(String(number).utf8) + Self.formulaMark
            index = formula.range.upperBound
        }
        write(text[index...], &isLineStart)
        if isLineStart { bytes += Self.guardMark }
    }

    /// Text without anything that could be markup, which needs no parser; nil if there is some.
    static func plain(_ content: [UInt8]) -> String? {
        var isPlain = true
        for byte in content where isPlain { isPlain = byte >= 0x20 && !markup.contains(byte) }
        guard isPlain, !content[...].contains("www."), !content.contains(0xEF) else { return nil }
        return String(decoding: content[...].trimmed, as: UTF8.self)
    }

    private static let markup = Set("*_`~<[!&\\:@$".utf8)

    private mutating func write(_ text: ArraySlice<UInt8>, _ isLineStart: inout Bool) {
        for byte in text {
            if isLineStart {
                if byte.isBlank { continue }
                if Self.mayBeginBlock(byte) { bytes += Self.guardMark }
            }
            bytes.append(byte)
            isLineStart = byte == 0x0A
        }
    }

    private static func mayBeginBlock(_ byte: UInt8) -> Bool {
        byte.isDigit || byte == 0xEF || byte == 0x0A || "#>-+*=_~<[|`:".utf8.contains(byte)
    }

    private static func withoutMarks(_ content: [UInt8]) -> [UInt8] {
        guard content.contains(0xEF) else { return content }
        var content = content
        for index in content.indices.dropLast(2) where content[index] == 0xEF && content[index + 1] == 0xB7 {
            if content[index + 2] == 0x90 || content[index + 2] == 0x91 {
                content.replaceSubrange(index...index + 2, with: [0xEF, 0xBF, 0xBD])
            }
        }
        return content
    }
}

extension InlineSource {
    /// A text of the parser in pieces: text without marks, and the formulas in it.
    func pieces(of text: String) -> [Piece] {
        guard text.utf8.contains(0xEF) else { return [.text(text)] }
        var pieces: [Piece] = []
        var written = String.UnicodeScalarView()
        var number = ""
        var isInNumber = false
        var isAfterGuard = false
        for scalar in text.unicodeScalars {
            defer { isAfterGuard = scalar.value == 0xFDD0 }
            switch scalar.value {
            case 0xFDD0: break
            case 0xFDD1:
                isInNumber.toggle()
                if isInNumber { continue }
                pieces.append(.text(String(written)))
                written = String.UnicodeScalarView()
                if let index = Int(number), formulas.indices.contains(index) {
                    pieces.append(.formula(formulas[index]))
                }
                number = ""
            case 0x20 where isAfterGuard: break
            default: if isInNumber { number.unicodeScalars.append(scalar) } else { written.append(scalar) }
            }
        }
        return pieces + [.text(String(written))]
    }

    /// A text of the parser as it was sent.
    func text(_ text: String) -> String {
        pieces(of: text).reduce(into: "") { text, piece in
            switch piece {
            case .text(let string): text += string
            case .formula(let formula): text += formula.source
            }
        }
    }

    enum Piece {
        case text(String)
        case formula(Formula)
    }
}
