import ChatModel
import TerminalModel

/// What the person wants to send and the model cannot hold.
struct LongPrompt: Hashable {
    enum Wish: Hashable {
        /// What stands in the composer.
        case new
        /// What stands in the composer, in the place of this prompt.
        case edited(MessageID)
        /// The prompt of this reply, or this prompt, once more.
        case retry(MessageID)
        /// That this reply goes on.
        case goOn(MessageID)

        /// It stands in the composer.
        var isWritten: Bool {
            switch self {
            case .new, .edited: true
            case .retry, .goOn: false
            }
        }
    }

    let wish: Wish
    let thread: ThreadID
    /// What stands before it.
    let path: [Message]
    let shortage: ContextShortage

    /// The messages that stay if the oldest are left out.
    var stays: ArraySlice<Message> { path.suffix(shortage.kept ?? path.count) }

    /// From long to short, for the room there is.
    var wordings: [SafeText] {
        let amount = shortage.percent.map { " (about \($0) %)" } ?? ""
        let ways = ways
        return [
            "More than the model can hold" + SafeText(amount) + ". "
                + Self.list(ways.map { $0.key + " " + $0.label }) + ", Esc cancel ",
            "Too long" + SafeText(amount) + ": " + Self.list(ways.map { $0.key + " " + $0.label }) + ", Esc ",
            "Too long" + SafeText(amount) + ": " + Self.list(ways.map { $0.key + " " + $0.short }) + ", Esc ",
            "Too long: " + Self.list(ways.map { $0.key + " " + $0.short }) + ", Esc ",
            "Too long: " + ways.map(\.key).joined(by: " ") + " Esc ",
        ]
    }

    private var ways: [(key: SafeText, label: SafeText, short: SafeText)] {
        var ways: [(key: SafeText, label: SafeText, short: SafeText)] = []
        if shortage.kept != nil {
            ways += [("l", "leave out the oldest", "leave"), ("s", "summarise", "sum")]
            if !stays.isEmpty { ways.append(("f", "fork", "fork")) }
        }
        return ways + [("a", "send all", "all")]
    }

    private static func list(_ words: [SafeText]) -> SafeText { words.joined(by: ", ") }
}

extension ContextShortage {
    /// How much of the model's context it would take; nil where nobody knows.
    var percent: Int? {
        guard let needed, let limit else { return nil }
        return ContextUse(tokens: needed, isEstimate: true, limit: limit).percent
    }
}

extension [SafeText] {
    fileprivate func joined(by separator: SafeText) -> SafeText {
        dropFirst().reduce(first ?? "") { $0 + separator + $1 }
    }
}
