/// A piece of a paragraph.
enum Inline: Equatable {
    case text(String, Look, link: String? = nil)
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
