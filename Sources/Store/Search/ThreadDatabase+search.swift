package import ChatModel
import Foundation
import GRDB

extension ThreadDatabase {
    /// Messages and titles in which all words of a text stand, the best of the newest first.
    ///
    /// A word may be a part of one; "words in quotation marks" stand side by side. Case and accents are not regarded.
    /// Threads in the trash are passed over. Only so many of the newest candidates are looked at that the answer comes
    /// within a moment; `hasMore` says that there may be others. A task that is cancelled is not answered.
    package func search(_ text: String, limit: Int) async throws(Failure) -> SearchAnswer {
        let terms = SearchTerm.terms(in: text)
        guard !terms.isEmpty, limit > 0 else { return SearchAnswer(text: text, hits: []) }
        return try await readers.read(.searches, besides: self) { database in
            let search = Search(terms: terms, limit: limit)
            let found = try search.found(in: database)
            return SearchAnswer(text: text, hits: found.hits, hasMore: found.hasMore)
        }
    }
}

/// One search over all messages and titles.
struct Search {
    let terms: [SearchTerm]
    let limit: Int

    /// The most texts that are read for one answer: a few hundredths of a second.
    static let mostRead = 20_000
    /// So many of the newest messages are read before a question is asked that may stand for most texts there are.
    static let newest = 3_000

    /// A place in the index whose text has all the terms.
    private struct Found {
        var row: Int64
        var fit: Int
        var moment: Int64
        var thread: ThreadID
    }

    private struct Pass {
        var found: [Found] = []
        var read = 0
        /// The last row that was read; those above it are done.
        var lastRow = WordIndex.titles
        var isCut = false
        /// Rows that were looked at out of their turn.
        var growing: Set<Int64> = []
    }

    func found(in database: Database) throws -> (hits: [SearchHit], hasMore: Bool) {
        var threads = ThreadTitles()
        let messages = try messages(in: database, &threads)
        let titles = try titles(in: database)
        let ranked = rank(messages.found, titles.found)
        let hits = try ranked.prefix(limit).compactMap { try hit($0, in: database, &threads) }
        let isBehind = try Bool.fetchOne(database, sql: "SELECT EXISTS (SELECT 1 FROM backlog)") ?? false
        return (hits, messages.isCut || titles.isCut || ranked.count > limit || isBehind)
    }

    /// Titles take at most a quarter of the answer if there are messages for the rest.
    private func rank(_ messages: [Found], _ titles: [Found]) -> [Found] {
        let better: (Found, Found) -> Bool = { ($0.fit, $0.moment, $0.row) > ($1.fit, $1.moment, $1.row) }
        let room = max(limit / 4, limit - messages.count, 1)
        let best = titles.sorted(by: better)
        return (best.prefix(room) + messages).sorted(by: better) + best.dropFirst(room)
    }
}

extension Search {
    /// More than are asked for are looked at, so that the best of them can be first.
    private var wanted: Int { limit + max(limit / 4, 50) }

    private func messages(in database: Database, _ threads: inout ThreadTitles) throws -> Pass {
        var pass = Pass()
        // The last word of a reply that is still coming is not in the index yet. The signs keep SQLite from reading all
        // messages in their order instead of the few that run.
        try take(
            "message WHERE state = 'running' AND +message.place < ? ORDER BY +message.place DESC", [pass.lastRow],
            most: Self.newest, in: database, &pass, &threads)
        pass.growing = Set(pass.found.map(\.row))
        pass.lastRow = WordIndex.titles
        if let question = terms.question(beginnings: false) {
            try takeIndexed(question, most: Self.mostRead, in: database, &pass, &threads)
        } else {
            try take(
                "message WHERE message.place < ? ORDER BY message.place DESC", [pass.lastRow], most: Self.newest,
                in: database, &pass, &threads)
            // All that begins with a letter or two is dear to ask for, and a page of the newest is what is wanted.
            guard pass.isCut, pass.found.count < max(1, limit / 4) else { return pass }
            pass.isCut = false
            if let question = terms.question(beginnings: true) {
                try takeIndexed(question, most: Self.mostRead, in: database, &pass, &threads)
            } else {
                try take(
                    "message WHERE message.place < ? ORDER BY message.place DESC", [pass.lastRow],
                    most: Self.mostRead, in: database, &pass, &threads)
            }
        }
        return pass
    }

    private func takeIndexed(
        _ question: String, most: Int, in database: Database, _ pass: inout Pass, _ threads: inout ThreadTitles
    ) throws {
        try take(
            """
            words CROSS JOIN message ON message.place = words.rowid
            WHERE words MATCH ? AND words.rowid < ? ORDER BY words.rowid DESC
            """, [question, pass.lastRow], most: most, in: database, &pass, &threads)
    }

