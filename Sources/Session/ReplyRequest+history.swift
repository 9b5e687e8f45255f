import ChatModel

extension ReplyRequest {
    /// What was said before a prompt, oldest first: the prompts that were sent, each followed by its replies.
    ///
    /// By what answers what, not by place: a reply to a prompt that was queued or asked again stands further down.
    /// Replies that are still being made, and those without text, are left out.
    static func history(before prompt: MessageID, in messages: [Message]) -> [Message] {
        let replies = Dictionary(grouping: messages.filter(\.isSpoken)) { $0.answers }
        let earlier = messages.prefix { $0.id != prompt }.filter { $0.role == .user && $0.state == .sent }
        return earlier.flatMap { [$0] + replies[$0.id, default: []] }
    }
}

extension Message {
    /// A reply with text that will not change any more.
    fileprivate var isSpoken: Bool { role == .assistant && state.isFinal && !text.isEmpty }
}
