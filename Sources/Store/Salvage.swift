package import ChatModel
import Foundation
import GRDB

/// What came back from a damaged file.
package struct Salvaged: Hashable, Sendable {
    package var threads = 0
    package var messages = 0

    package init() {}
}

extension ThreadDatabase {
    /// Brings into this store what can be read of a damaged file that was set aside. The file stays as it is; a thread
    /// that is here already gets only the messages that are missing, so that it may be done twice.
    ///
    /// What lies before a damaged place is read, and what lies behind it. A thread whose own row is lost is made anew
    /// for its messages. A draft comes back where none has been written since, a preset where none has
    /// its name.
    package func salvage(_ path: String) async throws(Failure) -> Salvaged {
        let copy = queue.path + "-salvage"
        defer { for suffix in ["", "-wal", "-shm"] { unlink(copy + suffix) } }
        let threads: [StoredThread]
        let presets: [Preset]
        do {
            for suffix in ["", "-wal"] {
                unlink(copy + suffix)
                // A log is there only where the file was left open.
                guard suffix.isEmpty || FileManager.default.fileExists(atPath: path + suffix) else { continue }
                try FileManager.default.copyItem(atPath: path + suffix, toPath: copy + suffix)
            }
            try Wreck.mendMark(of: copy)
            let wreck = try Wreck(path: copy)
            (threads, presets) = try (wreck.threads(), wreck.presets())
        } catch {
            throw Failure(
                what: "What is left of the damaged file could not be read",
                why: error is DatabaseError ? Failure.said(error) : error.localizedDescription,
                remedy: "keep \(path) for a person who knows SQLite")
        }
        var salvaged = Salvaged()
        for stored in threads {
            let present = try await read(stored.thread.id)
            let isNew = present == nil
            var events: [Event] = isNew ? [.threadSaved(stored.thread)] : []
            events += stored.messages.map { .messageAdded($0) }
            if isNew, let through = stored.through { events.append(.branchChosen(stored.thread.id, through: through)) }
            if present?.draft.isEmpty != false, !stored.draft.isEmpty {
                events.append(.draftSaved(stored.thread.id, text: stored.draft))
            }
            try await record(events)
            salvaged.threads += 1
            salvaged.messages += stored.messages.count
        }
        let known = Set(try await self.presets().map(\.id))
        try await record(presets.filter { !known.contains($0.id) }.map { .presetSaved($0) })
        return salvaged
    }
}

/// A copy of a damaged file.
private struct Wreck {
    private let queue: DatabaseQueue

    init(path: String) throws {
        var configuration = Configuration()
        configuration.foreignKeysEnabled = false
        queue = try DatabaseQueue(path: path, configuration: configuration)
    }

    /// Puts the mark of SQLite at the head of a copy. Without it nothing is read, however sound the rest may be.
    static func mendMark(of path: String) throws {
        let file = try FileHandle(forUpdating: URL(fileURLWithPath: path))
        defer { try? file.close() }
        try file.write(contentsOf: Data("SQLite format 3\0".utf8))
    }

    func threads() -> [StoredThread] {
        queue.writeWithoutTransaction { database in
            let labels = Dictionary(grouping: rows(of: "label", in: database)) { $0.text("thread") }
            let saved = rows(of: "thread", in: database)
            let threads = saved.map { row in
                var thread = row.thread
                thread.labels = labels[thread.id.text, default: []].map { $0.text("name") }.sorted()
                return thread
            }
            let branches = pairs(saved.map { ($0.text("id"), $0.optionalText("branch")) })
            let drafts = pairs(rows(of: "draft", in: database).map { ($0.text("thread"), $0.text("text")) })
            let parts = Dictionary(grouping: rows(of: "part", in: database)) { $0.number("message") }
            var messages = rows(of: "message", in: database)
            let growth = Dictionary(grouping: rows(of: "fragment", in: database)) { $0.number("message") }
            messages.sort { $0.number("place") < $1.number("place") }
            let byThread = Dictionary(grouping: messages) { ThreadID($0.text("thread")) }
            let known = Set(threads.map(\.id))
            let lost = byThread.keys.filter { !known.contains($0) }.sorted()
            return (threads + lost.compactMap { id in byThread[id]?.first?.lostThread }).map { thread in
                let own = byThread[thread.id, default: []].map { row in
                    let place = row.number("place")
                    return row.message(growth: growth[place, default: []], parts: parts[place, default: []])
                }
                let isTree = own.contains { $0.parent != nil }
                let through = branches[thread.id.text].flatMap { branch in own.first { $0.id.text == branch }?.id }
                return StoredThread(
                    thread: thread, messages: isTree ? own : own.inSequence, through: through,
                    draft: drafts[thread.id.text] ?? "")
            }
        }
    }

    func presets() throws -> [Preset] {
        try queue.writeWithoutTransaction { database in
            rows(of: "preset", in: database).map { row in
                Preset(
                    service: ServiceID(row.text("service")), name: row.text("name"),
                    model: row.optionalText("model").map { AssistantID($0) }, settings: row.settings)
            }
        }
    }

