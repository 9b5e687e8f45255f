import ChatModel
import GRDB

/// A condition on a row of `thread`, as SQL. It is 0 or 1 and never null, so that `NOT` means what it says.
struct Condition {
    var sql: String
    var arguments: StatementArguments = []

    static let always = Condition(sql: "1")
    static let never = Condition(sql: "0")

    static func joined(_ conditions: [Condition], by word: String) -> Condition {
        Condition(
            sql: "(" + conditions.map(\.sql).joined(separator: " \(word) ") + ")",
            arguments: conditions.reduce(into: []) { $0 += $1.arguments })
    }
}

extension ThreadFilter {
    func condition(in database: Database) throws -> Condition {
        switch self {
        case .all: .always
        case .text(let text):
            .joined([Self.title(holding: text), try Self.body(holding: text, in: database)], by: "OR")
        case .title(let text): Self.title(holding: text)
        case .body(let text): try Self.body(holding: text, in: database)
        case .active(let start, let end): Self.active(from: start, before: end)
        case .service(let text): Self.service(holding: text)
        case .assistant(let text): Self.assistant(holding: text)
        case .label(let name):
            Condition(
                sql: "id IN (SELECT thread FROM label WHERE key = CAST(? AS TEXT))",
                arguments: [FoldedText(name).trimmed.data])
        case .running: Condition(sql: "id IN (SELECT thread FROM message WHERE state = 'running')")
        case .queued: Condition(sql: "id IN (SELECT thread FROM message WHERE state = 'queued')")
        case .unread: Condition(sql: "isUnread = 1")
        case .failed: Condition(sql: "hasFailed = 1")
        case .pinned: Condition(sql: "isPinned = 1")
        case .drafted: Condition(sql: "id IN (SELECT thread FROM draft)")
        case .not(let filter): Self.not(try filter.condition(in: database))
        case .and(let filters):
            filters.isEmpty ? .always : .joined(try filters.map { try $0.condition(in: database) }, by: "AND")
        case .or(let filters):
            filters.isEmpty ? .never : .joined(try filters.map { try $0.condition(in: database) }, by: "OR")
        }
    }

    private static func not(_ condition: Condition) -> Condition {
        Condition(sql: "(NOT \(condition.sql))", arguments: condition.arguments)
    }

    private static func active(from start: Timestamp?, before end: Timestamp?) -> Condition {
        var bounds = [Condition.always]
        if let start { bounds.append(Condition(sql: "activeAt >= ?", arguments: [start.milliseconds])) }
        if let end { bounds.append(Condition(sql: "activeAt < ?", arguments: [end.milliseconds])) }
        return .joined(bounds, by: "AND")
    }

    /// The few names there are stand in an index; each is looked at once, and no row of the table is.
    private static func service(holding text: String) -> Condition {
        Condition(
            sql: """
                rowid IN (SELECT rowid FROM thread WHERE service IN (
                    SELECT service FROM (SELECT DISTINCT service FROM thread)
                    WHERE holds(CAST(service AS BLOB), ?)))
                """, arguments: [FoldedText(text).trimmed.data])
    }

    /// A preset is an assistant of the person's own. An empty text is for those that name one of their service.
    private static func assistant(holding text: String) -> Condition {
        let needle = FoldedText(text).trimmed.data
        let presets = """
            UNION ALL
                SELECT rowid FROM thread WHERE preset IS NOT NULL AND holds(CAST(preset AS BLOB), ?)
            """
        return Condition(
            sql: """
                rowid IN (SELECT rowid FROM thread
                    WHERE assistantID IS NOT NULL AND (service, assistantID, ifnull(assistantName, '')) IN (
                        SELECT service, assistantID, ifnull(assistantName, '')
                        FROM (SELECT DISTINCT service, assistantID, assistantName FROM thread)
                        WHERE assistantID IS NOT NULL
                            AND (holds(CAST(assistantID AS BLOB), ?) OR holds(CAST(assistantName AS BLOB), ?)))
                    \(needle.isEmpty ? "" : presets))
                """, arguments: needle.isEmpty ? [needle, needle] : [needle, needle, needle])
    }

    private static func title(holding text: String) -> Condition {
        guard let term = SearchTerm(text) else { return .always }
        let holds = "instr(text, CAST(? AS TEXT))"
        guard let question = [term].question(beginnings: false) else {
            return Condition(sql: "id IN (SELECT thread FROM title WHERE \(holds))", arguments: [term.needle.data])
        }
        return Condition(
            sql: """
                id IN (SELECT title.thread FROM words
                    CROSS JOIN title ON title.place = words.rowid - \(WordIndex.titles)
                    WHERE words MATCH ? AND words.rowid > \(WordIndex.titles) AND \(holds))
                """, arguments: [question, term.needle.data])
    }

    private static func body(holding text: String, in database: Database) throws -> Condition {
        guard let term = SearchTerm(text) else { return Condition(sql: "id IN (SELECT thread FROM message)") }
        let holds = "holds(\(Database.wholeText), ?)"
        guard let question = [term].question(beginnings: true) else {
            return Condition(
                sql: "id IN (SELECT thread FROM message WHERE \(holds))", arguments: [term.needle.data])
        }
        let indexed =
            term.isExact
            ? Condition(
                sql: """
                    id IN (SELECT message.thread FROM words CROSS JOIN message ON message.place = words.rowid
                        WHERE words MATCH ? AND words.rowid < \(WordIndex.titles))
                    """, arguments: [question])
            : Condition(
                sql: "id IN (SELECT thread FROM message WHERE place IN (SELECT value FROM json_each(?)))",
                arguments: [try database.placesOfThreads(holding: term, question: question).json])
        // The last word of a reply that is still coming is not in the index yet.
        let growing = Condition(
            sql: "id IN (SELECT thread FROM message WHERE state = 'running' AND \(holds))",
            arguments: [term.needle.data])
        return .joined([indexed, growing], by: "OR")
    }
}

extension Database {
    /// The text of a row of `message` with its growth, as bytes.
    fileprivate static let wholeText = """
        CASE WHEN message.state = 'running' THEN CAST(message.text || ifnull((
            SELECT group_concat(piece, '') FROM (
                SELECT fragment.text AS piece FROM fragment
                WHERE fragment.message = message.place ORDER BY fragment.sequence)), '') AS BLOB)
            ELSE CAST(message.text AS BLOB) END
        """
}
