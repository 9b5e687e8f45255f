@testable import ChatModel

/// Branches of prompts and replies, by the lengths of their texts in tokens.
enum Branch {
    static let thread: ThreadID = "t"

    /// Prompts and replies take turns; a message takes so many tokens, with its marks.
    static func of(_ tokens: [Int], endsWith last: MessageState = .complete) -> [Message] {
        let messages = tokens.enumerated().map { index, count in
            let isPrompt = index.isMultiple(of: 2)
            return Message(
                id: MessageID("m\(index)"), thread: thread, role: isPrompt ? .user : .assistant,
                text: String(repeating: "word", count: max(0, count - 4)), createdAt: Timestamp(milliseconds: 0),
                state: isPrompt ? .sent : index == tokens.count - 1 ? last : .complete,
                answers: isPrompt ? nil : MessageID("m\(index - 1)"), author: isPrompt ? "" : "model")
        }
        return messages.inSequence
    }

    static func state(limit: Int?, reply: Int? = 10, _ branch: [Message] = []) -> SessionState {
        let service = Service(
            id: "s", name: "Service", assistant: "model", contextLimits: ContextLimits(most: limit, reply: reply))
        let moment = Timestamp(milliseconds: 0)
        let row = ChatThread(id: thread, title: "", createdAt: moment, activeAt: moment, service: "s")
        var state = SessionState(threads: [row], services: [service])
        state.apply(.threadOpened(thread, branch))
        return state
    }
}

extension [Message] {
    func with(_ cut: HistoryCut, at index: Int) -> [Message] {
        var messages = self
        messages[index].set(cut.part)
        return messages
    }

    func counted(_ usage: TokenUsage, at index: Int) -> [Message] {
        var messages = self
        messages[index].set(usage.part)
        return messages
    }
}
