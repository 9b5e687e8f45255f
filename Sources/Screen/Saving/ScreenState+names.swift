import ChatModel
import TerminalModel

// Completing the name of a file

extension ScreenState {
    func completeName() -> [Effect] { file.map { [.errand(.listNames(beginning: $0.editor.text))] } ?? [] }

    /// Goes on with what all names share, and says which they are. What was written meanwhile stays.
    mutating func note(_ names: [String], beginning: String) {
        guard file?.editor.text == beginning else { return }
        guard let first = names.first else { return status.refuse("No file and no folder is called so") }
        let folder = beginning.lastIndex(of: "/").map { beginning[...$0] } ?? ""
        let shared = names.dropFirst().reduce(Array(first)) { shared, name in
            zip(shared, name).prefix { $0 == $1 }.map(\.0)
        }
        file?.editor.replaceAll(with: folder + String(shared))
        guard names.count > 1 else { return }
        let listed = names.prefix(Self.mostNames).map(\.flat).joined(separator: "  ")
        let rest = names.count > Self.mostNames ? "  …" : ""
        status.say(SafeText("\(names.count): \(listed)\(rest)"))
    }

    /// No status line has room for more.
    private static let mostNames = 40
}
