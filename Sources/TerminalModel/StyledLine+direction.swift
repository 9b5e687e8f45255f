extension StyledLine {
    /// Whether the first letter is one of a script that is written from right to left.
    package var isRightToLeft: Bool {
        for span in spans {
            if let isRightToLeft = WritingDirection.isRightToLeft(span.text.string) { return isRightToLeft }
        }
        return false
    }

    /// Whether anything in it may have to be put in another order to be drawn.
    package var hasRightToLeft: Bool {
        spans.contains { span in
            let text = span.text.string
            return text.utf8.contains { $0 >= 0xD6 }
                && text.unicodeScalars.contains(where: WritingDirection.isRightToLeft)
        }
    }
}

/// The direction in which scripts are written.
enum WritingDirection {
    /// Whether the first letter is of a script from right to left; nil if there is no letter.
    static func isRightToLeft(_ text: some StringProtocol) -> Bool? {
        for scalar in text.unicodeScalars {
            if scalar.isASCII {
                if 0x61...0x7A ~= scalar.value | 0x20 { return false }
            } else if scalar.properties.isAlphabetic || scalar.properties.isIdeographic {
                return isRightToLeft(scalar)
            }
        }
        return nil
    }

    /// The blocks of scripts from right to left, their digits and marks among them.
    static func isRightToLeft(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x590...0x8FF, 0xFB1D...0xFDFF, 0xFE70...0xFEFC, 0x10800...0x10FFF, 0x1E800...0x1EFFF: true
        default: false
        }
    }
}
