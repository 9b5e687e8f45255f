import TerminalModel

/// Why the screen cannot be used here. Nothing has been written to the terminal then.
package enum TerminalError: Error, Hashable {
    case inputIsNoTerminal
    case outputIsNoTerminal
    /// TERM is not set or empty.
    case noType
    /// The terminal database does not know the type, or the type cannot place its cursor.
    case unusableType(String)
    case noUnicode
    /// The operating system refused what is needed; its error number.
    case refused(Int32)
}

extension TerminalError: CustomStringConvertible {
    /// One line for the person, without escape sequences.
    package var description: String {
        switch self {
        case .inputIsNoTerminal: "Weft needs a terminal: standard input is not one."
        case .outputIsNoTerminal: "Weft needs a terminal: standard output is not one."
        case .noType: "Weft needs to know the terminal: set TERM, for example to xterm-256color."
        case .unusableType(let type):
            "Weft cannot draw on a terminal of the type \"\(SafeText(type).string)\": "
                + "set TERM to what the terminal is, for example to xterm-256color."
        case .noUnicode: "Weft needs a UTF-8 locale: install one and set LANG, for example to C.UTF-8."
        case .refused(let number): "Weft cannot use the terminal: the system refused it (error \(number))."
        }
    }
}
