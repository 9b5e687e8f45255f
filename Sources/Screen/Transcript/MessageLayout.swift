import ChatModel
import Markdown
import TerminalModel

/// The text of one message as rows of a width; made again only as far as text or form have changed.
struct MessageLayout {
    private(set) var rows: [TextRow] = []
    /// What the rows belong to; empty for text that is shown as it was written.
    private(set) var blocks: [TextBlock] = []
    /// The text is not a growth of the one before.
    var isReplaced = false
    /// How many rows at the head are the same as when the person last searched them.
    var searchedRows = 0
    private var document = MarkdownDocument()
    private var plain = PlainLayout()
    private var bytes = 0
    private var form: Form?

    /// What the rows depend on beside the text.
    struct Form: Hashable {
        /// The text is Markdown, and shown as it is meant.
        let isMarkdown: Bool
        let columns: Int
        let wrapsCode: Bool
        let text: Style
        let styles: MarkdownStyles
    }

    /// - Returns: how many bytes of text were looked at anew.
    mutating func update(text: String, form: Form) -> Int {
        let count = text.utf8.count
        guard isReplaced || count != bytes || form != self.form else { return 0 }
        let isGrown = !isReplaced && count > bytes && form == self.form
        let work = form.isMarkdown && isGrown ? count - bytes : count
        if form.isMarkdown {
            write(text)
            // The document would copy all its rows if they were held here too while it adds some.
            rows = []
            rows = document.rows(columns: form.columns, styles: form.styles)
            blocks = document.blocks
            searchedRows = min(searchedRows, document.unchangedRows)
        } else {
            if !isGrown { plain = PlainLayout() }
            // What it would go on from is gone.
            if isReplaced { document = MarkdownDocument() }
            rows = []
            plain.update(text: text, columns: form.columns, style: form.text)
            rows = plain.rows
            blocks = []
            searchedRows = min(searchedRows, plain.unchangedRows)
        }
        if !isGrown { searchedRows = 0 }
        bytes = count
        self.form = form
        isReplaced = false
        return work
    }

    /// Hands the document what it does not have yet.
    private mutating func write(_ text: String) {
        let count = text.utf8.count
        let known = document.text.utf8.count
        if isReplaced || count < known {
            document.replace(with: text)
        } else if count > known {
            let border = text.utf8.index(text.startIndex, offsetBy: known)
            document.append(String(text.unicodeScalars[border...]))
        }
    }

    /// How many clusters that are not blank stand above a row: a place in the text that no width changes.
    func offset(ofRow row: Int) -> Int {
        rows.prefix(row).reduce(0) { $0 + $1.line.inkedClusters }
    }

    /// The row that the cluster after that many others is in.
    func row(atOffset offset: Int) -> Int {
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
