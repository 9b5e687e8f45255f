import ChatModel
import GRDB

/// `title` follows the titles of the threads: what is compared, and the row of the index.
extension Database {
    /// After all else of a batch, because the index takes the rows of one kind best one after the other.
    func followTitles(of events: [Event]) throws {
        var changed: [(old: (place: Int64, text: FoldedText)?, id: ThreadID, text: FoldedText)] = []
        for (id, title) in Self.lastTitles(in: events) {
            let text = FoldedText(title)
            let old = try self.title(of: id)
            if old?.text != text { changed.append((old, id, text)) }
        }
        for case (let old?, _, _) in changed { try removeWords(of: old.text, at: old.place + WordIndex.titles) }
        for (_, id, text) in changed {
            guard let place = try saveTitle(text, of: id) else { continue }
            try addWords(of: text, at: place + WordIndex.titles)
        }
    }

    private static func lastTitles(in events: [Event]) -> [(ThreadID, String)] {
        var seen: Set<ThreadID> = []
        var titles: [(ThreadID, String)] = []
        for event in events.reversed() {
            guard case .threadSaved(let thread) = event, seen.insert(thread.id).inserted else { continue }
            titles.append((thread.id, thread.title))
        }
        return titles.reversed()
    }

    /// As it is compared.
    func title(of thread: ThreadID) throws -> (place: Int64, text: FoldedText)? {
        let row = try Row.fetchOne(
            cachedStatement(sql: "SELECT place, CAST(text AS BLOB) FROM title WHERE thread = CAST(? AS TEXT)"),
            arguments: [thread.text.exact])
        return row.map { ($0.integer(0), FoldedText(folded: $0.text(1).exact)) }
    }

    /// nil for a thread that is not there.
    private func saveTitle(_ text: FoldedText, of thread: ThreadID) throws -> Int64? {
        try Int64.fetchOne(
            cachedStatement(
                sql: """
                    INSERT INTO title (thread, text) SELECT id, CAST(? AS TEXT) FROM thread WHERE id = CAST(? AS TEXT)
                    ON CONFLICT (thread) DO UPDATE SET text = excluded.text
                    RETURNING place
                    """), arguments: [text.data, thread.text.exact])
    }
}
