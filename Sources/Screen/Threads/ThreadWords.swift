import ChatModel
import TerminalModel

/// What is said of changes of threads.
enum ThreadWords {
    /// "“Bread” was pinned", "12 threads were pinned".
    /// - Parameter threads: those of them that are known.
    static func done(_ change: ThreadChange, to threads: [ChatThread], count: Int) -> SafeText {
        let isOne = count == 1
        let title = isOne ? threads.first.map { SafeText($0.title.flat).cut(to: columnsOfTitle) } : nil
        let subject = title.map { "“" + $0 + "”" } ?? counted(count)
        return subject + (isOne ? " was " : " were ") + deed(change)
    }

    private static func deed(_ change: ThreadChange) -> SafeText {
        switch change {
        case .rename(let title): "renamed to “" + SafeText(title.flat).cut(to: columnsOfTitle) + "”"
        case .pin(true): "pinned"
        case .pin(false): "unpinned"
        case .archive(true): "archived"
        case .archive(false): "brought back from the archive"
        case .delete: "put into the trash"
        case .restore: "brought back from the trash"
        case .addLabel(let label): "labelled " + SafeText(label.flat)
        case .removeLabel(let label): "freed of the label " + SafeText(label.flat)
        case .markUnread(true): "marked unread"
        case .markUnread(false): "marked read"
        }
    }

    /// "4,210 threads".
    static func counted(_ count: Int) -> SafeText { SafeText("\(number(count)) thread\(count == 1 ? "" : "s")") }

    /// "4,210".
    static func number(_ number: Int) -> String {
        var digits = Array(String(number))
        for place in stride(from: digits.count - 3, to: 0, by: -3) { digits.insert(",", at: place) }
        return String(digits)
    }

    private static let columnsOfTitle = 24
}
