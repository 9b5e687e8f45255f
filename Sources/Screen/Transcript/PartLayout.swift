import ChatModel
import Markdown
import TerminalModel

/// The text of an opened part as rows of a width; made again only when text, width or styles have changed, and for a
/// thought only as far as it has grown.
struct PartLayout {
    /// What they know of the part's text is left out: bytes and blocks are counted in the message's.
    private(set) var rows: [TextRow] = []
    private var text = ""
    private var columns = -1
    private var styles = MarkdownStyles()
    /// Of a thought, which is Markdown and may be long.
    private var document = MarkdownDocument()

    mutating func update(_ part: MessagePart, columns: Int, theme: Theme) {
        guard columns != self.columns || part.text != text || theme.markdown != styles else { return }
        text = part.text
        styles = theme.markdown
        self.columns = columns
        rows =
            switch part.kind {
            case .reasoning: grownRows()
            case .document: Self.plainRows(of: text, columns: columns, theme)
            default: Self.rows(of: text, columns: columns, theme)
            }
    }

    private mutating func grownRows() -> [TextRow] {
        document.replace(with: text)
        return document.rows(columns: columns, styles: styles).map(\.alone)
    }

    private static func rows(of text: String, columns: Int, _ theme: Theme) -> [TextRow] {
        let pieces = JSONText.isJSON(text[...]) ? [text[...]] : pieces(of: text)
        return pieces.flatMap { piece in
            if JSONText.isJSON(piece) {
                return plainRows(of: JSONText.pretty(piece), columns: columns, theme)
            }
            var document = MarkdownDocument(String(piece))
            return document.rows(columns: columns, styles: theme.markdown).map(\.alone)
        }
    }

    private static func plainRows(of text: String, columns: Int, _ theme: Theme) -> [TextRow] {
        SafeText.lines(of: text).flatMap { StyledLine($0, theme.markdown.codeBlock).cutRows(columns: columns) }
    }

    /// The Markdown of a text and the JSON that stands in paragraphs of its own, in their order.
    private static func pieces(of text: String) -> [Substring] {
        var pieces: [Substring] = []
        var isOpen = false
        for paragraph in text.split(separator: "\n\n") {
            let isJSON = JSONText.isJSON(paragraph)
            if isOpen, !isJSON, let last = pieces.popLast() {
                pieces.append(text[last.startIndex..<paragraph.endIndex])
            } else {
                pieces.append(paragraph)
            }
            isOpen = !isJSON
        }
        return pieces
    }
}

extension TextRow {
    /// The row without what ties it to a text.
    fileprivate var alone: TextRow {
        var row = self
        row.block = nil
        row.bytes = nil
        return row
    }
}

extension MessagePart {
    /// There is more to show than its title.
    var hasDetails: Bool {
        switch kind {
        case .attachment, .image, .usage: false
        default: text.contains { !$0.isWhitespace }
        }
    }

    /// What it is, in a line: "called lookup_user", "3 sources".
    var words: SafeText {
        switch kind {
        case .attachment: "attached " + SafeText(title.flat)
        case .image: "image " + SafeText(fileWords.flat)
        case .document: "file " + SafeText(fileWords.flat)
        case .toolCall: "called " + SafeText(title.flat)
        case .reasoning: SafeText(title.flat) + (isUnfinishedThought ? "…" : "")
        case .cut: "the summary that is sent for what was left out"
        case .sources, .inspection, .notice, .usage: SafeText(title.flat)
        }
    }

    /// The beginning of the text as one line; of a tool call only, for the others are named by their title.
    var glimpse: SafeText {
        guard kind == .toolCall else { return "" }
        let head = text.prefix(Self.mostOfGlimpse)
        let line = JSONText.isJSON(text[...]) ? head : Self.firstLine(of: head)
        return SafeText(line.split(whereSeparator: \.isWhitespace).joined(separator: " "))
    }

    /// The fence around a block of code says nothing.
    private static func firstLine(of text: Substring) -> Substring {
        let text = text.drop(while: \.isWhitespace)
        let line = text.prefix { !$0.isNewline }
        guard line.hasPrefix("```") else { return line }
        return text[line.endIndex...].drop(while: \.isWhitespace).prefix { !$0.isNewline }
    }

    private static let mostOfGlimpse = 300
}

extension Message {
    /// Something belongs to it that can be shown and folded.
    var hasDetails: Bool { parts.contains(where: \.hasDetails) }

    /// What is shown above the text.
    var thoughts: [MessagePart] { parts.filter { $0.kind == .reasoning } }

    /// What is shown below the text: last what it took, once that is known to the end.
    var partsBelow: [MessagePart] {
        let others = parts.filter {
            $0.kind != .reasoning && $0.kind != .usage && ($0.kind != .cut || $0.hasDetails)
        }
        return state.isFinal ? others + parts.filter { $0.kind == .usage } : others
    }
}
