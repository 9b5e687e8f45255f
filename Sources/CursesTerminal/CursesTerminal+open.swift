import CNCurses
import CTerminalGuard
import Glibc

extension CursesTerminal {
    /// Takes the terminal, after everything that could stand in the way was looked at.
    ///
    /// Installs the guard that gives the terminal back when the process dies, so call it on the main thread; see
    /// `CTerminalGuard.h` for the order. The locale is set to one with UTF-8, as ncurses needs it.
    /// - Parameters:
    ///   - type: what the terminal is, by default the value of TERM.
    ///   - asksBackground: the terminal is asked what its background is; `takeEvents` tells what it answers in time.
    ///   - colorTerm: what tells of true colour, by default the value of COLORTERM.
    ///   - ordersText: frames have text from right to left in the order it is drawn in; false leaves that to the terminal.
    /// - Throws: before a single byte was written or a mode was changed.
    package static func open(
        input: Int32 = STDIN_FILENO, output: Int32 = STDOUT_FILENO, type: String? = nil, ordersText: Bool = false,
        asksBackground: Bool = false, colorTerm: String? = nil
    ) throws(TerminalError) -> CursesTerminal {
        let (device, type) = try survey(input: input, output: output, type: type)
        terminal_guard_install()
        return try CursesTerminal(
            device, type: type, ordersText: ordersText, asksBackground: asksBackground,
            colorTerm: colorTerm ?? variable("COLORTERM"))
    }

    /// Throws what `open` would throw, and takes nothing.
    package static func check(input: Int32 = STDIN_FILENO, output: Int32 = STDOUT_FILENO) throws(TerminalError) {
        _ = try survey(input: input, output: output, type: nil)
    }

    static func survey(
        input: Int32, output: Int32, type: String?
    ) throws(TerminalError) -> (TerminalDevice, type: String) {
        let device = try TerminalDevice(input: input, output: output)
        let type = type ?? getenv("TERM").map { String(cString: $0) } ?? ""
        guard !type.isEmpty else { throw .noType }
        guard curses_can_draw_on(type, output) else { throw .unusableType(type) }
        guard useUnicodeLocale() else { throw .noUnicode }
        return (device, type)
    }

    static func variable(_ name: String) -> String? { getenv(name).flatMap { String(validatingCString: $0) } }

    /// The person's own locale if it has UTF-8, else one that every system has.
    private static func useUnicodeLocale() -> Bool {
        ["", "C.UTF-8", "C.utf8", "en_US.UTF-8"].contains { name in
            guard setlocale(LC_CTYPE, name) != nil, let codeset = nl_langinfo(CInt(CODESET)) else { return false }
            return String(cString: codeset).uppercased() == "UTF-8"
        }
    }
}
