import ChatModel
import TerminalModel

/// One message as the transcript shows it: who and when, the text, what belongs to it beside, the state in words, and a
/// blank line before the next.
struct Entry {
    let header: StyledLine
    let body: [TextRow]
    let parts: [StyledLine]
    let foot: [StyledLine]
    let hasGap: Bool

    static let linesOfHeader = 1

    /// The line that the parts begin in.
    var partsStart: Int { Self.linesOfHeader + body.count }

    var count: Int { Self.linesOfHeader + body.count + parts.count + foot.count + (hasGap ? 1 : 0) }

    subscript(line: Int) -> StyledLine {
        if line < Self.linesOfHeader { return header }
        let inBody = line - Self.linesOfHeader
        if inBody < body.count { return body[inBody].line }
        let inParts = inBody - body.count
        if inParts < parts.count { return parts[inParts] }
        let inFoot = inParts - parts.count
        return inFoot < foot.count ? foot[inFoot] : StyledLine()
    }
}
