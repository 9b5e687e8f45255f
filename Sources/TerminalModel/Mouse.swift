/// What the person did with the mouse, where the terminal reports it.
package struct Mouse: Hashable, Sendable {
    package enum Deed: Hashable, Sendable {
        /// The left button went down.
        case press
        /// The mouse moved with the left button down.
        case drag
        case release
        /// One notch of the wheel.
        case wheelUp, wheelDown
    }

    package var deed: Deed
    /// The cell it happened in.
    package var position: Position
    package var modifiers: Key.Modifiers

    package init(_ deed: Deed, at position: Position, _ modifiers: Key.Modifiers = []) {
        self.deed = deed
        self.position = position
        self.modifiers = modifiers
    }
}
