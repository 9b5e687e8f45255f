import Foundation
import GRDB

/// Finds the passages that fit a question.
///
/// BM25 says which passage fits better than another; whether a passage fits at all is a question of how much of the
/// question's meaning it holds. Each word weighs by how rare it is in the knowledge base.
struct KnowledgeSearch {
    /// At most this many passages make an answer.
    static let mostPassages = 4
    /// Passages after the first are taken while the answer stays below this many characters.
    static let roomForPassages = 3_000
    /// A passage with this share of the question's weight fits, if the weight it holds is not that of a common word.
    static let fittingShare = 0.5
    static let fittingWeight = 2.3
    /// A passage whose headings hold a word of the question fits with less.
    static let fittingShareWithHeading = 0.33
    /// A document whose title holds this share of the question is about it: its beginning is the best of it.
    static let titleShare = 0.6
    static let beginningFactor = 1.6
    /// Passages that score lower than this share of the best are left out.
    static let scoreShare = 0.55

    let database: Database

    func find(_ question: Question) throws -> Findings {
        let count = try Int.fetchOne(database, sql: "SELECT count(*) FROM passage") ?? 0
        let words = try question.terms.flatMap { try weighed($0, among: count) }
        let unknown = words.filter { $0.rows.isEmpty && !$0.isPair }.map(\.word)
        guard unknown.count * 2 <= words.count else { return Findings(unknownWords: unknown) }
        let fitting = try candidates(words.map(\.expression)).compactMap { scored($0, words) }
        return Findings(passages: Self.chosen(fitting.sorted { $0.score > $1.score }), unknownWords: unknown)
    }

    /// Nil when the passage holds too little of the question.
    private func scored(_ candidate: Candidate, _ words: [WeighedWord]) -> ScoredPassage? {
        func weight(_ words: [WeighedWord]) -> Double { words.reduce(0) { $0 + $1.weight } }
        let whole = max(weight(words), .leastNonzeroMagnitude)
        let held = weight(words.filter { $0.rows.contains(candidate.id) })
        let isNamed = words.contains { $0.headingRows.contains(candidate.id) || $0.titleRows.contains(candidate.id) }
        let fits =
            isNamed
            ? held >= whole * Self.fittingShareWithHeading
            : held >= whole * Self.fittingShare && held >= Self.fittingWeight
        guard fits else { return nil }
        let titled = weight(words.filter { $0.titleRows.contains(candidate.id) })
        let isBeginning = candidate.passage.ordinal == 0 && titled >= whole * Self.titleShare
        // bm25() is smaller, and negative, for what fits better.
        let score = -candidate.rank * (0.4 + 0.6 * held / whole) * (isBeginning ? Self.beginningFactor : 1)
        return ScoredPassage(passage: candidate.passage, score: score)
    }
}

/// A word of the question with the passages that hold it.
private struct WeighedWord {
    let word: String
    let isPair: Bool
    let expression: String
    let rows: Set<Int64>
    /// Those of `rows` that hold it in a heading, and in the title of the document.
    let headingRows: Set<Int64>
    let titleRows: Set<Int64>
    let weight: Double
}

extension KnowledgeSearch {
    /// Looks a word up as it is, and with its synonyms unless headings use it; a compound that is not found by its
    /// parts; a word that is not found as the beginning of others.
    private func weighed(_ term: Question.Term, among count: Int) throws -> [WeighedWord] {
        let exact = Self.quoted(term.phrase)
        let found = try lookUp(term, exact, among: count)
        if let found, !found.headingRows.isEmpty { return [found] }
        let similar = ([term.phrase] + term.synonyms).map(Self.quoted).joined(separator: " OR ")
        if let found = try lookUp(term, similar, among: count) { return [found] }
        let parts = term.parts
        if !parts.isEmpty { return try parts.flatMap { try weighed($0, among: count) } }
        if term.word.count >= 4, !term.isPair, let found = try lookUp(term, Self.quoted(term.word) + " *", among: count)
        {
            return [found]
        }
        let weight = Self.weight(of: 0, among: count) * (term.isPair ? 0.3 : 1)
        return [
            WeighedWord(
                word: term.word, isPair: term.isPair, expression: exact, rows: [], headingRows: [], titleRows: [],
                weight: weight)
        ]
    }

