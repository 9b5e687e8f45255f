/// What to do where a pattern stands.
struct Rule: Sendable {
    var pattern: Pattern
    /// Of what the pattern takes; nil for the kind of its context. Words and the like know their kind themselves.
    var kind: Token.Kind?
    var move: Move
    var place: Place

    init(_ pattern: Pattern, _ kind: Token.Kind? = nil, _ move: Move = .stay, at place: Place = .anywhere) {
        self.pattern = pattern
        self.kind = kind
        self.move = move
        self.place = place
    }

    enum Move: Sendable {
        case stay
        case enter(Context)
        /// Enters a context of this name that is written around the rule's own: elements in elements.
        case enterOuter(String)
        /// Enters the context it stands in once more: brackets in brackets.
        case again
        case leave
        /// Leaves the context it stands in for another.
        case become(Context)
        /// Enters a context with the next line: a here-document.
        case await(Context)
    }

    /// Where a rule holds.
    enum Place: Hashable, Sendable {
        case anywhere
        /// At the first byte of a line.
        case margin
        /// Behind a blank, or a bracket or separator of a shell, or at a line's beginning.
        case wordStart
        /// Not right behind a byte of a name.
        case outsideName
        /// In a context that was entered once more.
        case nested
        /// Where a value may begin: not behind a name, a number or a closing bracket.
        case beforeValue
    }
}
