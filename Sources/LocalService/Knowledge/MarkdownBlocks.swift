/// The blocks of a Markdown text, as far as cutting it into passages needs them.
enum MarkdownBlock: Hashable, Sendable {
    case heading(level: Int, text: String)
    /// Lines without a blank line between them: a paragraph, a list, a table, a quotation.
    case text(String)
    /// A fenced code block with its fences, with the blank lines in it.
    case code(String)
}

/// Reads Markdown line by line into blocks; front matter at the start is taken off.
struct MarkdownBlocks {
    private(set) var blocks: [MarkdownBlock] = []
    /// The value of `title:` in the front matter.
    private(set) var frontTitle: String?
    private var paragraph: [Substring] = []
    private var code: [Substring] = []
    private var fence: (mark: Character, count: Int)?

    init(_ text: String) {
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        for line in lines[skipFrontMatter(lines)...] { take(line) }
        if fence != nil { closeCode() }
        closeParagraph()
    }

    private mutating func skipFrontMatter(_ lines: [Substring]) -> Int {
        guard lines.first == "---", let end = lines.dropFirst().prefix(64).firstIndex(of: "---") else { return 0 }
        for line in lines[1..<end] where line.hasPrefix("title:") {
            let value = line.dropFirst("title:".count).filter { $0 != "\"" && $0 != "'" }
            frontTitle = value.trimmed.isEmpty ? nil : value.trimmed
        }
        return end + 1
    }

    private mutating func take(_ line: Substring) {
        if let open = fence {
            code.append(line)
            if let close = Self.fence(line), close.mark == open.mark, close.count >= open.count, close.isBare {
                closeCode()
            }
        } else if let open = Self.fence(line), open.mark == "~" || !open.rest.contains("`") {
            closeParagraph()
            fence = (open.mark, open.count)
            code = [line]
        } else if let heading = Self.heading(line) {
            closeParagraph()
            blocks.append(heading)
        } else if let level = Self.underline(line), paragraph.count == 1, Self.mayBeHeading(paragraph[0]) {
            blocks.append(.heading(level: level, text: paragraph[0].trimmed))
            paragraph = []
        } else if line.allSatisfy(\.isWhitespace) {
            closeParagraph()
        } else {
            paragraph.append(line)
        }
    }

    private mutating func closeParagraph() {
        if !paragraph.isEmpty { blocks.append(.text(paragraph.joined(separator: "\n"))) }
        paragraph = []
    }

    private mutating func closeCode() {
        blocks.append(.code(code.joined(separator: "\n")))
        code = []
        fence = nil
    }
}

extension MarkdownBlocks {
    private static func fence(_ line: Substring) -> (mark: Character, count: Int, rest: Substring, isBare: Bool)? {
        let text = line.drop(while: \.isWhitespace)
        guard let mark = text.first, mark == "`" || mark == "~" else { return nil }
        let rest = text.drop { $0 == mark }
        let count = text.count - rest.count
        return count >= 3 ? (mark, count, rest, rest.allSatisfy(\.isWhitespace)) : nil
    }

    private static func heading(_ line: Substring) -> MarkdownBlock? {
        let text = line.drop { $0 == " " }
        let rest = text.drop { $0 == "#" }
        let level = text.count - rest.count
        guard line.count - text.count <= 3, (1...6).contains(level), rest.first?.isWhitespace ?? true else {
            return nil
        }
        var words = rest.trimmed
        while words.hasSuffix("#") { words.removeLast() }
        return .heading(level: level, text: words[...].trimmed)
    }

    private static func underline(_ line: Substring) -> Int? {
        let text = line.trimmed
        guard text.count >= 2 else { return nil }
        if text.allSatisfy({ $0 == "=" }) { return 1 }
        return text.allSatisfy { $0 == "-" } ? 2 : nil
    }

    private static func mayBeHeading(_ line: Substring) -> Bool {
        guard let first = line.first, first != " " else { return false }
        return !"-*+>|".contains(first) || line.hasPrefix("**")
    }
}

extension StringProtocol {
    /// Without white space at both ends.
    var trimmed: String {
        var rest = self[...].drop(while: \.isWhitespace)
        while let last = rest.last, last.isWhitespace { rest.removeLast() }
        return String(rest)
    }
}
