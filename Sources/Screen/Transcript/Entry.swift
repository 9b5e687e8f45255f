import ChatModel
import TerminalModel

/// One message as the transcript shows it: who and when, the text, the state in words, and a blank line before the next.
struct Entry {
    let header: StyledLine
    let body: [StyledLine]
    let foot: [StyledLine]
    let hasGap: Bool

    static let linesOfHeader = 1

    var count: Int { Self.linesOfHeader + body.count + foot.count + (hasGap ? 1 : 0) }

    subscript(line: Int) -> StyledLine {
        if line < Self.linesOfHeader { return header }
        let inBody = line - Self.linesOfHeader
        if inBody < body.count { return body[inBody] }
        let inFoot = inBody - body.count
        return inFoot < foot.count ? foot[inFoot] : StyledLine()
    }
}
