/// Text that may go to a terminal: nothing in it moves the cursor, changes a mode or hides other text.
///
/// The only way from outside text (model, server, file, paste, error, title, name) to whatever shows, copies, titles,
/// logs or prints it. Made by filtering, or from a literal of our own.
package struct SafeText: Hashable, Sendable {
    package let string: String

    /// Filters text from outside. Line ends and tabs must be gone before: they are marked like other controls.
    package init(_ outside: some StringProtocol) {
        self.string = Self.filtered(outside)
    }

    /// For text of which every part is safe already.
    private init(safe string: String) { self.string = string }

    package var columns: Int { DisplayWidth.columns(of: string) }

    package var isEmpty: Bool { string.isEmpty }

    package static func + (left: Self, right: Self) -> Self { Self(safe: left.string + right.string) }
}

extension SafeText: ExpressibleByStringLiteral {
    package init(stringLiteral literal: StaticString) { self.init(literal.description) }
}

extension SafeText {
    private static func filtered(_ text: some StringProtocol) -> String {
        var safe = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            switch scalar.value {
            case 0..<0x20: safe.append(contentsOf: ["^", Unicode.Scalar(UInt8(scalar.value + 0x40))])
            case 0x7F: safe.append(contentsOf: ["^", "?"])
            case 0x80..<0xA0: safe.append("\u{FFFD}")
            default: safe.append(scalar)
            }
        }
        return String(safe)
    }
}
