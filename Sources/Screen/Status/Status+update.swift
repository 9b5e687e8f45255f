import TerminalModel

extension Status {
    /// A key was pressed: what was said about the one before is over.
    mutating func keyPressed() { notice = nil }

    /// Says what came of a key.
    mutating func say(_ words: SafeText) { notice = words }

    /// Says why a key did nothing.
    mutating func refuse(_ reason: SafeText) { notice = reason.isEmpty ? nil : reason }
}
