import ChatModel
import TerminalModel

/// The mark of a thread in which a reply is running: it moves with the clock, slowly.
enum Spinner {
    private static let marks: [SafeText] = ["⠋", "⠙", "⠸", "⠴", "⠦", "⠇"]
    private static let milliseconds: Int64 = 250

    static func mark(at now: Timestamp) -> SafeText {
        let step = Int(now.milliseconds / milliseconds % Int64(marks.count))
        return marks[max(0, step)]
    }

    static func nextChange(after now: Timestamp) -> Timestamp {
        Timestamp(milliseconds: (now.milliseconds / milliseconds + 1) * milliseconds)
    }
}
