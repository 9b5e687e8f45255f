/// A line of a prompt that attaches a file: `/attach NAME`.
///
/// A name may have blanks in it. In quotation marks, and behind a backslash, each character stands for itself, as in a
/// shell, because terminals write names so that are dropped on them.
package enum AttachLine {
    private static let word = "/attach"

    /// The name in a line; nil for what is no such line.
    static func name(in line: some StringProtocol) -> String? {
        let line = line.drop(while: \.isWhitespace)
        guard line.hasPrefix(word), line.dropFirst(word.count).first?.isWhitespace == true else { return nil }
        var rest = Array(line.dropFirst(word.count).drop(while: \.isWhitespace))
        while rest.last?.isWhitespace == true, !isEscaped(rest.count - 1, in: rest) { rest.removeLast() }
        guard !rest.isEmpty else { return nil }
        if let mark = rest.first, mark == "'" || mark == "\"", rest.count > 2, rest.last == mark {
            let inside = rest.dropFirst().dropLast()
            return mark == "'" ? String(inside) : unescaped(inside)
        }
        return unescaped(rest[...])
    }

    /// The line that is read as this name.
    package static func text(_ name: String) -> String {
        let isPlain =
            !name.contains("\\") && name.first != "'" && name.first != "\"" && name.first?.isWhitespace == false
            && name.last?.isWhitespace == false
        guard !isPlain else { return "\(word) \(name)" }
        return "\(word) \"" + name.flatMap { $0 == "\\" || $0 == "\"" ? ["\\", $0] : [$0] } + "\""
    }

    /// It can only be a file of this computer: services give no such ids.
    package static func isPath(_ name: String) -> Bool {
        name.contains("/") || name.hasPrefix("~") || name.contains(where: \.isWhitespace)
    }

    private static func unescaped(_ characters: ArraySlice<Character>) -> String {
        var (name, isEscaped) = ("", false)
        for character in characters {
            if character == "\\", !isEscaped {
                isEscaped = true
            } else {
                name.append(character)
                isEscaped = false
            }
        }
        return isEscaped ? name + "\\" : name
    }

    /// An odd number of backslashes stands before this place.
    private static func isEscaped(_ place: Int, in characters: [Character]) -> Bool {
        !characters[..<place].reversed().prefix { $0 == "\\" }.count.isMultiple(of: 2)
    }
}
