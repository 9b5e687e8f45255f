import ChatModel
import Glibc
import Store

/// Which threads a person means.
struct ThreadSelection {
    let store: ThreadDatabase

    /// The thread with this name, or the only one whose name begins so.
    func one(_ name: String) async throws(Failure) -> ThreadID {
        guard let found = try await maybe(name) else {
            throw Failure(what: "There is no thread \(name)", remedy: "weft threads list shows them")
        }
        return found
    }

    /// nil if no name begins so.
    private func maybe(_ name: String) async throws(Failure) -> ThreadID? {
        guard !name.isEmpty else { return nil }
        let found = try await store.names(startingWith: name, limit: 4)
        if let whole = found.first(where: { $0.text == name }) { return whole }
        guard found.count > 1 else { return found.first }
        let names = found.map { $0.text.prefix(name.count + 8) + "…" }
        throw Failure(
            what: "More than one thread begins with \(name)", why: names.joined(separator: ", "),
            remedy: "give more of it")
    }

    /// Threads by their names; if the first word is none, all that match the words as a limit, in the order of the list.
    func some(_ words: [String]) async throws(Failure) -> [ThreadID] {
        var found: [ThreadID] = []
        for (index, word) in words.enumerated() {
            guard let id = try await maybe(word) else {
                if index > 0 { _ = try await one(word) }
                return try await all(in: ThreadQuery(filter: Self.filter(words.joined(separator: " ")))).map(\.id)
            }
            if !found.contains(id) { found.append(id) }
        }
        return found
    }

    /// All threads of a list, in its order.
    func all(in query: ThreadQuery) async throws(Failure) -> [ChatThread] {
        try await store.list(query, around: 0, limit: Self.most).threads
    }

    /// More than any list has.
    static let most = 1 << 30

    /// A limit as a person types it.
    static func filter(_ text: String) throws(Failure) -> ThreadFilter {
        do {
            return try ThreadFilter(parsing: text, now: .now, offset: utcOffset)
        } catch {
            throw Failure(
                what: "This is no pattern: \(text)", why: "\(error.words) (character \(error.position + 1))",
                remedy: "man weft says what a pattern is")
        }
    }

    private static var utcOffset: Duration {
        var moment = time(nil)
        var local = tm()
        localtime_r(&moment, &local)
        return .seconds(local.tm_gmtoff)
    }
}
