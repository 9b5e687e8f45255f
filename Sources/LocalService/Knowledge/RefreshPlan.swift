import GRDB

/// What must change in the index so that it holds what the documents say now.
struct RefreshPlan: Sendable {
    let problems: [KnowledgeProblem]
    /// Each is one transaction: when the asking is given up half-way, what was read is kept.
    let batches: [RefreshBatch]

    private static let batchSize = 32

    init(database: Database, manual: Manual, roots: [String]) throws {
        let scan = DocumentScan(roots: roots)
        let wanted = manual.documents + scan.documents
        let rows = try Row.fetchAll(database, sql: "SELECT source, stamp FROM document")
        let known = Dictionary(rows.map { ($0["source"] as String, $0["stamp"] as String) }) { $1 }
        let gone = Set(known.keys).subtracting(wanted.map(\.source)).sorted()
        let changed = wanted.filter { known[$0.source] != $0.stamp }
        problems = scan.problems
        batches =
            (gone.isEmpty ? [] : [RefreshBatch(removed: gone, changed: [])])
            + stride(from: 0, to: changed.count, by: Self.batchSize).map {
                RefreshBatch(removed: [], changed: Array(changed[$0..<min($0 + Self.batchSize, changed.count)]))
            }
    }
}

/// Some documents to take out of the index and some to read into it.
struct RefreshBatch: Sendable {
    let removed: [String]
    let changed: [KnowledgeDocument]

    /// Returns the documents that could not be read; they are not in the index then.
    func apply(to database: Database) throws -> [KnowledgeProblem] {
        for source in removed + changed.map(\.source) { try Self.remove(source, from: database) }
        var problems: [KnowledgeProblem] = []
        for document in changed {
            do {
                try Self.insert(document, passages: try document.passages(), into: database)
            } catch let unreadable as DocumentText.Unreadable {
                problems.append(.init(label: document.label, why: unreadable.words))
            }
        }
        return problems
    }

    private static func remove(_ source: String, from database: Database) throws {
        guard
            let id = try Int64.fetchOne(database, sql: "SELECT id FROM document WHERE source = ?", arguments: [source])
        else { return }
        try database.execute(
            sql: "DELETE FROM search WHERE rowid IN (SELECT id FROM passage WHERE document = ?)", arguments: [id])
        try database.execute(sql: "DELETE FROM passage WHERE document = ?", arguments: [id])
        try database.execute(sql: "DELETE FROM document WHERE id = ?", arguments: [id])
    }

    private static func insert(
        _ document: KnowledgeDocument, passages list: PassageList, into database: Database
    ) throws {
        try database.execute(
            sql: "INSERT INTO document (source, stamp, label, title, isManual) VALUES (?, ?, ?, ?, ?)",
            arguments: [document.source, document.stamp, document.label, list.title, document.isManual])
        let id = database.lastInsertedRowID
        for (ordinal, passage) in list.passages.enumerated() {
            let headings = passage.headings.joined(separator: FoundPassage.headingSeparator)
            try database.execute(
                sql: "INSERT INTO passage (document, ordinal, headings, markdown) VALUES (?, ?, ?, ?)",
                arguments: [id, ordinal, headings, passage.markdown])
            try database.execute(
                sql: "INSERT INTO search (rowid, title, headings, body) VALUES (?, ?, ?, ?)",
                arguments: [
                    database.lastInsertedRowID, CJK.spaced(list.title), CJK.spaced(headings),
                    CJK.spaced(passage.markdown),
                ])
        }
    }
}

extension KnowledgeDocument {
    /// Reads the document and cuts it.
    func passages() throws(DocumentText.Unreadable) -> PassageList {
        switch body {
        case .manual(let markdown):
            return PassageList(markdown: markdown, fallbackTitle: source)
        case .file(let path):
            let text = try DocumentText.read(path: path)
            let name = PlainText.escapedName(path.split(separator: "/").last.map(String.init) ?? path)
            return path.lowercased().hasSuffix(".txt")
                ? PassageList(plainText: text, title: name) : PassageList(markdown: text, fallbackTitle: name)
        }
    }
}
