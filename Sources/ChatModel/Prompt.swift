/// What the person typed, taken apart: the text to send, and the files named in it.
///
/// A line `/attach ID` at the start of a prompt attaches the file that the service knows by this id. The lines stand in
/// the text while it is written, so that a draft holds them too.
package struct Prompt: Hashable, Sendable {
    package let text: String
    /// Each once, in the order they were named.
    package let attachments: [String]

    package init(typed: String) {
        var rest = typed[...]
        var files: [String] = []
        while let line = rest.split(separator: "\n", maxSplits: 1, omittingEmptySubsequences: false).first {
            let words = line.split(whereSeparator: \.isWhitespace)
            guard words.count == 2, words[0] == "/attach" else { break }
            let file = String(words[1])
            if !files.contains(file) { files.append(file) }
            rest = rest[line.endIndex...].dropFirst()
        }
        text = String(rest)
        attachments = files
    }

    /// As it was typed.
    package init(_ message: Message) {
        text = message.text
        attachments = message.parts.filter { $0.kind == .attachment }.map(\.title)
    }

    /// What stands in the composer for it.
    package var typed: String { attachments.map { "/attach \($0)\n" }.joined() + text }

    package var isEmpty: Bool { attachments.isEmpty && text.allSatisfy(\.isWhitespace) }
}
