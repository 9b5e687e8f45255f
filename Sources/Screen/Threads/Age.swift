import ChatModel
import TerminalModel

/// How long ago something was, as short as a list needs it.
enum Age {
    /// "now", "5m", "2h", "3d", "4w", then the date.
    static func words(of moment: Timestamp, at now: Timestamp, offset: Duration) -> SafeText {
        let age = now - moment
        return switch age {
        case ..<minute: "now"
        case ..<hour: SafeText("\(Int(age / minute))m")
        case ..<day: SafeText("\(Int(age / hour))h")
        case ..<week: SafeText("\(Int(age / day))d")
        case ..<(week * 5): SafeText("\(Int(age / week))w")
        default: CalendarTime(moment, offset: offset).date(seenAt: CalendarTime(now, offset: offset))
        }
    }

    /// When the words will be others; nil for dates.
    static func nextChange(of moment: Timestamp, at now: Timestamp) -> Timestamp? {
        let age = now - moment
        let unit = age < hour ? minute : age < day ? hour : age < week ? day : week
        guard age < week * 5 else { return nil }
        return moment + unit * (age < .zero ? 1 : Int(age / unit) + 1)
    }

    private static let minute = Duration.seconds(60)
    private static let hour = minute * 60
    private static let day = hour * 24
    private static let week = day * 7
}