    private func take(
        _ source: String, _ arguments: StatementArguments, most: Int, in database: Database, _ pass: inout Pass,
        _ threads: inout ThreadTitles
    ) throws {
        let rows = try Row.fetchCursor(
            database.cachedStatement(
                sql: """
                    SELECT message.place, message.createdAt, CAST(message.thread AS BLOB), message.state = 'running',
                        CAST(message.text AS BLOB)
                    FROM \(source)
                    """), arguments: arguments)
        let end = pass.read + most
        while let row = try rows.next() {
            guard pass.read < end, pass.found.count < wanted else {
                pass.isCut = true
                return
            }
            pass.read += 1
            pass.lastRow = row.integer(0)
            if pass.growing.contains(pass.lastRow) { continue }
            var text = FoldedText()
            let isGrowing = row.flag(3)
            let isMissing = try row.withUnsafeData(atIndex: 4) { data in
                guard let data else { return !isGrowing }
                if !isGrowing, data.withUnsafeBytes(terms.areMissing) { return true }
                text.append(data)
                return false
            }
            if isMissing { continue }
            if isGrowing { try database.forEachFragment(of: pass.lastRow) { text.append($0) } }
            guard let fit = fit(text) else { continue }
            let thread = ThreadID(row.text(2))
            guard try threads.title(of: thread, in: database) != nil else { continue }
            pass.found.append(Found(row: pass.lastRow, fit: fit, moment: row.integer(1), thread: thread))
        }
    }

    private func titles(in database: Database) throws -> Pass {
        let question = terms.question(beginnings: false)
        let source =
            question == nil
            ? "title CROSS JOIN thread ON thread.id = title.thread WHERE ? NOTNULL"
            : """
            words CROSS JOIN title ON title.place = words.rowid - \(WordIndex.titles)
            CROSS JOIN thread ON thread.id = title.thread
            WHERE words MATCH ? AND words.rowid > \(WordIndex.titles)
            """
        let rows = try Row.fetchCursor(
            database.cachedStatement(
                sql: """
                    SELECT title.place, thread.activeAt, CAST(title.thread AS BLOB), CAST(title.text AS BLOB)
                    FROM \(source) AND instr(title.text, CAST(? AS TEXT)) AND thread.deletedAt IS NULL
                    ORDER BY \(question == nil ? "title.place" : "words.rowid") DESC
                    """),
            arguments: [
                question ?? "", terms.map(\.needle).max { $0.bytes.count < $1.bytes.count }?.data,
            ])
        var pass = Pass()
        while let row = try rows.next() {
            guard pass.found.count < wanted else {
                pass.isCut = true
                break
            }
            guard let fit = fit(FoldedText(folded: row.text(3).exact)) else { continue }
            let place = row.integer(0) + WordIndex.titles
            pass.found.append(
                Found(row: place, fit: fit + 1, moment: row.integer(1), thread: ThreadID(row.text(2))))
        }
        return pass
    }

    /// How well all terms stand in a text; nil if one does not.
    private func fit(_ text: FoldedText) -> Int? {
        var sum = 0
        for term in terms {
            guard let fit = text.bestFit(of: term.needle) else { return nil }
            sum += fit
        }
        return sum
    }
}

extension Search {
    private func hit(_ found: Found, in database: Database, _ threads: inout ThreadTitles) throws -> SearchHit? {
        guard let title = try threads.title(of: found.thread, in: database) else { return nil }
        let moment = Timestamp(milliseconds: found.moment)
        guard found.row < WordIndex.titles else {
            let snippet = Snippet(of: title, needles: terms.map(\.needle))
            return SearchHit(
                thread: found.thread, title: title, message: nil, role: nil, moment: moment, snippet: snippet.text,
                matches: snippet.matches)
        }
        let row = try Row.fetchOne(
            database.cachedStatement(
                sql: "SELECT CAST(id AS BLOB), role, CAST(text AS BLOB) FROM message WHERE place = ?"),
            arguments: [found.row])
        guard let row else { return nil }
        var text = row.text(2)
        try database.forEachFragment(of: found.row) { text += String(decoding: $0, as: UTF8.self) }
        let snippet = Snippet(of: text, needles: terms.map(\.needle))
        return SearchHit(
            thread: found.thread, title: title, message: MessageID(row.text(0)),
            role: Role(rawValue: row.text(1)) ?? .assistant, moment: moment, snippet: snippet.text,
            matches: snippet.matches)
    }
}

/// The titles of the threads that hits stand in, each read once.
private struct ThreadTitles {
    private var known: [ThreadID: String?] = [:]

    /// nil for a thread in the trash.
    mutating func title(of thread: ThreadID, in database: Database) throws -> String? {
        if let title = known[thread] { return title }
        let row = try Row.fetchOne(
            database.cachedStatement(
                sql: "SELECT CAST(title AS BLOB) FROM thread WHERE id = CAST(? AS TEXT) AND deletedAt IS NULL"),
            arguments: [thread.text.exact])
        let title = row?.text(0)
        known[thread] = .some(title)
        return title
    }
}
