/// A block that holds text, or a part of one that is too long to be laid out at once, with all that is around it.
///
/// It is made of text that no later text can change, so it is laid out once.
struct LeafPart {
    enum Content {
        /// Text to be filled into rows. `heading` is nil for a paragraph.
        case flow([UInt8], heading: Int?, glue: Glue, goesOn: Bool)
        /// The beginning of a block of code, with what stands behind its fence.
        case codeStart(info: String)
        case codeLine(CodeText)
        case html(CodeText)
        case table(TablePart)
        /// A formula of its own, with its source and what stands behind its fence, if it has one.
        case formula(String, [CodeText], info: String)
        case rule
        /// A container that holds nothing.
        case nothing
    }

    var content: Content
    /// Outermost first.
    var containers: [Container]
    var hasBlankBefore: Bool
    /// It goes on with the block of the part before.
    var isContinued = false
    /// From its first to its last byte in the text, with the marks of containers that stand between.
    var bytes: Range<Int>
}

/// How the text of a paragraph joins the part of it that was laid out before.
enum Glue { case none, blank, lineBreak }

/// A line of text that is shown as it was written, or a part of one.
struct CodeText {
    var bytes: [UInt8]
    /// Where it stands in the text.
    var source: Range<Int>
    var beginsLine: Bool
    var endsLine: Bool
}

struct TablePart {
    struct Row {
        var bytes: [UInt8]
        /// Where it stands in the text.
        var source: Range<Int>
    }

    enum Alignment { case left, center, right }

    /// One for each column.
    var alignments: [Alignment]
    /// nil in a part that goes on with a table.
    var header: Row?
    var delimiter: Range<Int>
    var rows: [Row]
    /// More rows come, which are laid out in the columns of this part.
    var goesOn: Bool
}
