import ChatModel
import Foundation
import GRDB

/// Which threads have a text in one of their messages that the index alone cannot tell.
///
/// Asked before the list, not within its SQL: there the text of every message would be read that the index names, here
/// only until one of its thread has what is wanted. Of a common word that is one in ten.
extension Database {
    /// A message of each thread that has this in one, by its place.
    func placesOfThreads(holding term: SearchTerm, question: String) throws -> [Int64] {
        let rows = try Row.fetchCursor(
            cachedStatement(
                sql: """
                    SELECT message.place, CAST(message.thread AS BLOB), message.state = 'running', message.text
                    FROM words CROSS JOIN message ON message.place = words.rowid
                    WHERE words MATCH ? AND words.rowid < \(WordIndex.titles)
                    """), arguments: [question])
        var found: [Int64] = []
        var threads: Set<Data> = []
        // Messages that follow each other mostly are of one thread.
        var last = Data()
        while let row = try rows.next() {
            let isOfLast = try row.withUnsafeData(atIndex: 1) { $0 == last }
            guard !isOfLast, let thread = try row.withUnsafeData(atIndex: 1, { $0.map { Data($0) } }),
                !threads.contains(thread), try holds(row, term)
            else { continue }
            found.append(row.integer(0))
            threads.insert(thread)
            last = thread
        }
        return found
    }

    private func holds(_ row: Row, _ term: SearchTerm) throws -> Bool {
        var text = FoldedText()
        try row.withUnsafeData(atIndex: 3) { if let data = $0 { text.append(data) } }
        if row.flag(2) { try forEachFragment(of: row.integer(0)) { text.append($0) } }
        return text.contains(term.needle)
    }
}
