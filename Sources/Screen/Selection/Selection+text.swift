import ChatModel
import Markdown
import TerminalModel

// What a selection is when it is taken away

extension Transcript {
    /// The lines of what is selected: without the breaks of the layout, bars and padding; a message or a block as it was
    /// sent.
    mutating func text(of selected: SelectedText, _ scene: Scene) -> CopiedText {
        switch selected.shape {
        case .message: return CopiedText(shownText(of: scene.messages[selected.first.index]))
        case .block:
            let entry = entry(selected.first.index, scene)
            let number = entry[min(selected.first.line, entry.count - 1)].block
            guard let number, entry.blocks.indices.contains(number) else {
                return CopiedText(shownText(of: scene.messages[selected.first.index]))
            }
            return text(ofBlock: number, index: selected.first.index, scene)
        case .characters, .lines:
            var text = ""
            for index in selected.first.index...max(selected.first.index, selected.last.index) {
                let part = lines(of: selected, index: index, scene)
                // Between two messages stands an empty line.
                if !text.isEmpty, !part.isEmpty { text += "\n\n" }
                text += part
            }
            return CopiedText(text)
        }
    }

    mutating func text(ofBlock number: Int, index: Int, _ scene: Scene) -> CopiedText {
        let entry = entry(index, scene)
        let rows = entry.body.lazy.filter { $0.block == number }
        return entry.blocks[number].copied(from: shownText(of: scene.messages[index]), rows: rows)
    }

    private mutating func lines(of selected: SelectedText, index: Int, _ scene: Scene) -> String {
        let entry = entry(index, scene)
        let first = index == selected.first.index ? selected.first.line : Entry.linesOfHeader
        let last = index == selected.last.index ? min(selected.last.line, entry.textEnd - 1) : entry.textEnd - 1
        var joined = JoinedRows(text: shownText(of: scene.messages[index]), bodyEnd: entry.partsStart)
        for line in stride(from: first, through: last, by: 1) {
            let row = entry[line]
            guard let clusters = selected.clusters(inLine: line, of: index, row: row) else { continue }
            joined.append(row, line: line, clusters, of: entry.block(ofLine: line))
        }
        return joined.result
    }
}

/// Rows put together to the lines that they were made of.
struct JoinedRows {
    /// The text that bytes of rows are counted in.
    let text: String
    /// The first line of the entry that is not of this text.
    let bodyEnd: Int
    private(set) var result = ""
    /// Where the bytes of the row before end; nil if it had none.
    private var bytesEnd: Int?
    private var isFirst = true
    /// The columns that the line already has in the rows above.
    private var columns = 0

    init(text: String, bodyEnd: Int) {
        self.text = text
        self.bodyEnd = bodyEnd
    }

    mutating func append(_ row: TextRow, line: Int, _ clusters: Range<Int>, of block: TextBlock?) {
        let lead = row.leadClusters
        let bytes = line < bodyEnd ? row.bytes : nil
        if case .wrapped(let blanks) = row.joint {
            if !isFirst { result += gap(before: bytes) ?? String(repeating: " ", count: blanks) }
        } else {
            if !isFirst { result += "\n" }
            if clusters.lowerBound <= lead { result += row.lead.string }
            columns = 0
        }
        let shown = row.line.clusters
        let isWhole = clusters.lowerBound <= lead && clusters.upperBound >= shown.count
        if let bytes, isWhole {
            result += slice(bytes)
        } else if let bytes, block?.kind != .table {
            result += part(of: slice(bytes), lead: lead, clusters, tabsStop: block?.isCode == true)
        } else {
            result += String(shown[clusters])
        }
        bytesEnd = bytes?.upperBound
        columns += row.columns - row.leadColumns
        isFirst = false
    }

    /// What the layout left out of the text between two rows of a line.
    private func gap(before bytes: Range<Int>?) -> String? {
        guard let bytes, let bytesEnd, bytesEnd <= bytes.lowerBound else { return nil }
        return slice(bytesEnd..<bytes.lowerBound)
    }

    private func slice(_ bytes: Range<Int>) -> String {
        let range = bytes.clamped(to: 0..<text.utf8.count)
        let start = text.utf8.index(text.startIndex, offsetBy: range.lowerBound)
        let end = text.utf8.index(start, offsetBy: range.count)
        return String(text[start..<end])
    }

    /// The characters of which some of these clusters are shown. A tab is shown as blanks, a control as a mark.
    private func part(of raw: String, lead: Int, _ clusters: Range<Int>, tabsStop: Bool) -> String {
        var part = ""
        var place = lead
        var column = columns
        for character in raw {
            let blanks = tabsStop ? SafeText.tabColumns - column % SafeText.tabColumns : SafeText.tabColumns
            let shown: SafeText = character == "\t" ? .blanks(blanks) : SafeText(String(character))
            let end = place + shown.string.count
            if clusters.overlaps(place..<end) { part.append(character) }
            place = end
            column += shown.columns
        }
        return part
    }
}
