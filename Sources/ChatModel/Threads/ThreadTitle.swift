/// Titles made from the first prompt.
package enum ThreadTitle {
    /// A thread that has no prompt.
    package static let untitled = "New thread"

    /// The first line with words in it, at most 60 characters, cut at a word if there is one to cut at.
    package static func made(from prompt: String) -> String {
        let lines = prompt.split(whereSeparator: \.isNewline)
        let words = lines.lazy.map { $0.split(whereSeparator: \.isWhitespace) }.first { !$0.isEmpty } ?? []
        let line = words.joined(separator: " ")
        guard line.count > longest else { return line.isEmpty ? untitled : line }
        let head = line.prefix(longest - 1)
        let cut = head.lastIndex(of: " ").map { head[..<$0] } ?? head
        return (cut.count > longest / 2 ? cut : head) + "…"
    }

    /// "A recipe (fork)"; of a fork "A recipe (fork 2)".
    package static func ofFork(_ title: String) -> String {
        guard title.hasSuffix(")"), let open = title.ranges(of: " (fork").last else { return title + " (fork)" }
        let inside = title[open.upperBound...].dropLast()
        if inside.isEmpty { return "\(title[..<open.lowerBound]) (fork 2)" }
        guard inside.first == " ", let number = Int(inside.dropFirst()), number > 1, number < .max else {
            return title + " (fork)"
        }
        return "\(title[..<open.lowerBound]) (fork \(number + 1))"
    }

    private static let longest = 60
}
