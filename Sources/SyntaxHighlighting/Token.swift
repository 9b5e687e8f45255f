/// A piece of a line of code, by what it is.
package struct Token: Hashable, Sendable {
    package enum Kind: Hashable, Sendable, CaseIterable {
        case keyword, type, function, variable, constant, number, string, comment, operation, tag, attribute
        case heading, emphasis, inserted, deleted
    }

    /// Its bytes in the line.
    package var bytes: Range<Int>
    package var kind: Kind

    package init(_ kind: Kind, bytes: Range<Int>) {
        self.kind = kind
        self.bytes = bytes
    }
}
