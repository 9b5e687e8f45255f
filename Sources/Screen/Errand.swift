package import ChatModel
package import TerminalModel

/// What is to be done outside of screen and session, and answered by an `ErrandResult`. None of them holds anything up.
package enum Errand: Hashable, Sendable {
    /// - Parameter command: the program that is given the text; empty: the terminal is.
    case copy(CopiedText, command: [String])
    /// Writes a file that only the person can read.
    /// - Parameter replaces: a file of this name may be overwritten.
    case save(CopiedText, name: String, replaces: Bool)
    /// Opens a link in the person's browser.
    case open(String)
    /// Makes a theme, or `auto`, the one that Weft begins with.
    case keepTheme(String)
}

/// What came of an errand. It never says more than is known.
package enum ErrandResult: Hashable, Sendable {
    /// Whether the terminal has taken it is not known.
    case sentToTerminal(characters: Int)
    /// The terminal has no such thing, or the text is longer than terminals take.
    case notForTerminal
    case copied(with: String, characters: Int)
    case saved(path: String, bytes: Int)
    /// There is a file of this name; nothing was written.
    case fileExists(CopiedText, name: String)
    /// A browser was started; what it does with the link is not known.
    case opened(with: String)
    case failed(Failure)
    case themeKept(String, file: String)
    /// The files of themes were read, at the start or because one has changed.
    case themesRead(ThemeShelf)
}
