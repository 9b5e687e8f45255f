import ChatModel
import Markdown
import TerminalModel

/// The text of one message as rows of a width; made again only as far as text or width have changed.
struct MessageLayout {
    private(set) var rows: [TextRow] = []
    /// The text is not a growth of the one before.
    var isReplaced = false
    private let role: Role
    private var document = MarkdownDocument()
    private var bytes = 0
    private var columns = -1

    init(role: Role) { self.role = role }

    /// - Returns: how many bytes of text were looked at anew.
    mutating func update(text: String, columns: Int, theme: Theme) -> Int {
        let count = text.utf8.count
        guard isReplaced || count != bytes || columns != self.columns else { return 0 }
        let isGrown = !isReplaced && count > bytes && columns == self.columns
        switch role {
        case .user: rows = TextWrap.rows(of: text, columns: columns).map { TextRow(StyledLine($0.text, theme.text)) }
        case .assistant:
            write(text)
            // The document would copy all its rows if they were held here too while it adds some.
            rows = []
            rows = document.rows(columns: columns, styles: theme.markdown)
        }
        let work = role == .assistant && isGrown ? count - bytes : count
        bytes = count
        self.columns = columns
        isReplaced = false
        return work
    }

    /// Hands the document what it does not have yet.
    private mutating func write(_ text: String) {
        let count = text.utf8.count
        if isReplaced || count < bytes {
            document.replace(with: text)
        } else if count > bytes {
            let border = text.utf8.index(text.startIndex, offsetBy: bytes)
            document.append(String(text.unicodeScalars[border...]))
        }
    }

    /// How many clusters that are not blank stand above a line: a place in the text that no width changes.
    func offset(ofLine line: Int) -> Int {
        rows.prefix(line).reduce(0) { $0 + $1.line.inkedClusters }
    }

    /// The line that the cluster after that many others is in.
    func line(atOffset offset: Int) -> Int {
        var above = 0
        for (index, row) in rows.enumerated() {
            above += row.line.inkedClusters
            if above > offset { return index }
        }
        return max(0, rows.count - 1)
    }
}

extension StyledLine {
    fileprivate var inkedClusters: Int {
        spans.reduce(0) { $0 + $1.text.string.reduce(0) { $1 == " " ? $0 : $0 + 1 } }
    }
}
