package import TerminalModel

/// A Markdown text that grows, laid out as rows of a width.
///
/// Rows depend on the text alone, not on the pieces it came in. What no later text can change is laid out once and never
/// touched again; what is open is bounded, also in one endless list, paragraph, table or line. So a piece costs the same
/// however long the text is.
///
/// Nothing that was sent is hidden: link targets, HTML and link definitions are shown as text.
package struct MarkdownDocument: Sendable {
    /// How many rows at the head of the last `rows` are the same as in the `rows` before.
    package private(set) var unchangedRows = 0
    /// What the rows belong to, in the order of the text.
    package private(set) var blocks: [TextBlock] = []
    /// How many bytes of text were read or laid out until now; the measure of its work.
    package private(set) var workedBytes = 0
    /// The text, if it was handed over to be kept here.
    package private(set) var text: String

    private var rows: [TextRow] = []
    private var lines = LineCutter()
    private var machine = BlockMachine()
    private var typesetter: Typesetter?
    /// How many rows at the head of the last `rows` no later text can change.
    package private(set) var settledRows = 0
    /// The length of the text that the rows show, in bytes; nil if they show none.
    private var shownBytes: Int?

    package init(_ text: String = "") {
        self.text = text
    }

    package mutating func append(_ piece: String) { text += piece }

    /// Takes another text instead; one that only continues this text costs no more than to append.
    package mutating func replace(with text: String) {
        if !text.utf8.starts(with: self.text.utf8) { restart() }
        self.text = text
    }

    /// Forgets what is laid out: the next text is no growth of the one before.
    package mutating func restart() {
        lines = LineCutter()
        machine = BlockMachine()
        typesetter = nil
        settledRows = 0
        shownBytes = nil
    }

    /// The rows of the text that is kept here, at a width of one column or more; none if there is nothing to show.
    package mutating func rows(columns: Int, styles: MarkdownStyles, wrapsCode: Bool = true) -> [TextRow] {
        rows(of: text, columns: columns, styles: styles, wrapsCode: wrapsCode)
    }

    /// The rows of a text that somebody else keeps, at a width of one column or more; none if there is nothing to show.
    ///
    /// Hold no rows of an earlier call meanwhile: they would be copied.
    /// - Parameters:
    ///   - text: the text of the call before or a continuation of it; else call `restart` first.
    ///   - wrapsCode: whether a long line of code is cut to the width; if not, its rows may have up to 4,096 columns.
    package mutating func rows(
        of text: String, columns: Int, styles: MarkdownStyles, wrapsCode: Bool = true
    ) -> [TextRow] {
        let columns = max(1, columns)
        if typesetter?.columns != columns || typesetter?.styles != styles || typesetter?.wrapsCode != wrapsCode {
            restart()
        }
        if shownBytes == text.utf8.count {
            unchangedRows = rows.count
        } else {
            var setter = typesetter ?? Typesetter(columns: columns, styles: styles, wrapsCode: wrapsCode)
            typesetter = nil
            update(text, &setter)
            typesetter = setter
            shownBytes = text.utf8.count
        }
        return rows
    }

    private mutating func update(_ text: String, _ setter: inout Typesetter) {
        var text = text
        let start = lines.position
        let work = setter.laidOutBytes
        blocks.removeSubrange(min(setter.firstBlock, blocks.count)...)
        let rest = text.withUTF8 { bytes in
            while let line = lines.next(in: bytes) {
                machine.take(line)
                for part in machine.takeParts() { setter.lay(part) }
            }
            return lines.rest(in: bytes)
        }
        var fresh = setter.takeRows()
        let settled = settledRows + fresh.count
        blocks += setter.takeBlocks().dropLast()
        var open = machine
        if let rest { open.take(rest) }
        open.finish()
        var openSetter = setter
        for part in open.takeParts() { openSetter.lay(part) }
        openSetter.finish()
        fresh += openSetter.takeRows()
        blocks += openSetter.takeBlocks()
        workedBytes += openSetter.laidOutBytes - work + lines.position - start + (rest?.bytes.count ?? 0)
        replaceRows(with: fresh)
        settledRows = settled
    }

    /// Puts new rows behind the settled ones.
    private mutating func replaceRows(with fresh: [TextRow]) {
        var same = 0
        while same < fresh.count, settledRows + same < rows.count, rows[settledRows + same] == fresh[same] { same += 1 }
        unchangedRows = settledRows + same
        rows.removeSubrange(unchangedRows...)
        rows += fresh[same...]
    }
}
