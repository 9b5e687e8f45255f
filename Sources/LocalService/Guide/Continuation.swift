/// The reply that a prompt like "continue" refers to: what it answered, and how much of it was said.
struct Continuation: Hashable, Sendable {
    /// The prompt whose answer is to go on.
    let prompt: String
    /// What was said of the answer, in one piece.
    let said: String

    /// Nil when there is no reply to continue. Replies to earlier wishes to continue count as parts of one answer.
    init?(_ earlier: some BidirectionalCollection<EngineMessage>) {
        var replies: [String] = []
        var prompt: String?
        for message in earlier.reversed() {
            if !message.isFromUser {
                replies.append(message.text)
            } else if GuideIntent(message.text) != .continuation {
                prompt = message.text
                break
            }
        }
        guard let prompt, !replies.isEmpty else { return nil }
        self.prompt = prompt
        said = replies.reversed().reduce("") { said, reply in
            reply.hasPrefix(GuideWriter.anew) ? String(reply.dropFirst(GuideWriter.anew.count)) : said + reply
        }
    }

    /// What `whole` has after the text that was said, or nil when it does not begin with that text.
    ///
    /// White space at the end of what was said may have been lost on the way; it is given again then.
    func rest(of whole: String) -> String? {
        for start in [said, said.trimmedAtEnd] where whole.utf8.starts(with: start.utf8) {
            return String(decoding: whole.utf8.dropFirst(start.utf8.count), as: UTF8.self)
        }
        return nil
    }
}

extension String {
    fileprivate var trimmedAtEnd: String {
        var rest = self[...]
        while let last = rest.last, last.isWhitespace { rest.removeLast() }
        return String(rest)
    }
}
