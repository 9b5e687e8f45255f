import TerminalModel

/// What is sent to the terminal for a text, with the fall-backs that cells have.
package enum DrawnForm {
    /// Needs the locale that opening a terminal sets.
    package static func of(_ text: String) -> String {
        var sent = String.UnicodeScalarView()
        for cluster in text {
            for cell in DisplayWidth.cells(of: cluster) where cell.columns > 0 {
                for scalar in Glyph(Cell(cell.cluster, columns: UInt8(cell.columns))).parts.joined() {
                    sent.append(scalar)
                }
            }
        }
        guard DisplayWidth.ambiguousColumns == 2 else { return String(sent) }
        return String(decoding: WideStandIn.restored(Array(String(sent).utf8)), as: UTF8.self)
    }
}
