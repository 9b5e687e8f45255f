import ChatModel
import TerminalModel

/// What the replies of the thread shown have taken together; added up anew only when it may have changed.
struct ThreadUsage {
    private var thread: ThreadID?
    private var words: SafeText = ""

    /// "12,345 tokens, $0.04"; empty where nothing was counted.
    mutating func words(of shown: ThreadID, in session: SessionState) -> SafeText {
        guard thread != shown else { return words }
        thread = shown
        let parts = session.allMessages(of: shown).flatMap(\.parts)
        let sum = parts.compactMap(TokenUsage.init(part:)).reduce(TokenUsage(), +)
        words = SafeText(sum.sumInWords ?? "")
        return words
    }

    /// Sees what is about to be applied to the session.
    mutating func note(_ event: Event) {
        switch event {
        case .threadOpened, .messageAdded, .messageRemoved, .threadsErased: thread = nil
        case .messagePartSet(_, _, let part) where part.kind == .usage: thread = nil
        default: return
        }
    }
}
