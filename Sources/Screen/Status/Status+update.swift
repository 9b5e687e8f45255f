import TerminalModel

extension Status {
    /// A key was pressed: what was said about the one before is over.
    mutating func keyPressed() { notice = nil }

    /// Says why a key did nothing.
    mutating func refuse(_ reason: SafeText) { notice = reason.isEmpty ? nil : reason }
}
