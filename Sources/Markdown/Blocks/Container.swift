/// A block that holds blocks: what stands to the left of all that is in it.
struct Container {
    enum Kind {
        case quote
        case item(ListMark, list: Int, isDone: Bool?)
        case footnote(label: String)
    }

    /// Later containers have greater numbers.
    let number: Int
    let kind: Kind
    /// Columns by which a line must be indented to belong to it; for quotes it has no meaning.
    let indent: Int
    /// A blank line stood before it.
    let hasBlankBefore: Bool
    var hasContent = false

    /// The blocks in it are as close as they were written.
    var isTight: Bool {
        if case .quote = kind { false } else { true }
    }
}

enum ListMark: Equatable {
    case bullet(UInt8)
    case number(Int, delimiter: UInt8)

    /// Whether items with these marks make one list.
    func continues(_ other: ListMark) -> Bool {
        switch (self, other) {
        case (.bullet(let left), .bullet(let right)): left == right
        case (.number(_, let left), .number(_, let right)): left == right
        default: false
        }
    }
}

/// A list whose next item may follow.
struct ListRun {
    let list: Int
    let mark: ListMark
    /// The number of the next item.
    var next: Int
}
