extension Help {
    /// Scrolls by an action.
    /// - Parameter rows: how many rows of the page are on the screen.
    mutating func perform(_ action: Action, lines: Int, rows: Int) {
        let last = max(0, lines - rows)
        switch action {
        case .lineUp: firstRow -= 1
        case .lineDown: firstRow += 1
        case .halfPageUp: firstRow -= max(1, rows / 2)
        case .halfPageDown: firstRow += max(1, rows / 2)
        case .pageUp: firstRow -= max(1, rows - 1)
        case .pageDown: firstRow += max(1, rows - 1)
        case .toStart: firstRow = 0
        case .toEnd: firstRow = last
        default: break
        }
        firstRow = max(0, min(firstRow, last))
    }
}
