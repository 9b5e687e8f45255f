import ChatModel
import TerminalModel

/// A moment as clock and calendar show it, in the Gregorian calendar.
struct CalendarTime: Hashable {
    let year: Int
    let month: Int
    let day: Int
    let hour: Int
    let minute: Int

    /// - Parameter offset: what the local time is ahead of UTC.
    init(_ moment: Timestamp, offset: Duration) {
        let seconds = Int((moment + offset).milliseconds.flooredQuotient(by: 1000))
        let days = seconds.flooredQuotient(by: 86_400)
        hour = (seconds - days * 86_400) / 3600
        minute = (seconds - days * 86_400) % 3600 / 60
        // Years begin in March here, so that the leap day is the last of its year; eras are the 400 years after which
        // the calendar repeats itself. Day 0 of era 0 is 0000-03-01.
        let shifted = days + 719_468
        let era = shifted.flooredQuotient(by: 146_097)
        let dayOfEra = shifted - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let marchMonth = (5 * dayOfYear + 2) / 153
        day = dayOfYear - (153 * marchMonth + 2) / 5 + 1
        month = marchMonth < 10 ? marchMonth + 3 : marchMonth - 9
        year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
    }

    /// "14:05".
    var clock: SafeText { SafeText("\(Self.twoDigits(hour)):\(Self.twoDigits(minute))") }

    /// "12 Nov" in the year of `now`, else "Nov 2025".
    func date(seenAt now: CalendarTime) -> SafeText {
        let name = Self.months[month - 1]
        return SafeText(year == now.year ? "\(day) \(name)" : "\(name) \(year)")
    }

    /// The clock, with the date before it if it was not today.
    func words(seenAt now: CalendarTime) -> SafeText {
        if (year, month, day) == (now.year, now.month, now.day) { return clock }
        let date = year == now.year ? date(seenAt: now) : SafeText("\(day) \(Self.months[month - 1]) \(year)")
        return date + " " + clock
    }

    private static let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]

    private static func twoDigits(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
}

extension BinaryInteger {
    fileprivate func flooredQuotient(by divisor: Self) -> Self {
        let (quotient, remainder) = quotientAndRemainder(dividingBy: divisor)
        return remainder < 0 ? quotient - 1 : quotient
    }
}
