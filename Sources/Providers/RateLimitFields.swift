import ChatModel
import Foundation

/// What the header fields of an answer say about how much the service may still be asked.
///
/// `X-RateLimit-Limit`, `-Remaining` and `-Reset`, or the same names with `-RPM` or `-Requests` at their end, where a
/// gateway counts requests and tokens apart; or `anthropic-ratelimit-requests-limit` and so on.
enum RateLimitFields {
    private struct Names {
        let limit: String
        let remaining: String
        let reset: String
    }

    /// nil when the answer does not say both how much there is and how much is left.
    /// - Parameter field: The value of the header field with a name, in any case.
    static func rateLimit(now: Date, field: (String) -> String?) -> RateLimit? {
        for names in names {
            guard let limit = count(field(names.limit)), let remaining = count(field(names.remaining)) else { continue }
            // Limits are by the minute, so that whoever does not say when is over with it within one.
            let wait = reset(now: now, field: field) ?? .seconds(60)
            let moment = Timestamp(milliseconds: Int64((now.timeIntervalSince1970 * 1000).rounded()))
            return RateLimit(limit: limit, remaining: remaining, resetsAt: moment + wait)
        }
        return nil
    }

    /// How long until more may be asked; nil when the answer does not say it, or not so that it can be understood.
    static func reset(now: Date, field: (String) -> String?) -> Duration? {
        for names in names {
            guard let text = field(names.reset)?.trimmingCharacters(in: .whitespaces),
                let span = seconds(text, now: now), span >= 0, span < 1e9
            else { continue }
            return .milliseconds(Int64((span * 1000).rounded()))
        }
        return nil
    }

    private static let names =
        ["", "-RPM", "-Requests"].map {
            Names(
                limit: "X-RateLimit-Limit\($0)", remaining: "X-RateLimit-Remaining\($0)",
                reset: "X-RateLimit-Reset\($0)")
        } + [
            Names(
                limit: "anthropic-ratelimit-requests-limit", remaining: "anthropic-ratelimit-requests-remaining",
                reset: "anthropic-ratelimit-requests-reset")
        ]

    private static func count(_ text: String?) -> Int? {
        text.flatMap { Int($0.trimmingCharacters(in: .whitespaces)) }.flatMap { $0 >= 0 ? $0 : nil }
    }

    /// A number of seconds from now, a moment in seconds since 1970, a date (RFC 3339), or a span like "6m0s" or "17ms".
    private static func seconds(_ text: String, now: Date) -> Double? {
        if let number = Double(text) {
            guard number >= 0, number < 1e11 else { return nil }
            // As a span it would be longer than thirty years.
            return number < 1e9 ? number : max(0, number - now.timeIntervalSince1970)
        }
        if let date = try? Date(text, strategy: .iso8601) { return max(0, date.timeIntervalSince(now)) }
        return span(text[...])
    }

    private static func span(_ text: Substring) -> Double? {
        var (rest, sum) = (text, 0.0)
        while !rest.isEmpty {
            let digits = rest.prefix { $0.isASCII && ($0.isNumber || $0 == ".") }
            rest = rest.dropFirst(digits.count)
            let unit = rest.prefix { $0.isLetter }
            rest = rest.dropFirst(unit.count)
            guard let number = Double(digits), let factor = units[String(unit)] else { return nil }
            sum += number * factor
        }
        return text.isEmpty ? nil : sum
    }

    private static let units = ["d": 86400.0, "h": 3600, "m": 60, "s": 1, "ms": 0.001]
}
