/// Whether a terminal takes any colour, where its description has 256.
enum TrueColor {
    /// - Parameters:
    ///   - flags: what the description has beside the standard: `RGB`, `Tc`, `setrgbf`.
    ///   - foreground: what the description has for colour 200; its number must be there to be changed.
    ///   - variable: the value of COLORTERM.
    static func isTaken(
        type: String, colors: Int, flags: Set<String>, foreground: [UInt8], variable: String?, isInTmux: Bool
    ) -> Bool {
        guard colors == 256, ["\u{1B}[38;5;200m", "\u{1B}[38:5:200m"].contains(where: { foreground == Array($0.utf8) })
        else { return false }
        if !flags.isEmpty { return true }
        // GNU screen hands the variable of the terminal around it on, and takes no such colours itself before its
        // version 5. tmux, which may have the same type, does.
        if type.hasPrefix("screen"), !isInTmux { return false }
        return ["truecolor", "24bit"].contains(variable ?? "")
    }

    static let flags = ["RGB", "Tc"]
    static let strings = ["setrgbf"]
}
