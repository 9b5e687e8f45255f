extension ThreadFilter {
    /// A limit that is read as this filter again, if its years have four digits, its spans are not empty, and no text in
    /// it is empty or begins with a combining mark.
    package func written(offset: Duration) -> String { written(offset: offset, inside: false) }

    /// - Parameter inside: it stands beside others.
    private func written(offset: Duration, inside: Bool) -> String {
        func word(_ letter: Character, _ text: String) -> String { "~\(letter) " + ThreadFilterToken.written(text) }
        switch self {
        case .all: return "~A"
        case .text(let text): return ThreadFilterToken.written(text)
        case .title(let text): return word("t", text)
        case .body(let text): return word("b", text)
        case .active(let from, let before):
            let dates = ThreadFilterDates(now: Timestamp(milliseconds: 0), offset: offset)
            return "~d " + dates.written(from: from, before: before)
        case .service(let name): return word("s", name)
        case .assistant(let name): return word("a", name)
        case .label(let label): return word("l", label)
        case .running: return "~r"
        case .queued: return "~q"
        case .unread: return "~u"
        case .failed: return "~f"
        case .pinned: return "~p"
        case .drafted: return "~D"
        case .not(let filter): return "!" + filter.written(offset: offset, inside: true)
        case .and(let parts): return Self.written(parts, " ", none: "~A", offset, inside)
        case .or(let parts): return Self.written(parts, " | ", none: "!~A", offset, inside)
        }
    }

    private static func written(
        _ parts: [ThreadFilter], _ separator: String, none: String, _ offset: Duration, _ inside: Bool
    ) -> String {
        guard parts.count > 1 else { return parts.first?.written(offset: offset, inside: inside) ?? none }
        let words = parts.map { $0.written(offset: offset, inside: true) }.joined(separator: separator)
        return inside ? "(" + words + ")" : words
    }
}
