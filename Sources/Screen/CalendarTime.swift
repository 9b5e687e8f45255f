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
        let date = CalendarDay(moment, offset: offset)
        let seconds = Int((moment - date.start(offset: offset)) / .seconds(1))
        year = date.year
        month = date.month
        day = date.day
        hour = seconds / 3600
        minute = seconds % 3600 / 60
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
