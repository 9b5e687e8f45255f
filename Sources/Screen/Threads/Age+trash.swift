import ChatModel
import TerminalModel

extension Age {
    /// How long a thread is still kept in the trash, rounded up: "30d left", "2h left", "erased soon".
    static func left(since deleted: Timestamp, days: Int, at now: Timestamp) -> SafeText {
        let left = end(since: deleted, days: days).milliseconds - now.milliseconds
        guard left > 0 else { return "erased soon" }
        let (unit, letter) = unit(of: left)
        return SafeText("\((left - 1) / unit + 1)\(letter) left")
    }

    /// When the words of `left` will be others; nil once they stay.
    static func nextChangeOfLeft(since deleted: Timestamp, days: Int, at now: Timestamp) -> Timestamp? {
        let end = end(since: deleted, days: days)
        let left = end.milliseconds - now.milliseconds
        guard left > 0 else { return nil }
        let (unit, _) = unit(of: left)
        return Timestamp(milliseconds: end.milliseconds - (left - 1) / unit * unit)
    }

    private static func end(since deleted: Timestamp, days: Int) -> Timestamp { deleted + .seconds(86_400 * days) }

    private static func unit(of left: Int64) -> (Int64, String) {
        left > 86_400_000 ? (86_400_000, "d") : (3_600_000, "h")
    }
}
