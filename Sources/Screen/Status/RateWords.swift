import ChatModel
import TerminalModel

/// How much a service may still be asked, in words.
enum RateWords {
    /// The words from long to short, shorter ones only when little is left; none once the span has begun anew, for then it is not known.
    static func wordings(_ rate: RateLimit, at now: Timestamp) -> [SafeText] {
        guard now < rate.resetsAt else { return [] }
        let new = ", new in " + left(until: rate.resetsAt, at: now)
        let whole = SafeText("\(rate.remaining) of \(rate.limit) requests left") + new
        guard isLow(rate) else { return [whole] }
        return [
            whole, SafeText("\(rate.remaining) of \(rate.limit) left") + new, SafeText("\(rate.remaining) left") + new,
            SafeText("\(rate.remaining) left"),
        ]
    }

    /// Less than a fifth is left.
    static func isLow(_ rate: RateLimit) -> Bool { rate.remaining < rate.limit / 5 + (rate.limit % 5 == 0 ? 0 : 1) }

    /// When the words will be others; nil once there are none.
    static func nextChange(of rate: RateLimit, at now: Timestamp) -> Timestamp? {
        let left = rate.resetsAt.milliseconds - now.milliseconds
        guard left > 0 else { return nil }
        let unit = unit(of: left).milliseconds
        return Timestamp(milliseconds: rate.resetsAt.milliseconds - (left - 1) / unit * unit)
    }

    /// "30 s", "12 min", "3 h", rounded up.
    private static func left(until end: Timestamp, at now: Timestamp) -> SafeText {
        let left = end.milliseconds - now.milliseconds
        let (milliseconds, name) = unit(of: left)
        return SafeText("\((left - 1) / milliseconds + 1) \(name)")
    }

    private static func unit(of left: Int64) -> (milliseconds: Int64, name: String) {
        switch left {
        case ...60_000: (1000, "s")
        case ...3_600_000: (60_000, "min")
        default: (3_600_000, "h")
        }
    }
}
