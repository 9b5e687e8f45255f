import Foundation

/// What a service asks a client to wait, out of the header fields of its answer.
enum RetryAfter {
    /// `retry-after-ms`, else `Retry-After` as seconds or as an HTTP date. nil when absent, not understood or not ahead.
    static func duration(milliseconds: String?, seconds: String?, now: Date) -> Duration? {
        if let value = milliseconds.flatMap({ Double($0.trimmingCharacters(in: .whitespaces)) }) {
            return duration(of: value / 1000)
        }
        guard let text = seconds?.trimmingCharacters(in: .whitespaces) else { return nil }
        if let value = Double(text) { return duration(of: value) }
        return date(text).flatMap { duration(of: $0.timeIntervalSince(now)) }
    }

    private static func duration(of seconds: Double) -> Duration? {
        seconds > 0 && seconds < 1e9 ? .seconds(seconds) : nil
    }

    private static func date(_ text: String) -> Date? {
        let format = DateFormatter()
        format.locale = Locale(identifier: "en_US_POSIX")
        format.timeZone = TimeZone(secondsFromGMT: 0)
        format.dateFormat = "EEE, dd MMM yyyy HH:mm:ss 'GMT'"
        return format.date(from: text)
    }
}
