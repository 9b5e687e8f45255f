package import ChatModel

/// Moments in the form of RFC 3339, without a library for calendars.
extension Timestamp {
    /// "2026-11-21T17:05:09.123Z"; nil before the year 0 and after 9999, which the form cannot say.
    var iso: String? {
        guard let parts = civil(offsetSeconds: 0) else { return nil }
        return "\(parts.date)T\(parts.time).\(Self.digits(Int(parts.milliseconds), 3))Z"
    }

    /// "2026-11-21 17:05" so many seconds ahead of UTC; empty where a year has not four digits.
    package func minute(offsetSeconds: Int) -> String {
        guard let parts = civil(offsetSeconds: offsetSeconds) else { return "" }
        return "\(parts.date) \(parts.time.prefix(5))"
    }

    private struct Civil {
        let date: String
        let time: String
        let milliseconds: Int64
    }

    private func civil(offsetSeconds: Int) -> Civil? {
        guard (-70_000_000_000_000...260_000_000_000_000).contains(milliseconds) else { return nil }
        let local = milliseconds + Int64(offsetSeconds) * 1000
        let day = local.floored(by: 86_400_000)
        let rest = local - day * 86_400_000
        let (year, month, date) = Self.date(ofDay: day)
        guard (0...9999).contains(year) else { return nil }
        let seconds = rest / 1000
        let time = [seconds / 3600, seconds / 60 % 60, seconds % 60].map { Self.digits(Int($0), 2) }
        return Civil(
            date: "\(Self.digits(year, 4))-\(Self.digits(month, 2))-\(Self.digits(date, 2))",
            time: time.joined(separator: ":"), milliseconds: rest % 1000)
    }

    private static func digits(_ number: Int, _ count: Int) -> String {
        let digits = String(number)
        return String(repeating: "0", count: max(0, count - digits.count)) + digits
    }

    /// The proleptic Gregorian date of a day since 1970-01-01, by eras of 400 years that begin in March.
    private static func date(ofDay day: Int64) -> (year: Int, month: Int, day: Int) {
        let shifted = day + 719_468
        let era = shifted.floored(by: 146_097)
        let inEra = shifted - era * 146_097
        let year = (inEra - inEra / 1460 + inEra / 36_524 - inEra / 146_096) / 365
        let inYear = inEra - (365 * year + year / 4 - year / 100)
        let month = (5 * inYear + 2) / 153
        return (
            Int(year + era * 400) + (month >= 10 ? 1 : 0), Int(month) + (month < 10 ? 3 : -9),
            Int(inYear - (153 * month + 2) / 5) + 1
        )
    }

    private static func day(year: Int, month: Int, day: Int) -> Int64 {
        let shifted = Int64(month <= 2 ? year - 1 : year)
        let era = shifted.floored(by: 400)
        let inEra = shifted - era * 400
        let inYear = Int64((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1)
        return era * 146_097 + inEra * 365 + inEra / 4 - inEra / 100 + inYear - 719_468
    }
}

extension Timestamp {
    /// Reads "2026-11-21T17:05:09.123456Z", with any number of decimals or none, `+02:00` in place of Z, or a blank
    /// in place of the T.
    init?(iso text: String) {
        let bytes = Array(text.utf8)
        func number(_ start: Int, _ count: Int) -> Int? {
            guard start + count <= bytes.count else { return nil }
            return bytes[start..<start + count].decimal
        }
        guard let year = number(0, 4), let month = number(5, 2), let date = number(8, 2), let hour = number(11, 2),
            let minute = number(14, 2), let second = number(17, 2), bytes[4] == 0x2D, bytes[7] == 0x2D,
            bytes[10] == 0x54 || bytes[10] == 0x20, bytes[13] == 0x3A, bytes[16] == 0x3A, (1...12).contains(month),
            (1...31).contains(date), hour < 24, minute < 60, second <= 60
        else { return nil }
        var rest = bytes[19...]
        var milliseconds = 0
        if rest.first == 0x2E {
            let decimals = rest.dropFirst().prefix { (0x30...0x39).contains($0) }
            guard !decimals.isEmpty else { return nil }
            milliseconds = (decimals.prefix(3) + [0x30, 0x30, 0x30].dropFirst(min(3, decimals.count))).decimal ?? 0
            rest = bytes[decimals.endIndex...]
        }
        guard let offset = Self.offset(rest) else { return nil }
        let day = Self.day(year: year, month: month, day: date)
        let seconds = day * 86_400 + Int64(hour * 3600 + minute * 60 + second - offset)
        self.init(milliseconds: seconds * 1000 + Int64(milliseconds))
    }

    /// Seconds that local time is ahead of UTC; nothing or Z is UTC.
    private static func offset(_ bytes: ArraySlice<UInt8>) -> Int? {
        if bytes.isEmpty || bytes.elementsEqual([0x5A]) || bytes.elementsEqual([0x7A]) { return 0 }
        guard let sign = bytes.first, sign == 0x2B || sign == 0x2D else { return nil }
        let digits = bytes.dropFirst().filter { $0 != 0x3A }
        guard digits.count == 4, let hours = digits.prefix(2).decimal, let minutes = digits.suffix(2).decimal else {
            return nil
        }
        return (sign == 0x2D ? -1 : 1) * (hours * 3600 + minutes * 60)
    }

    /// Seconds since 1970, as several programs export them; nil for what cannot be a time.
    init?(seconds: Double?) {
        guard let seconds, seconds.isFinite, abs(seconds) < 250_000_000_000 else { return nil }
        self.init(milliseconds: Int64((seconds * 1000).rounded()))
    }
}

extension Int64 {
    fileprivate func floored(by divisor: Int64) -> Int64 {
        self >= 0 ? self / divisor : (self + 1) / divisor - 1
    }
}

extension Collection<UInt8> {
    /// The number that these digits are; nil if anything else is among them.
    fileprivate var decimal: Int? {
        guard !isEmpty, allSatisfy({ (0x30...0x39).contains($0) }) else { return nil }
        return reduce(0) { $0 * 10 + Int($1 - 0x30) }
    }
}
