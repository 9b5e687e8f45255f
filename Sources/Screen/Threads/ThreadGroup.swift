import ChatModel
import TerminalModel

/// Threads that stand below one heading in the list.
enum ThreadGroup: Hashable {
    case pinned
    case today
    case yesterday
    /// 0 is Monday; of the last days only.
    case weekday(Int)
    case month(year: Int, month: Int)

    init(_ thread: ChatThread, sort: ThreadQuery.Sort, now: Timestamp, offset: Duration) {
        if thread.isPinned {
            self = .pinned
            return
        }
        let day = CalendarDay(sort == .creation ? thread.createdAt : thread.activeAt, offset: offset)
        switch CalendarDay(now, offset: offset).daysSince1970 - day.daysSince1970 {
        case ...0: self = .today
        case 1: self = .yesterday
        case 2...6: self = .weekday(day.weekday)
        default: self = .month(year: day.year, month: day.month)
        }
    }

    /// "October" in the year of `now`, else "October 2025".
    func words(seenAt now: CalendarDay) -> SafeText {
        switch self {
        case .pinned: "Pinned"
        case .today: "Today"
        case .yesterday: "Yesterday"
        case .weekday(let day): SafeText(Self.weekdays[day])
        case .month(let year, let month):
            SafeText(Self.months[month - 1] + (year == now.year ? "" : " \(year)"))
        }
    }

    /// The words are others tomorrow.
    var changesByDay: Bool {
        switch self {
        case .today, .yesterday, .weekday: true
        case .pinned, .month: false
        }
    }

    private static let weekdays = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]
    private static let months = [
        "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
        "December",
    ]
}
