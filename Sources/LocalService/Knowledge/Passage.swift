/// A piece of a document that makes sense alone: text below one heading, with its code whole.
struct Passage: Hashable, Sendable {
    /// The headings above it, outermost first, without the title of the document.
    let headings: [String]
    let markdown: String
}

/// A document cut into passages, in reading order.
struct PassageList: Hashable, Sendable {
    let title: String
    let passages: [Passage]
}
