import Foundation
import GRDB

/// The index of all words of messages and titles: `words` in the file.
enum WordIndex {
    /// A title's row is its place and this; no message has a place so high.
    static let titles: Int64 = 1 << 40
}

/// Every change of a text is followed by the index in the same transaction.
extension Database {
    /// - Parameter isOpen: the text will grow, until `closeWords`.
    func addWords(of text: FoldedText, at row: Int64, isOpen: Bool = false) throws {
        let pieces = Grams.text(of: text, isOpen: isOpen)
        guard !pieces.isEmpty else { return }
        try cachedStatement(sql: "INSERT INTO words (rowid, pieces) VALUES (?, ?)").execute(arguments: [row, pieces])
    }

    /// - Parameter text: all of what was added at this row.
    func removeWords(of text: FoldedText, at row: Int64) throws {
        let pieces = Grams.text(of: text)
        guard !pieces.isEmpty else { return }
        do {
            try cachedStatement(sql: "INSERT INTO words (words, rowid, pieces) VALUES ('delete', ?, ?)")
                .execute(arguments: [row, pieces])
        } catch let error as DatabaseError where error.resultCode == .SQLITE_CORRUPT {
            // A row that stays for nothing is passed over by every search; what a person wants to be gone, goes.
        }
    }

    /// The growth of a message joins the index with the few characters before it, so that a word may come in parts.
    func addWords(growing piece: String, of place: Int64) throws {
        guard try !piece.isEmpty && !isInBacklog(place) else { return }
        try addWords(of: FoldedText(tail(of: place) + piece), at: place, isOpen: true)
    }

    /// The text of a message grows no more: its last word is whole.
    func closeWords(of place: Int64) throws {
        guard try !isInBacklog(place) else { return }
        try addWords(of: FoldedText(tail(of: place)), at: place)
    }

    /// Takes a message's text out of the index before it goes.
    func removeWords(ofMessageAt place: Int64) throws {
        guard try !isInBacklog(place) else { return }
        try removeWords(of: foldedText(at: place), at: place)
    }

    /// A message's whole text, with its growth.
    func foldedText(at place: Int64) throws -> FoldedText {
        var text = FoldedText()
        let whole = try Row.fetchOne(
            cachedStatement(sql: "SELECT CAST(text AS BLOB) FROM message WHERE place = ?"), arguments: [place])
        try whole?.withUnsafeData(atIndex: 0) { if let data = $0 { text.append(data) } }
        try forEachFragment(of: place) { text.append($0) }
        return text
    }

    func forEachFragment(of place: Int64, _ body: (Data) -> Void) throws {
        let rows = try Row.fetchCursor(
            cachedStatement(sql: "SELECT CAST(text AS BLOB) FROM fragment WHERE message = ? ORDER BY sequence"),
            arguments: [place])
        while let row = try rows.next() { try row.withUnsafeData(atIndex: 0) { if let data = $0 { body(data) } } }
    }

    /// The last characters of a message that is growing, at least as many as reach into the next piece of the index.
    private func tail(of place: Int64) throws -> String {
        var tail = ""
        let rows = try Row.fetchCursor(
            cachedStatement(
                sql: "SELECT CAST(text AS BLOB) FROM fragment WHERE message = ? ORDER BY sequence DESC"),
            arguments: [place])
        while tail.unicodeScalars.count < Self.tailLength, let row = try rows.next() {
            tail = Self.end(of: row.text(0)) + tail
        }
        guard tail.unicodeScalars.count < Self.tailLength else { return tail }
        let text = try Row.fetchOne(
            cachedStatement(sql: "SELECT CAST(substr(text, -\(Self.tailLength)) AS BLOB) FROM message WHERE place = ?"),
            arguments: [place])
        return (text?.text(0) ?? "") + tail
    }

    /// Two characters of a word, with accents between them.
    private static let tailLength = 16

    private static func end(of text: String) -> String {
        String(String.UnicodeScalarView(text.unicodeScalars.suffix(tailLength)))
    }
}

extension Database {
    /// Messages that an older file had are added behind the start, a few at a time.
    func isInBacklog(_ place: Int64) throws -> Bool {
        let through = try Int64.fetchOne(cachedStatement(sql: "SELECT through FROM backlog"))
        return through.map { place <= $0 } ?? false
    }

    /// Adds the newest messages of the backlog to the index; false when there are none.
    func indexBacklog(most: Int) throws -> Bool {
        guard let through = try Int64.fetchOne(self, sql: "SELECT through FROM backlog") else { return false }
        let places = try Int64.fetchAll(
            self, sql: "SELECT place FROM message WHERE place <= ? ORDER BY place DESC LIMIT ?",
            arguments: [through, most])
        // The index takes rows best in their order.
        for place in places.reversed() { try addWords(of: foldedText(at: place), at: place) }
        if let last = places.last, places.count == most {
            try execute(sql: "UPDATE backlog SET through = ?", arguments: [last - 1])
        } else {
            try execute(sql: "DELETE FROM backlog")
        }
        return true
    }
}

extension DatabaseFunction {
    /// `folded(BLOB)`: the text as it is compared.
    static let folded = DatabaseFunction("folded", argumentCount: 1, pure: true) { values in
        Data.fromDatabaseValue(values[0]).map { String(decoding: FoldedText($0).bytes, as: UTF8.self) } ?? ""
    }

    /// `pieces(BLOB)`: the pieces of a text for the index.
    static let pieces = DatabaseFunction("pieces", argumentCount: 1, pure: true) { values in
        Data.fromDatabaseValue(values[0]).map { Grams.text(of: FoldedText($0)) } ?? ""
    }

    /// `holds(BLOB, folded BLOB)`: the text has this in it, as texts are compared.
    static let holds = DatabaseFunction("holds", argumentCount: 2, pure: true) { values in
        guard let text = Data.fromDatabaseValue(values[0]), let needle = Data.fromDatabaseValue(values[1]) else {
            return false
        }
        return FoldedText(text).contains(FoldedText(folded: needle))
    }
}
