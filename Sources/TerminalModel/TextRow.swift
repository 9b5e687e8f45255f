/// One row of a text that was laid out, which knows what it was made of.
///
/// It is drawn as `line` and copied by what it knows: so what is copied has no breaks of the layout, no bars and no
/// padding.
package struct TextRow: Hashable, Sendable {
    /// How a row goes on from the row above.
    package enum Joint: Hashable, Sendable {
        /// A line of the text begins here.
        case lineEnd
        /// The same line goes on: the width broke it, at so many blanks that are not shown.
        case wrapped(blanks: Int)
        /// The row is no text: a rule, a label. Nothing of it is copied.
        case ornament
    }

    /// What is shown, in the order of the text. Text from right to left gets its order when it is drawn.
    package var line: StyledLine
    package var joint: Joint
    /// How many columns at the left are no text: a quote's bar, the mark of a list or the blanks below it.
    package var leadColumns: Int
    /// What the lead is in a copy: "- ", "> "; empty where it only stands in for space.
    package var lead: SafeText
    /// The line that this row belongs to reads from right to left.
    package var isRightToLeft: Bool
    /// The number, in the text's list of blocks, of the block that this row belongs to; nil between blocks.
    package var block: Int?
    /// The bytes of the text that this row shows, where it shows them as they are, without their line end: code, tables,
    /// what was never Markdown. nil where it was made out of markup.
    package var bytes: Range<Int>?

    package init(
        _ line: StyledLine, joint: Joint = .lineEnd, leadColumns: Int = 0, lead: SafeText = "",
        isRightToLeft: Bool = false, block: Int? = nil, bytes: Range<Int>? = nil
    ) {
        self.line = line
        self.joint = joint
        self.leadColumns = leadColumns
        self.lead = lead
        self.isRightToLeft = isRightToLeft
        self.block = block
        self.bytes = bytes
    }

    package var columns: Int { line.columns }
}

/// A piece of a text that a person may want as a whole: a paragraph, a table, a block of code.
package struct TextBlock: Hashable, Sendable {
    package enum Kind: Hashable, Sendable {
        case paragraph, heading, list, quote, table
        /// A block of code, with the word behind its fence; empty if there is none.
        case code(language: String)
        case other
    }

    package var kind: Kind
    /// Its bytes in the text, without the line end behind; of code in fences, what stands between them.
    package var bytes: Range<Int>

    package init(_ kind: Kind, bytes: Range<Int>) {
        self.kind = kind
        self.bytes = bytes
    }
}
