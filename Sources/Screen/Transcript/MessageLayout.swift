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
        // The document would copy all its rows and blocks if they were held here too while it adds some.
        rows = []
        blocks = []
        if !isGrown {
            document.restart()
            plain = PlainLayout()
        }
        if form.isMarkdown {
            rows = document.rows(
                of: text, columns: form.columns, styles: form.styles, wrapsCode: form.wrapsCode)
            blocks = document.blocks
            searchedRows = min(searchedRows, document.unchangedRows)
        } else {
            plain.update(text: text, columns: form.columns, style: form.text)
            rows = plain.rows
            searchedRows = min(searchedRows, plain.unchangedRows)
        }
        if !isGrown { searchedRows = 0 }
        bytes = count
        self.form = form
        isReplaced = false
        return work
    }

    /// How many clusters of text that are not blank stand above a place: the same at every width.
    func offset(ofRow row: Int, cluster: Int = 0) -> Int {
        let above = rows.prefix(row).reduce(0) { $0 + $1.inkedClusters }
        guard rows.indices.contains(row), cluster > 0 else { return above }
        return above + rows[row].inks.prefix(cluster).reduce(0) { $0 + ($1 ? 1 : 0) }
    }

    /// The cluster that stands after that many others.
    func place(atOffset offset: Int) -> (row: Int, cluster: Int) {
        var above = 0
        for (index, row) in rows.enumerated() {
            let inked = row.inkedClusters
            if above + inked > offset {
                var left = offset - above
                let cluster = row.inks.firstIndex { isInked in
                    left -= isInked ? 1 : 0
                    return left < 0
                }
                return (index, cluster ?? 0)
            }
            above += inked
        }
        return (max(0, rows.count - 1), 0)
    }
}

extension TextRow {
    /// Whether each cluster is one of the text and no blank.
    fileprivate var inks: [Bool] {
        let lead = leadClusters
        return line.clusters.enumerated().map { isText && $0.offset >= lead && $0.element != " " }
    }

    fileprivate var inkedClusters: Int {
        guard isText else { return 0 }
        if leadColumns > 0 { return inks.reduce(0) { $0 + ($1 ? 1 : 0) } }
        return line.spans.reduce(0) { $0 + $1.text.string.reduce(0) { $1 == " " ? $0 : $0 + 1 } }
    }
}
