import ChatModel

extension ReplyRequest {
    /// What a service is told of a branch, oldest first: the prompts that were sent, each followed by its replies.
    ///
    /// By what answers what, not by place: in a thread of one line a reply to a prompt that was asked again stands
    /// further down. Replies that are still being made, and those without text, are left out.
    static func history(of branch: some Sequence<Message>) -> [Message] {
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
