/// How many cells text takes on the terminal.
package enum DisplayWidth {
    /// 0, 1 or 2.
    package static func columns(of cluster: Character) -> Int {
        if cluster.isASCII { return 1 }
        guard let first = cluster.unicodeScalars.first else { return 0 }
        return columns(of: first)
    }

    package static func columns(of text: some StringProtocol) -> Int {
        text.reduce(0) { $0 + columns(of: $1) }
    }

    private static func columns(of scalar: Unicode.Scalar) -> Int {
        switch scalar.value {
        case 0x1100...0x115F, 0x2E80...0x303E, 0x3041...0xA4CF, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE30...0xFE6F,
            0xFF00...0xFF60, 0xFFE0...0xFFE6, 0x1F300...0x1F64F, 0x1F900...0x1F9FF, 0x20000...0x3FFFD:
            2
        default: 1
        }
    }
}
