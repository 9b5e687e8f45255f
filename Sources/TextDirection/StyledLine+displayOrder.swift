package import TerminalModel

extension StyledLine {
    /// The line as it is drawn: what reads from right to left stands in that order, with the styles and links it has.
    ///
    /// It takes the same columns. A line without any such text comes back as it is.
    /// - Parameter isRightToLeft: the direction of the line it belongs to.
    package func inDisplayOrder(isRightToLeft: Bool) -> StyledLine {
        guard isRightToLeft || hasRightToLeft else { return self }
        return arranged(DisplayOrder(clusters, isRightToLeft: isRightToLeft).places)
    }

    /// A line by itself, such as a title, as it is drawn: its first letter gives the direction.
    /// - Parameter ordersText: false leaves the order to the terminal.
    package func displayed(ordersText: Bool = true) -> StyledLine {
        ordersText ? inDisplayOrder(isRightToLeft: isRightToLeft) : self
    }
}

extension TextRow {
    /// The row as it is drawn: the lead where it is, behind it the text in its display order.
    ///
    /// A row of a line that reads from right to left stands at the right end of the columns, unless it has a lead: then it
    /// stays beside that. The columns of the row are the same or, at the right end, all that there are.
    /// - Parameters:
    ///   - columns: how many there are for the row.
    ///   - ordersText: false leaves the order to the terminal.
    package func displayed(columns: Int, ordersText: Bool = true) -> StyledLine {
        guard ordersText, isRightToLeft || line.hasRightToLeft else { return line }
        guard leadColumns > 0 else {
            let ordered = line.inDisplayOrder(isRightToLeft: isRightToLeft)
            let gap = columns - ordered.columns
            guard isRightToLeft, joint != .ornament, gap > 0 else { return ordered }
            return StyledLine([Span(SafeText(String(repeating: " ", count: gap)))] + ordered.spans)
        }
        let (lead, text) = line.split(at: leadColumns)
        return StyledLine(lead.spans + text.inDisplayOrder(isRightToLeft: isRightToLeft).spans)
    }
}

extension StyledLine {
    /// What stands in the first columns, and the rest. A cluster across the border belongs to the first.
    fileprivate func split(at columns: Int) -> (StyledLine, StyledLine) {
        var used = 0
        var first = 0
        let clusters = self.clusters
        while first < clusters.count, used < columns {
            used += DisplayWidth.columns(of: clusters[first])
            first += 1
        }
        return (
            arranged((0..<first).map { ($0, nil) }), arranged((first..<clusters.count).map { ($0, nil) })
        )
    }
}
