import ChatModel
import TerminalModel

/// What a run does now, in words.
enum ReplyWords {
    /// "writing… 12s"; at most a line.
    static func phase(
        of run: Run, isStopping: Bool, isThinking: Bool, author: String, at now: Timestamp
    ) -> SafeText {
        if isStopping { return "stopping…" }
        let elapsed = elapsed(from: run.startedAt, to: now)
        switch run.phase {
        case .waiting: return "waiting for " + SafeText(author.isEmpty ? "the reply" : author) + "… " + elapsed
        case .streaming: return (isThinking ? "thinking… " : "writing… ") + elapsed
        case .retrying(let at, _):
            return at <= now ? "trying again…" : "trying again in " + remaining(from: now, to: at)
        case .stopping: return "stopping…"
        }
    }

    /// "what: why", without what is not known.
    static func sentence(_ failure: Failure) -> SafeText {
        let what = SafeText(failure.what.flat)
        return failure.why.isEmpty ? what : what + ": " + SafeText(failure.why.flat)
    }

    /// "What: why. Remedy", without what is not known.
    static func advice(_ failure: Failure) -> SafeText {
        failure.remedy.isEmpty ? sentence(failure) : sentence(failure) + ". " + remedy(failure)
    }

    /// What can be done, as a sentence begins.
    static func remedy(_ failure: Failure) -> SafeText {
        SafeText(failure.remedy.prefix(1).uppercased() + failure.remedy.dropFirst().flat)
    }

    /// Like `elapsed`, but a second that has begun counts as one, so that the last is 1.
    static func remaining(from now: Timestamp, to end: Timestamp) -> SafeText {
        elapsed(from: now, to: end + .milliseconds(999))
    }

    /// "12s", "3m 05s", "1h 02m".
    static func elapsed(from start: Timestamp, to end: Timestamp) -> SafeText {
        let seconds = max(0, Int((end - start) / .seconds(1)))
        func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
        if seconds < 60 { return SafeText("\(seconds)s") }
        if seconds < 3600 { return SafeText("\(seconds / 60)m \(two(seconds % 60))s") }
        return SafeText("\(seconds / 3600)h \(two(seconds / 60 % 60))m")
    }
}

extension StringProtocol {
    /// The text as one line: what breaks lines or jumps becomes a blank.
    var flat: String {
        // No line end and no tab has such bytes only.
        if utf8.allSatisfy({ $0 >= 0x20 && $0 != 0x85 && $0 != 0xA8 && $0 != 0xA9 }) { return String(self) }
        return String(map { $0.isNewline || $0 == "\t" ? " " : $0 })
    }
}
