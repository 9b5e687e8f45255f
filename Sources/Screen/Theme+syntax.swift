import Markdown
import TerminalModel

/// Calm colours beside the teal of the themes, each with a contrast of at least 4.5 to 1 (by WCAG 2.1) with black up
/// to #1c1c1c here and with white there.
extension SyntaxStyles {
    static let onDark = coloured(
        keyword: 140, type: 73, function: 110, variable: 181, value: 173, string: 108, comment: 246, attribute: 180,
        heading: 79, inserted: 114, deleted: 210)

    static let onLight = coloured(
        keyword: 91, type: 23, function: 25, variable: 60, value: 94, string: 22, comment: 242, attribute: 95,
        heading: 23, inserted: 22, deleted: 124)

    /// - Parameter value: of constants and numbers.
    private static func coloured(
        keyword: UInt8, type: UInt8, function: UInt8, variable: UInt8, value: UInt8, string: UInt8, comment: UInt8,
        attribute: UInt8, heading: UInt8, inserted: UInt8, deleted: UInt8
    ) -> SyntaxStyles {
        var styles = SyntaxStyles()
        styles.keyword = Style(.indexed(keyword))
        styles.type = Style(.indexed(type))
        styles.function = Style(.indexed(function))
        styles.variable = Style(.indexed(variable))
        styles.constant = Style(.indexed(value))
        styles.number = Style(.indexed(value))
        styles.string = Style(.indexed(string))
        styles.comment = Style(.indexed(comment))
        styles.tag = Style(.indexed(keyword))
        styles.attribute = Style(.indexed(attribute))
        styles.heading = Style(.indexed(heading), on: .standard, .bold)
        styles.inserted = Style(.indexed(inserted))
        styles.deleted = Style(.indexed(deleted))
        return styles
    }
}
