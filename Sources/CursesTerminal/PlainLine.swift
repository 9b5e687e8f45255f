/// Lines and blocks as ASCII has them.
enum PlainLine {
    /// nil for what is neither a line nor a block.
    static func of(_ scalar: Unicode.Scalar) -> Unicode.Scalar? {
        guard 0x2500...0x259F ~= scalar.value else { return nil }
        switch scalar {
        case "─", "━", "┄", "┅", "┈", "┉", "╌", "╍", "╴", "╶", "╸", "╺", "╼", "╾": return "-"
        case "│", "┃", "┆", "┇", "┊", "┋", "╎", "╏", "║", "╵", "╷", "╹", "╻", "╽", "╿": return "|"
        case "═": return "="
        case "╱": return "/"
        case "╲": return "\\"
        case "╳": return "X"
        case "▉", "▊", "▋", "▌", "▍", "▎", "▏", "▐", "▕": return "|"
        case "▁", "▂", "▃": return "_"
        case "░": return "."
        case "▒": return ":"
        default: return scalar < "▀" ? "+" : "#"
        }
    }
}
