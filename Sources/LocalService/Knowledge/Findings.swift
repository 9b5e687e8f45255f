/// What a search found.
struct Findings: Hashable, Sendable {
    /// In reading order; empty when nothing fits.
    var passages: [FoundPassage] = []
    /// Words of the question that stand nowhere in the knowledge base.
    var unknownWords: [String] = []
    /// Documents that could not be read.
    var problems: [KnowledgeProblem] = []
}

/// A passage with where it stands.
struct FoundPassage: Hashable, Sendable {
    /// Joins headings where they are stored as one text.
    static let headingSeparator = "\u{1F}"

    let document: Int64
    let ordinal: Int
    let isManual: Bool
    /// "Manual", or the path below the added folder.
    let label: String
    let title: String
    let headings: [String]
    let markdown: String
}
