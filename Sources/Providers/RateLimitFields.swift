import ChatModel
import Foundation

/// What the header fields of an answer say about how much the service may still be asked.
///
/// `X-RateLimit-Limit`, `-Remaining` and `-Reset`, or the same names with `-RPM` at their end, where a gateway counts
/// requests and tokens apart. `Reset` is in seconds from now.
enum RateLimitFields {
    /// nil when the answer does not say both how much there is and how much is left.
    /// - Parameter field: The value of the header field with a name, in any case.
    static func rateLimit(now: Date, field: (String) -> String?) -> RateLimit? {
        for suffix in suffixes {
            guard let limit = count(field("X-RateLimit-Limit\(suffix)")),
                let remaining = count(field("X-RateLimit-Remaining\(suffix)"))
            else { continue }
            // Limits are by the minute, so that whoever does not say when is over with it within one.
            let wait = reset(now: now, field: field) ?? .seconds(60)
            let moment = Timestamp(milliseconds: Int64((now.timeIntervalSince1970 * 1000).rounded()))
            return RateLimit(limit: limit, remaining: remaining, resetsAt: moment + wait)
        }
        return nil
    }

    /// How long until more may be asked; nil when the answer does not say it, or not so that it can be understood.
    static func reset(now: Date, field: (String) -> String?) -> Duration? {
        for suffix in suffixes {
            let text = field("X-RateLimit-Reset\(suffix)")?.trimmingCharacters(in: .whitespaces)
            guard let seconds = text.flatMap(Double.init), seconds >= 0, seconds < 1e11 else { continue }
            // Some services say the moment; as a span it would be longer than thirty years.
            let span = seconds < 1e9 ? seconds : max(0, seconds - now.timeIntervalSince1970)
            return .milliseconds(Int64((span * 1000).rounded()))
        }
        return nil
    }

    private static let suffixes = ["", "-RPM"]

    private static func count(_ text: String?) -> Int? {
        text.flatMap { Int($0.trimmingCharacters(in: .whitespaces)) }.flatMap { $0 >= 0 ? $0 : nil }
    }
}
