extension ReplyRequest {
    /// What a service is told before a prompt, oldest first: from the cut on, if there is one, with the summary of what
    /// it leaves out before it.
    /// - Parameter path: What leads to the prompt; with the prompt at its end, whose cut counts too.
    /// - Parameter prompt: Left out of the history.
    package static func history(along path: [Message], before prompt: MessageID? = nil) -> [Message] {
        let cut = path.cutPlace
        let sent = path[(cut?.start ?? 0)...].filter { $0.id != prompt }
        guard let summary = cut?.summary, !summary.isEmpty, let first = path.first else { return history(of: sent) }
        return [lead(summary, before: first)] + history(of: sent)
    }

    /// The summary of what is left out, as it is told.
    /// - Parameter first: The first message of the thread.
    package static func lead(_ summary: String, before first: Message) -> Message {
        Message(
            id: "summary", thread: first.thread, role: .user, text: summaryMark + "\n\n" + summary,
            createdAt: first.createdAt, state: .sent)
    }

    private static let summaryMark = "[A summary of what was said before, which is left out here:]"

    /// What a service is told of a branch, oldest first: the prompts that were sent, each followed by its replies.
    ///
    /// By what answers what, not by place: in a thread of one line a reply to a prompt that was asked again stands
    /// further down. Replies that are still being made, and those without text, are left out.
    package static func history(of branch: some Sequence<Message>) -> [Message] {
        var turns: [[Message]] = []
        var places: [MessageID: Int] = [:]
        for message in branch {
            if message.role == .user {
                guard message.state == .sent else { continue }
                places[message.id] = turns.count
                turns.append([message])
            } else if message.isSpoken {
                let place = message.answers.flatMap { places[$0] } ?? turns.indices.last
                if let place { turns[place].append(message) } else { turns.append([message]) }
            }
        }
        return turns.flatMap { $0 }
    }
}

extension Message {
    /// A reply with text that will not change any more.
    fileprivate var isSpoken: Bool { role == .assistant && state.isFinal && !text.isEmpty }
}
