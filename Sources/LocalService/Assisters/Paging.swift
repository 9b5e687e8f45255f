/// Which part of a list is asked for.
struct Paging: Sendable, Hashable {
    /// nil asks for all from the offset on.
    var limit: Int?
    var offset: Int

    init(limit: Int?, offset: Int = 0) {
        self.limit = limit
        self.offset = offset
    }

    /// - Parameters:
    ///   - query: `limit=20&offset=0`; other names are ignored.
    ///   - limit: What holds when the query names none.
    init(query: Substring?, limit defaultLimit: Int?) throws(Refusal) {
        limit = defaultLimit
        offset = 0
        for pair in query?.split(separator: "&") ?? [] {
            let parts = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            let number = parts.count == 2 ? Int(parts[1]) : nil
            switch parts.first {
            case "limit":
                guard let number, (1...100).contains(number) else {
                    throw .invalid("limit must be a whole number between 1 and 100", param: "limit")
                }
                limit = number
            case "offset":
                guard let number, number >= 0 else {
                    throw .invalid("offset must be a whole number, 0 or more", param: "offset")
                }
                offset = number
            default: break
            }
        }
    }
}
