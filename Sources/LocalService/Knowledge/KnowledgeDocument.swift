/// One text that the knowledge base holds: a chapter of the manual or a file of the person.
struct KnowledgeDocument: Hashable, Sendable {
    enum Body: Hashable, Sendable {
        /// A chapter of the manual, as Markdown.
        case manual(String)
        /// A file; read when its passages are needed.
        case file(path: String)
    }

    /// What tells it from every other document: the path, or the name of the chapter.
    let source: String
    /// What a list of sources calls it: `notes/tea.md`; "Manual" for every chapter.
    let label: String
    /// Changes whenever the text may have changed.
    let stamp: String
    let body: Body

    var isManual: Bool {
        if case .manual = body { true } else { false }
    }
}

/// A file or folder that could not be read, and why, in words.
struct KnowledgeProblem: Hashable, Sendable {
    let label: String
    let why: String
}