    /// What is given twice in a damaged file is taken once.
    private func pairs(_ values: [(String, String?)]) -> [String: String] {
        Dictionary(values.compactMap { key, value in value.map { (key, $0) } }) { first, _ in first }
    }

    /// The rows of a table from its beginning to the damage, and from its end back to it.
    private func rows(of table: String, in database: Database) -> [SalvagedRow] {
        let columns = (try? Row.fetchAll(database, sql: "PRAGMA table_info(\(table))")) ?? []
        let isLabel = table == "label"
        let list = columns.map { column -> String in
            let name: String = column["name"]
            return column["type"] == "TEXT" ? "CAST(\(name) AS BLOB) AS \(name)" : name
        }
        guard !list.isEmpty else { return [] }
        // Labels have no row numbers; what a row is there for, tells it from others.
        let order = isLabel ? ["thread", "name"] : ["rowid"]
        let number = isLabel ? "NULL" : "rowid"
        var found: [[DatabaseValue]: SalvagedRow] = [:]
        for direction in ["ASC", "DESC"] {
            let sql = "SELECT \(number) AS salvagedRow, \(list.joined(separator: ", ")) FROM \(table) NOT INDEXED"
            let places = order.map { "\($0) \(direction)" }.joined(separator: ", ")
            guard let cursor = try? Row.fetchCursor(database, sql: "\(sql) ORDER BY \(places)") else { continue }
            while let row = try? cursor.next() {
                let key = isLabel ? Array(row.databaseValues) : [row[0]]
                guard found[key] == nil else { break }
                found[key] = SalvagedRow(row: row.copy())
            }
        }
        return found.values.sorted { $0.row.integer(0) < $1.row.integer(0) }
    }
}

/// A row of any schema there was, by the names of its columns.
private struct SalvagedRow {
    let row: Row

    private func index(_ name: String) -> Int? { Array(row.columnNames).firstIndex(of: name) }

    func optionalText(_ name: String) -> String? { index(name).flatMap { row.optionalText($0) } }
    func text(_ name: String) -> String { optionalText(name) ?? "" }
    func optionalNumber(_ name: String) -> Int64? { index(name).flatMap { row.optionalInteger($0) } }
    private func optionalDouble(_ name: String) -> Double? { index(name).flatMap { row.optionalNumber($0) } }
    func number(_ name: String) -> Int64 { optionalNumber(name) ?? 0 }
    private func moment(_ name: String) -> Timestamp { Timestamp(milliseconds: number(name)) }

    var thread: ChatThread {
        var thread = ChatThread(
            id: ThreadID(text("id")), title: text("title"), createdAt: moment("createdAt"),
            activeAt: moment("activeAt"), isUnread: number("isUnread") != 0, hasFailed: number("hasFailed") != 0,
            service: ServiceID(text("service")),
            assistant: optionalText("assistantID").map {
                AssistantReference(id: AssistantID($0), name: text("assistantName"))
            }, remoteID: optionalText("remoteID"), isEmpty: number("isEmpty") != 0)
        thread.hasOwnTitle = number("hasOwnTitle") != 0
        thread.isPinned = number("isPinned") != 0
        thread.isArchived = number("isArchived") != 0
        thread.deletedAt = optionalNumber("deletedAt").map { Timestamp(milliseconds: $0) }
        thread.preset = optionalText("preset")
        thread.settings = settings
        return thread
    }

    var settings: ReplySettings {
        ReplySettings(
            system: optionalText("system"), temperature: optionalDouble("temperature"), topP: optionalDouble("topP"),
            maxTokens: optionalNumber("maxTokens").flatMap { Int(exactly: $0) },
            effort: optionalText("effort").flatMap(ReasoningEffort.init(rawValue:)))
    }

    /// The thread of this first message, whose own row could not be read.
    var lostThread: ChatThread {
        ChatThread(
            id: ThreadID(text("thread")), title: ThreadTitle.made(from: text("text")), createdAt: moment("createdAt"),
            activeAt: moment("createdAt"), service: "", isEmpty: false)
    }

    func message(growth: [SalvagedRow], parts: [SalvagedRow]) -> Message {
        let failure = optionalText("what").map { Failure(what: $0, why: text("why"), remedy: text("remedy")) }
        let state = StoredState(name: text("state"), outcome: optionalText("outcome"), failure: failure).state
        return Message(
            id: MessageID(text("id")), thread: ThreadID(text("thread")),
            role: Role(rawValue: text("role")) ?? .assistant,
            text: text("text") + growth.map { $0.text("text") }.joined(), createdAt: moment("createdAt"),
            state: state == .running ? .interrupted(.cutOffByTheEnd) : state,
            parent: optionalText("parent").map { MessageID($0) },
            answers: optionalText("answers").map { MessageID($0) }, author: text("author"),
            parts: parts.compactMap(\.part))
    }

    private var part: MessagePart? {
        MessagePart.Kind(rawValue: text("kind")).map {
            MessagePart(id: text("id"), kind: $0, title: text("title"), text: text("text"))
        }
    }
}
