import TerminalModel

/// What the doctor says.
struct DoctorReport {
    private let findings: TerminalFindings
    private let configured: Int

    /// - Parameter configured: how many columns `config.toml` gives to what is ambiguous.
    init(_ findings: TerminalFindings, configured: Int) {
        self.findings = findings
        self.configured = configured
    }

    var text: String { lines.joined(separator: "\n") }

    private var lines: [String] { terminal + [""] + widths + [""] + advice }

    /// In rows of at most so many columns, broken between words; what goes on stands below its beginning.
    func text(columns: Int) -> String {
        lines.flatMap { line in
            let indent = line.hasPrefix("  ") && columns > 2 * Self.columnsOfMark ? Self.columnsOfMark : 0
            let rows = StyledLine(SafeText(String(line.dropFirst(indent)))).wrapped(columns: max(1, columns - indent))
            return rows.enumerated().map { row, words in
                (row == 0 ? String(line.prefix(indent)) : String(repeating: " ", count: indent)) + words.text
            }
        }.joined(separator: "\n")
    }

    /// `  differs  `
    private static let columnsOfMark = 11

    private var terminal: [String] {
        let size = "\(findings.size.columns) columns, \(findings.size.rows) rows"
        let colors = findings.colors < 8 ? "no colours" : "\(findings.colors) colours"
        let depth = findings.hasTrueColor && findings.colors == 256 ? " by its description, and any by true colour" : ""
        return [
            "The terminal is \(SafeText(findings.type).string): \(size), \(colors)\(depth).",
            findings.locale.isEmpty
                ? "No locale is set; Weft uses C.UTF-8." : "The locale is \(SafeText(findings.locale).string).",
        ] + abilities
    }

    private var abilities: [String] {
        guard findings.answers else { return [] }
        func words(_ answer: Bool?) -> String { answer.map { $0 ? "yes" : "no" } ?? "it does not say" }
        return [
            "Frames shown at once (synchronized output): \(words(findings.synchronizes)).",
            "Pastes told from typing (bracketed paste): \(words(findings.brackets)).",
            "Text from right to left ordered by the terminal itself: \(words(findings.ordersText)).",
            "Keys told apart as kitty does: \(findings.hasKittyKeyboard ? "yes" : "no").",
            "Copying through the terminal (OSC 52): no terminal says; copy something and try.",
        ]
    }

    private var widths: [String] {
        guard findings.answers else {
            return ["The terminal does not say where its cursor is, so nothing could be measured."]
        }
        return ["Columns, as the terminal moves its cursor:"] + findings.widths.map(line)
    }

    private func line(_ width: TerminalFindings.Width) -> String {
        let counted = "\(width.kind): \(width.counted)"
        guard width.drawn == width.counted else { return "  differs  \(counted) for Weft, \(width.drawn) here" }
        guard let whole = width.whole else { return "  fits     \(counted)" }
        let reason = whole == width.counted ? "which is as wide everywhere" : "for whole it takes \(whole) here"
        return "  fits     \(counted) in the simpler form that Weft draws, \(reason)"
    }

    private var advice: [String] {
        guard findings.answers else {
            return [
                "What to do: nothing is known to be wrong. If text looks shifted, try ambiguous_width in config.toml."
            ]
        }
        let wrong = findings.widths.filter { $0.drawn != $0.counted }.count
        var lines = [ambiguous]
        if findings.lines.contains(where: { $0 != findings.ambiguousColumns && $0 != 1 }) {
            lines.append(
                "Lines of boxes take more than one column here: Weft draws them in ASCII with ambiguous_width = 2.")
        }
        lines.append(
            wrong == 0
                ? "All other kinds take the columns that Weft counts."
                : "\(wrong) of \(findings.widths.count) kinds differ: what stands beside them is shifted. "
                    + "A newer terminal helps, or another font.")
        if findings.ordersText == true {
            lines.append(
                "Weft orders Hebrew and Arabic itself and tells the terminal not to; order_text = false changes that.")
        }
        return lines
    }

    private var ambiguous: String {
        let setting = "ambiguous_width = \(findings.ambiguousColumns ?? 1)"
        guard let measured = findings.ambiguousColumns else {
            return "Characters of ambiguous width take one column here or two by their kind: "
                + "no setting fits all of them; \(setting) is the safer one."
        }
        let words = measured == 1 ? "one column" : "two columns"
        return measured == configured
            ? "Characters of ambiguous width take \(words) here, as Weft counts them: nothing is to be set."
            : "Characters of ambiguous width take \(words) here: write \(setting) into the table [screen] of config.toml."
    }
}