    private func lookUp(_ term: Question.Term, _ expression: String, among count: Int) throws -> WeighedWord? {
        let rows = try rows(matching: expression)
        guard !rows.isEmpty else { return nil }
        return WeighedWord(
            word: term.word, isPair: term.isPair, expression: expression, rows: rows,
            headingRows: try self.rows(matching: "headings : (\(expression))"),
            titleRows: try self.rows(matching: "title : (\(expression))"),
            weight: Self.weight(of: rows.count, among: count))
    }

    private func rows(matching expression: String) throws -> Set<Int64> {
        try Int64.fetchSet(database, sql: "SELECT rowid FROM search WHERE search MATCH ?", arguments: [expression])
    }

    /// An FTS5 string: nothing in it is syntax.
    private static func quoted(_ phrase: String) -> String {
        "\"" + phrase.filter { $0 != "\"" && $0 != "\0" } + "\""
    }

    /// The inverse document frequency; a word that stands nowhere weighs like one that stands in one passage.
    private static func weight(of rows: Int, among count: Int) -> Double {
        let rows = max(rows, 1)
        return log(1 + (Double(max(count - rows, 0)) + 0.5) / (Double(rows) + 0.5))
    }
}

private struct Candidate {
    let id: Int64
    let passage: FoundPassage
    let rank: Double
}

private struct ScoredPassage {
    let passage: FoundPassage
    let score: Double
}

extension KnowledgeSearch {
    private func candidates(_ expressions: [String]) throws -> [Candidate] {
        guard !expressions.isEmpty else { return [] }
        let rows = try Row.fetchAll(
            database,
            sql: """
                SELECT passage.id, document, ordinal, headings, markdown, label, title, isManual, rank
                FROM (
                    SELECT rowid, bm25(search, 3.0, 6.0, 1.0) AS rank FROM search WHERE search MATCH ?
                    ORDER BY rank LIMIT 40) AS found
                JOIN passage ON passage.id = found.rowid JOIN document ON document.id = passage.document
                """, arguments: [expressions.map { "(\($0))" }.joined(separator: " OR ")])
        return rows.map { row in
            let headings: String = row["headings"]
            return Candidate(
                id: row["id"],
                passage: FoundPassage(
                    document: row["document"], ordinal: row["ordinal"], isManual: row["isManual"], label: row["label"],
                    title: row["title"],
                    headings: headings.isEmpty ? [] : headings.components(separatedBy: FoundPassage.headingSeparator),
                    markdown: row["markdown"]),
                rank: row["rank"])
        }
    }

    /// The best passages without copies of each other: best document first, in reading order within a document.
    private static func chosen(_ ranked: [ScoredPassage]) -> [FoundPassage] {
        guard let best = ranked.first else { return [] }
        var chosen: [FoundPassage] = []
        var length = 0
        for next in ranked.prefix(while: { $0.score >= best.score * scoreShare }) {
            let passage = next.passage
            guard chosen.count < mostPassages, !chosen.contains(where: { $0.markdown == passage.markdown }) else {
                continue
            }
            guard chosen.isEmpty || length + passage.markdown.count <= roomForPassages else { continue }
            chosen.append(passage)
            length += passage.markdown.count
        }
        let documents = chosen.map(\.document)
        return chosen.sorted {
            let left = documents.firstIndex(of: $0.document) ?? 0
            let right = documents.firstIndex(of: $1.document) ?? 0
            return (left, $0.ordinal) < (right, $1.ordinal)
        }
    }
}
