/// One cell of the screen.
package struct Cell: Hashable, Sendable {
    /// The grapheme cluster that begins in this cell.
    package var cluster: Character
    package var style: Style
    /// 1 or 2; 0 in the second cell of a wide cluster, which is not drawn.
    package var columns: UInt8

    package init(_ cluster: Character, _ style: Style = Style(), columns: UInt8 = 1) {
        self.cluster = cluster
        self.style = style
        self.columns = columns
    }

    package static let blank = Cell(" ")
}
