import TerminalModel

/// How an answer is written to standard output. Pure: events in, bytes out.
protocol AnswerPrinter {
    /// What is written for an event at once.
    mutating func take(_ event: Answer.Event) -> [UInt8]

    /// What is written now and then while the answer grows, for printers that show it as it is laid out.
    mutating func frame(_ size: Size) -> [UInt8]

    /// Takes back what may still change, so that something else can be written there; the next frame shows it again.
    mutating func clear() -> [UInt8]
}

extension AnswerPrinter {
    mutating func frame(_ size: Size) -> [UInt8] { [] }
    mutating func clear() -> [UInt8] { [] }
}

/// The text as it comes, to the byte; on a terminal only what cannot move its cursor.
struct PlainAnswer: AnswerPrinter {
    let isTerminal: Bool
    /// The text ends with a line end here, whatever the answer ends with.
    let endsLine: Bool
    /// What was said, as far as it was written.
    private var written = ""
    /// The end of the text, to which more may belong.
    private var held = ""
    private var endedLine = true

    init(isTerminal: Bool, endsLine: Bool) {
        self.isTerminal = isTerminal
        self.endsLine = endsLine
    }

    mutating func take(_ event: Answer.Event) -> [UInt8] {
        switch event {
        case .text(let piece):
            written += piece
            return write(piece)
        case .wholeText(let whole):
            defer { written = whole }
            if let rest = Self.rest(of: whole, after: written) { return write(rest) }
            // What was written cannot be taken back.
            return write((endedLine ? "" : "\n") + whole)
        case .ended, .refused:
            let rest = Self.bytes(of: held, isTerminal)
            held = ""
            if let last = rest.last { endedLine = last == 0x0A }
            return endsLine && !endedLine ? rest + [0x0A] : rest
        case .asked, .part, .partText, .retrying: return []
        }
    }

    private mutating func write(_ text: String) -> [UInt8] {
        guard isTerminal else {
            if let last = text.utf8.last { endedLine = last == 0x0A }
            return Array(text.utf8)
        }
        held += text
        // What follows may belong to the last character.
        guard held.count > 1, let last = held.last else { return [] }
        let bytes = Self.bytes(of: String(held.dropLast()), true)
        held = String(last)
        endedLine = bytes.last == 0x0A
        return bytes
    }

    private static func bytes(of text: String, _ isTerminal: Bool) -> [UInt8] {
        guard isTerminal else { return Array(text.utf8) }
        return Array(SafeText.lines(of: text).map(\.string).joined(separator: "\n").utf8)
    }

    /// What a text says after what was said before; white space may differ in what both say. nil if it says otherwise.
    static func rest(of whole: String, after said: String) -> String? {
        if whole.utf8.starts(with: said.utf8) { return String(whole.utf8.dropFirst(said.utf8.count)) ?? "" }
        var rest = whole[...]
        for scalar in said.unicodeScalars where !scalar.properties.isWhitespace {
            rest = rest.drop(while: \.isWhitespace)
            guard rest.unicodeScalars.popFirst() == scalar else { return nil }
        }
        return said.last?.isWhitespace == true ? String(rest.drop(while: \.isWhitespace)) : String(rest)
    }
}
