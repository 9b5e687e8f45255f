import CursesTerminal
import TerminalModel
import TestSupport
import Testing

/// A terminal of ours on a pseudo terminal, in this process.
struct Drawn {
    let pty: PseudoTerminal
    let terminal: CursesTerminal

    init(_ size: Size, type: String = "xterm-256color", colorTerm: String = "") throws {
        self.pty = try PseudoTerminal(size: size)
        self.terminal = try CursesTerminal.open(
            input: pty.terminal, output: pty.terminal, type: type, colorTerm: colorTerm)
        try pty.drain()
    }

    /// Shows a frame.
    /// - Returns: the bytes it took.
    @discardableResult
    func show(_ frame: Frame) throws -> String {
        terminal.present(frame)
        return String(decoding: try pty.drain(), as: UTF8.self)
    }

    var shown: ScreenSnapshot { pty.screen.snapshot }

    /// Types bytes and takes what they mean.
    func type(_ bytes: String) throws -> [TerminalEvent] {
        try pty.type(Array(bytes.utf8))
        return terminal.takeEvents()
    }
}

/// Lines of text from the top left corner.
func frame(_ size: Size, _ lines: [SafeText], style: Style = Style()) -> Frame {
    var frame = Frame(size: size)
    for (row, line) in lines.enumerated() {
        frame.write(line, at: Position(column: 0, row: row), style: style)
    }
    return frame
}

/// ncurses has one current screen in a process, so these run one after the other.
@Suite("Through a real terminal", .serialized)
struct CursesTests {}
