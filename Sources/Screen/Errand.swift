package import ChatModel
package import TerminalModel

/// What is to be done outside of screen and session, and answered by an `ErrandResult`. None of them holds anything up.
package enum Errand: Hashable, Sendable {
    /// - Parameter command: the program that is given the text; empty: the terminal is.
    case copy(CopiedText, command: [String])
    /// Writes a file that only the person can read.
    /// - Parameter replaces: a file of this name may be overwritten.
    case save(CopiedText, name: String, replaces: Bool)
    /// Writes threads to a file that only the person can read.
    case export(ThreadPaper, replaces: Bool)
    /// Brings threads in from a file; `importing` tells how far it is.
    case importThreads(name: String)
    /// What came in until now stays.
    case stopImport
    /// Opens a link in the person's browser.
    case open(String)
    /// Reads files that are to go with a prompt, by the names they were given.
    case read(files: [String])
    /// Lists the files and folders whose names go on from this beginning.
    case listNames(beginning: String)
    /// Makes a theme, or `auto`, the one that Weft begins with.
    case keepTheme(String)
}

/// Threads that are to be written to a file, whose name says in which form: `.json`, `.md`, `.html` or `.txt`.
package struct ThreadPaper: Hashable, Sendable {
    package let threads: [ThreadID]
    package let name: String
    /// The colours of HTML.
    package let theme: Theme
    package let isOnLight: Bool

    package init(threads: [ThreadID], name: String, theme: Theme, isOnLight: Bool) {
        self.threads = threads
        self.name = name
        self.theme = theme
        self.isOnLight = isOnLight
    }
}

/// What came of an errand. It never says more than is known.
package enum ErrandResult: Hashable, Sendable {
    /// Whether the terminal has taken it is not known.
    case sentToTerminal(characters: Int)
    /// The terminal has no such thing, or the text is longer than terminals take.
    case notForTerminal
    case copied(with: String, characters: Int)
    case saved(path: String, bytes: Int)
    /// There is a file of this name; nothing was written. The errand would replace it.
    case fileExists(Errand, name: String)
    case exported(path: String, threads: Int)
    /// - Parameter percent: of the file; nil where that is not known.
    case importing(threads: Int, percent: Int?)
    /// An import has ended: what came in, and why it did not go on to the end.
    case imported([String], Failure?)
    /// In the order they were named.
    case filesRead([MessagePart])
    /// One cannot go with a prompt, and so none does.
    case filesRefused(Failure)
    /// Without the folder that the beginning names, in order; those of folders end in a slash.
    case names(beginning: String, [String])
    /// A browser was started; what it does with the link is not known.
    case opened(with: String)
    case failed(Failure)
    case themeKept(String, file: String)
    /// The files of themes were read, at the start or because one has changed.
    case themesRead(ThemeShelf)
}
