import ChatModel
import Markdown
import TerminalModel

/// The text of an opened part as rows of a width; made again only when text, width or styles have changed.
struct PartLayout {
    /// What they know of the part's text is left out: bytes and blocks are counted in the message's.
    private(set) var rows: [TextRow] = []
    private var text = ""
    private var columns = -1
    private var styles = MarkdownStyles()

    mutating func update(_ text: String, columns: Int, theme: Theme) {
        guard columns != self.columns || text != self.text || theme.markdown != styles else { return }
        self.text = text
        styles = theme.markdown
        self.columns = columns
        let pieces = JSONText.isJSON(text[...]) ? [text[...]] : Self.pieces(of: text)
        rows = pieces.flatMap { piece in
            if JSONText.isJSON(piece) {
                return SafeText.lines(of: JSONText.pretty(piece)).flatMap {
                    StyledLine($0, theme.markdown.codeBlock).cutRows(columns: columns)
                }
            }
            var document = MarkdownDocument(String(piece))
            return document.rows(columns: columns, styles: theme.markdown).map(\.alone)
        }
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
    var hasDetails: Bool { kind != .attachment && kind != .usage && text.contains { !$0.isWhitespace } }

    /// What it is, in a line: "called lookup_user", "3 sources".
    var words: SafeText {
        switch kind {
        case .attachment: "attached " + SafeText(title.flat)
        case .toolCall: "called " + SafeText(title.flat)
        case .sources, .inspection, .notice, .reasoning, .usage: SafeText(title.flat)
        }
    }

    /// The beginning of the text as one line; of a tool call only, for the others are named by their title.
    var glimpse: SafeText {
        guard kind == .toolCall else { return "" }
        let head = text.prefix(Self.mostOfGlimpse)
        let line = JSONText.isJSON(text[...]) ? head : head.drop(while: \.isWhitespace).prefix { !$0.isNewline }
        return SafeText(line.split(whereSeparator: \.isWhitespace).joined(separator: " "))
    }

    private static let mostOfGlimpse = 300
}

extension Message {
    /// Something belongs to it that can be shown and folded.
    var hasDetails: Bool { parts.contains(where: \.hasDetails) }
}
