/// What the person typed, taken apart: the text to send, and the files named in it.
///
/// A line `/attach NAME` at the start of a prompt attaches a file: of this computer by its path, or one that the service
/// knows by its id. The lines stand in the text while it is written, so that a draft holds them too.
package struct Prompt: Hashable, Sendable {
    package let text: String
    /// Each once, in the order they were named.
    package let attachments: [String]

    package init(typed: String) {
        var rest = typed[...]
        var files: [String] = []
        while true {
            let line = rest.prefix { $0 != "\n" && $0 != "\r\n" }
            guard let file = AttachLine.name(in: line) else { break }
            if !files.contains(file) { files.append(file) }
            rest = rest[line.endIndex...].dropFirst()
        }
        text = String(rest)
        attachments = files
    }

    /// As it was typed.
    package init(_ message: Message) {
        text = message.text
        attachments = message.parts.compactMap { part in
            part.kind == .attachment ? part.title : part.isFile ? part.id : nil
        }
    }

    /// Two that were typed as one, the lines that attach above the texts of both: further down they would be words.
    package static func joined(_ first: String, _ second: String) -> String {
        var prompts = [Prompt(typed: first), Prompt(typed: second)]
        guard !prompts[1].attachments.isEmpty else { return first + "\n" + second }
        let names = prompts[0].attachments + prompts[1].attachments.filter { !prompts[0].attachments.contains($0) }
        prompts.removeAll(where: \.text.isEmpty)
        return names.map { AttachLine.text($0) + "\n" }.joined() + prompts.map(\.text).joined(separator: "\n")
    }

    /// What stands in the composer for it.
    package var typed: String { attachments.map { AttachLine.text($0) + "\n" }.joined() + text }

    package var isEmpty: Bool { attachments.isEmpty && text.allSatisfy(\.isWhitespace) }
}
