/// Reads and writes the times of a limit, in local time.
///
/// `<7d` and `>3m` are ages, in hours, days, weeks, months or years; `today` and `yesterday` are days; a year, a month
/// or a day is all of it; `A..B` goes from the start of one to the end of the other, and one of them may be missing. A
/// moment with a time of the day, `2026-05-03T14:05:06.789`, is itself both start and end.
struct ThreadFilterDates {
    let now: Timestamp
    let offset: Duration

    struct Problem: Error {
        let kind: ThreadFilter.Problem.Kind
        /// In characters of what was read.
        let offset: Int
    }

    func span(_ text: String) throws(Problem) -> ThreadFilter {
        if let sign = text.first, sign == "<" || sign == ">" {
            guard let moment = moment(ago: text.dropFirst()) else { throw Problem(kind: .noSpan, offset: 1) }
            return sign == "<" ? .active(from: moment, before: nil) : .active(from: nil, before: moment)
        }
        let characters = Array(text)
        guard
            let dots = characters.indices.dropLast().first(where: { characters[$0] == "." && characters[$0 + 1] == "." }
            )
        else {
            let whole = try self.whole(text, at: 0)
            guard whole.lowerBound < whole.upperBound else { throw Problem(kind: .noSpan, offset: text.count) }
            return .active(from: whole.lowerBound, before: whole.upperBound)
        }
        let (first, last) = (String(characters[..<dots]), String(characters[(dots + 2)...]))
        let from = first.isEmpty ? nil : try whole(first, at: 0).lowerBound
        let before = last.isEmpty ? nil : try whole(last, at: dots + 2).upperBound
        if let from, let before, before <= from { throw Problem(kind: .backwardSpan, offset: dots + 2) }
        return .active(from: from, before: before)
    }

    /// - Parameter text: `7d`.
    private func moment(ago text: Substring) -> Timestamp? {
        guard let unit = text.last, let count = Self.number(text.dropLast()), count <= 100_000 else { return nil }
        switch unit {
        case "h": return now + .seconds(-3600 * count)
        case "d": return now + .seconds(-86_400 * count)
        case "w": return now + .seconds(-7 * 86_400 * count)
        case "m": return moment(monthsAgo: count)
        case "y": return moment(monthsAgo: 12 * count)
        default: return nil
        }
    }

    /// At the same time of the day; the last day of a month that is too short.
    private func moment(monthsAgo count: Int) -> Timestamp {
        let today = CalendarDay(now, offset: offset)
        let months = max(12, today.year * 12 + today.month - 1 - count)
        let (year, month) = (months / 12, months % 12 + 1)
        let day = min(today.day, CalendarDay.days(ofMonth: month, year: year))
        let then = CalendarDay(year: year, month: month, day: day) ?? today
        return now + .seconds(86_400 * (then.daysSince1970 - today.daysSince1970))
    }

    /// The start and the end of what is named.
    private func whole(_ text: String, at place: Int) throws(Problem) -> Range<Timestamp> {
        let today = CalendarDay(now, offset: offset).daysSince1970
        switch text.lowercased() {
        case "today": return days(today..<today + 1)
        case "yesterday": return days(today - 1..<today)
        default: break
        }
        let halves = text.split(separator: "T", maxSplits: 1, omittingEmptySubsequences: false)
        let numbers = halves[0].split(separator: "-", omittingEmptySubsequences: false).map { Self.number($0) }
        guard (1...3).contains(numbers.count), halves[0].first != "-", let year = numbers[0],
            numbers.allSatisfy({ $0 != nil }), halves[0].prefix(while: { $0 != "-" }).count == 4
        else { throw Problem(kind: .noSpan, offset: place) }
        let month = numbers.count > 1 ? numbers[1] : nil
        let day = numbers.count > 2 ? numbers[2] : nil
        guard let first = CalendarDay(year: year, month: month ?? 1, day: day ?? 1) else {
            throw Problem(kind: .noSuchDay, offset: place)
        }
        if halves.count == 2 {
            guard day != nil, let time = Self.milliseconds(ofTime: halves[1]) else {
                throw Problem(kind: .noSpan, offset: place)
            }
            let moment = first.start(offset: offset) + .milliseconds(time)
            return moment..<moment
        }
        let length =
            day != nil
            ? 1
            : month.map { CalendarDay.days(ofMonth: $0, year: year) }
                ?? (CalendarDay.days(ofMonth: 2, year: year) + 337)
        return days(first.daysSince1970..<first.daysSince1970 + length)
    }

    private func days(_ range: Range<Int>) -> Range<Timestamp> {
        let start = CalendarDay(daysSince1970: range.lowerBound).start(offset: offset)
        return start..<start + .seconds(86_400 * range.count)
    }

    /// - Parameter text: `14:05`, `14:05:06` or `14:05:06.789`.
    private static func milliseconds(ofTime text: Substring) -> Int? {
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        guard (2...3).contains(parts.count), let hour = number(parts[0]), hour < 24, let minute = number(parts[1]),
            minute < 60
        else { return nil }
        var time = (hour * 60 + minute) * 60_000
        guard parts.count == 3 else { return time }
        let pieces = parts[2].split(separator: ".", omittingEmptySubsequences: false)
        guard pieces.count <= 2, let second = number(pieces[0]), second < 60 else { return nil }
        time += second * 1000
        guard pieces.count == 2 else { return time }
        guard pieces[1].count == 3, let rest = number(pieces[1]) else { return nil }
        return time + rest
    }

    /// At most six ASCII digits.
    private static func number(_ text: Substring) -> Int? {
        let isNumber = (1...6).contains(text.utf8.count) && text.utf8.allSatisfy { (0x30...0x39).contains($0) }
        return isNumber ? Int(text) : nil
    }
}

extension ThreadFilterDates {
    /// What `span` reads as this span.
    func written(from: Timestamp?, before: Timestamp?) -> String {
        if let from, let before, let whole = wholeDays(from, before) { return whole }
        return (from.map { written($0) } ?? "") + ".." + (before.map { written($0) } ?? "")
    }

    /// A span of whole days, by its first and its last one; nil if it is none.
    private func wholeDays(_ from: Timestamp, _ before: Timestamp) -> String? {
        let (first, end) = (CalendarDay(from, offset: offset), CalendarDay(before, offset: offset))
        guard from < before, first.start(offset: offset) == from, end.start(offset: offset) == before else {
            return nil
        }
        let last = CalendarDay(daysSince1970: end.daysSince1970 - 1)
        return first == last ? Self.written(first) : Self.written(first) + ".." + Self.written(last)
    }

    private func written(_ moment: Timestamp) -> String {
        let day = CalendarDay(moment, offset: offset)
        let time = Int(moment.milliseconds - day.start(offset: offset).milliseconds)
        let clock = Self.digits(time / 3_600_000) + ":" + Self.digits(time / 60_000 % 60)
        return Self.written(day) + "T" + clock + ":" + Self.digits(time / 1000 % 60) + "." + Self.digits(time % 1000, 3)
    }

    private static func written(_ day: CalendarDay) -> String {
        digits(day.year, 4) + "-" + digits(day.month) + "-" + digits(day.day)
    }

    private static func digits(_ number: Int, _ count: Int = 2) -> String {
        let digits = String(number)
        return String(repeating: "0", count: max(0, count - digits.count)) + digits
    }
}
