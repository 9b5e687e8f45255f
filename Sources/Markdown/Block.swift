/// A block of a Markdown text, free of the parser that found it.
indirect enum Block {
    case paragraph([Inline])
    case heading(level: Int, [Inline])
    case code(info: String, String)
    case html(String)
    case quote([Block])
    case list(BlockList)
    case table(Table)
    case rule
    /// What is nested too deep to be laid out, as it was written.
    case source(String)
}

struct BlockList {
    enum Mark {
        case bullet
        case number(first: Int, delimiter: String)
    }

    struct Item {
        /// nil if the item is no task.
        var isDone: Bool?
        var blocks: [Block]
    }

    var mark: Mark
    /// Without blank lines between the items.
    var isTight: Bool
    var items: [Item]
}

struct Table {
    enum Alignment { case left, center, right }

    /// One for each column.
    var alignments: [Alignment]
    var header: [[Inline]]
    var rows: [[[Inline]]]
}

/// A piece of a paragraph.
enum Inline: Equatable {
    case text(String, Look)
    case lineBreak
}

/// What emphasises a piece of text.
struct Look: OptionSet, Hashable {
    let rawValue: UInt8

    static let strong = Look(rawValue: 1)
    static let emphasis = Look(rawValue: 2)
    static let strikethrough = Look(rawValue: 4)
    static let code = Look(rawValue: 8)
    static let link = Look(rawValue: 16)
    static let html = Look(rawValue: 32)
}
