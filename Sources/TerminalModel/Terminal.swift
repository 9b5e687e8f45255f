/// What the person did at the terminal.
package enum TerminalEvent: Hashable, Sendable {
    case key(Key)
    /// Pasted text, raw, its line ends made LF. Never a command, whatever it holds.
    case paste(String)
    case resized(Size)
    /// The process was stopped and goes on; everything has to be drawn anew.
    case resumed
    /// The terminal is gone: nothing can be shown or read any more.
    case lost
}

/// The screen and the keyboard. One task owns it; nothing here waits.
package protocol Terminal: AnyObject {
    var size: Size { get }

    /// All that was typed since the last call, without waiting.
    func takeEvents() -> [TerminalEvent]

    /// Shows a frame; only what differs from the one before is sent.
    func present(_ frame: Frame)

    /// Forgets what the terminal shows: the next frame is sent whole, for a screen that something else wrote on.
    func redraw()

    /// Gives the screen back and stops the process, as Ctrl-Z does; returns when it is continued.
    func suspend()

    /// Gives the terminal back as it was found. Safe to call twice.
    func close()
}
