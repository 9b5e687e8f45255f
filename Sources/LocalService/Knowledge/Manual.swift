/// Weft's own manual: the chapters in reading order, embedded in the program.
struct Manual: Hashable, Sendable {
    struct Chapter: Hashable, Sendable {
        let name: String
        /// Begins with the title as a first-level heading.
        let markdown: String

        var title: String { PassageList(markdown: markdown, fallbackTitle: name).title }
    }

    let chapters: [Chapter]
    /// The chapters as the knowledge base takes them.
    let documents: [KnowledgeDocument]

    init(chapters: [Chapter]) {
        self.chapters = chapters
        documents = chapters.map {
            KnowledgeDocument(
                source: "manual:\($0.name)", label: "Manual", stamp: Self.stamp(of: $0.markdown),
                body: .manual($0.markdown))
        }
    }

    /// The whole text, one chapter after the other.
    var markdown: String { chapters.map(\.markdown.trimmed).joined(separator: "\n\n") + "\n" }

    /// FNV-1a over the text: tells one edition of a chapter from the next.
    private static func stamp(of text: String) -> String {
        let hash = text.utf8.reduce(0xcbf2_9ce4_8422_2325 as UInt64) { ($0 ^ UInt64($1)) &* 0x100_0000_01b3 }
        return "\(text.utf8.count) \(hash)"
    }
}
