import ChatModel
import TerminalModel

/// One message as the transcript shows it: who and when, what was thought before, the text, what belongs to it beside,
/// the state in words, and a blank line before the next.
struct Entry {
    let header: TextRow
    let thoughts: [TextRow]
    let body: [TextRow]
    /// What the rows of the body belong to.
    let blocks: [TextBlock]
    let parts: [TextRow]
    let foot: [TextRow]
    let hasGap: Bool

    static let linesOfHeader = 1
    private static let gap = TextRow(StyledLine(), joint: .ornament)

    /// The line that the text begins in.
    var bodyStart: Int { Self.linesOfHeader + thoughts.count }

    /// The line that the parts below the text begin in.
    var partsStart: Int { bodyStart + body.count }

    /// The line behind all that was said; what follows are words of ours.
    var textEnd: Int { partsStart + parts.count }

    var count: Int { textEnd + foot.count + (hasGap ? 1 : 0) }

    subscript(line: Int) -> TextRow {
        if line < Self.linesOfHeader { return header }
        if line < bodyStart { return thoughts[line - Self.linesOfHeader] }
        if line < partsStart { return body[line - bodyStart] }
        if line < textEnd { return parts[line - partsStart] }
        return line - textEnd < foot.count ? foot[line - textEnd] : Self.gap
    }

    /// The block that a line belongs to.
    func block(ofLine line: Int) -> TextBlock? {
        guard let number = self[line].block, blocks.indices.contains(number) else { return nil }
        return blocks[number]
    }

    /// The line of code is part of a block of code.
    func isCode(_ line: Int) -> Bool { block(ofLine: line)?.isCode == true }
}

extension TextBlock {
    var isCode: Bool { if case .code = kind { true } else { false } }
}
