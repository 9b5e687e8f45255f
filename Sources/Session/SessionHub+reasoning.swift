import ChatModel

/// What a model thinks, and since when; on the session's clock.
struct LiveReasoning {
    let part: String
    let since: Duration
}

/// The time a model thinks is taken here, because here the pieces arrive: from the first piece of a thought to the first
/// thing after it, or to the end.
extension SessionHub {
    /// Sees what is about to be taken of a reply.
    func noteReasoning(_ event: ReplyEvent, of id: RunID) {
        switch event {
        case .part(let part) where part.kind == .reasoning:
            guard live[id]?.reasoning?.part != part.id else { return }
            settleReasoning(of: id)
            live[id]?.reasoning = LiveReasoning(part: part.id, since: elapsed())
        case .part(let part) where part.kind == .usage || part.kind == .notice: return
        case .partGrew(let part, _) where part == live[id]?.reasoning?.part: return
        case .text(""), .threadNamed, .rateLimit, .retrying, .ended: return
        case .text, .wholeText, .part, .partGrew: settleReasoning(of: id)
        }
    }

    /// Says how long the thought took that has ended.
    func settleReasoning(of id: RunID) {
        guard let target = live[id], let reasoning = target.reasoning else { return }
        live[id]?.reasoning = nil
        guard
            var part = state.message(target.run.reply, in: target.run.thread)?.parts.first(where: {
                $0.id == reasoning.part
            })
        else { return }
        part.title = Self.reasoned(for: elapsed() - reasoning.since)
        publish(.messagePartSet(target.run.thread, target.run.reply, part))
    }

    /// "Reasoned for a moment", "… for 3.2 s", from ten seconds on in whole ones: "… for 1 min 05 s".
    static func reasoned(for duration: Duration) -> String {
        let tenths = max(0, duration / .milliseconds(100))
        if tenths < 1 { return "Reasoned for a moment" }
        if tenths < 100 { return "Reasoned for \(Int(tenths) / 10).\(Int(tenths) % 10) s" }
        let seconds = Int(tenths / 10)
        if seconds < 60 { return "Reasoned for \(seconds) s" }
        return "Reasoned for \(seconds / 60) min \(seconds % 60 < 10 ? "0" : "")\(seconds % 60) s"
    }
}
