import TerminalModel

/// Where each part of the screen is, for one size. A part without room is empty.
struct ScreenLayout: Hashable {
    var threads = Rect.none
    var transcript = Rect.none
    var composer = Rect.none
    var status = Rect.none
    /// One row of heading above the pane; the row below it is a rule.
    var threadsHeading = Rect.none
    var transcriptHeading = Rect.none
    /// The column between the thread list and the rest.
    var divider = Rect.none
    /// The row above the composer.
    var composerRule = Rect.none

    /// Fewer columns fold the thread list away.
    static let columnsForThreads = 60
    /// Fewer rows have no headings above the panes.
    static let rowsForHeadings = 12

    /// - Parameters:
    ///   - composerRows: what the composer would like; it gets a third of the height at most.
    ///   - listIsAsked: where there is not room for all panes, the thread list gets it instead of the others.
    ///   - hasField: the list has a field in the composer's place, which stays with it.
    init(size: Size, composerRows: Int, listIsAsked: Bool, hasField: Bool = false) {
        let columns = max(0, size.columns)
        let hasStatus = size.rows >= 2
        var body = Rect(column: 0, row: 0, columns: columns, rows: size.rows - (hasStatus ? 1 : 0))
        if hasStatus { status = Rect(column: 0, row: size.rows - 1, columns: columns, rows: 1) }

        if columns >= Self.columnsForThreads {
            let list = min(32, max(20, columns * 35 / 100))
            divider = Rect(column: list, row: 0, columns: 1, rows: body.rows)
            threads = Rect(column: 0, row: 0, columns: list, rows: body.rows)
            body = Rect(column: list + 1, row: 0, columns: columns - list - 1, rows: body.rows)
        } else if listIsAsked {
            if hasField { composer = body.takeBottom(min(composerRows, max(1, size.rows / 3))) }
            threads = body
            body = .none
        }
        if size.rows >= Self.rowsForHeadings {
            threadsHeading = threads.takeTop(2)
            transcriptHeading = body.takeTop(2)
        }
        guard !listIsAsked || columns >= Self.columnsForThreads else { return }
        composer = body.takeBottom(max(1, min(composerRows, size.rows / 3)))
        if body.rows >= 2 { composerRule = body.takeBottom(1) }
        transcript = body
    }
}

extension Rect {
    static let none = Rect(column: 0, row: 0, columns: 0, rows: 0)

    /// Cuts rows off at the top and returns them.
    mutating func takeTop(_ count: Int) -> Rect {
        let taken = Rect(column: column, row: row, columns: columns, rows: min(count, rows))
        self = Rect(column: column, row: row + taken.rows, columns: columns, rows: rows - taken.rows)
        return taken
    }

    /// Cuts rows off at the bottom and returns them.
    mutating func takeBottom(_ count: Int) -> Rect {
        let rest = max(0, rows - count)
        let taken = Rect(column: column, row: row + rest, columns: columns, rows: rows - rest)
        self = Rect(column: column, row: row, columns: columns, rows: rest)
        return taken
    }

    /// Without columns at both sides, where there is room for such luxury.
    func indented(by count: Int) -> Rect {
        columns < 30 ? self : Rect(column: column + count, row: row, columns: columns - 2 * count, rows: rows)
    }
}
