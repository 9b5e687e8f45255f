/// What the person did at the terminal.
package enum TerminalEvent: Hashable, Sendable {
    case key(Key)
    /// Pasted text, raw, its line ends made LF. Never a command, whatever it holds.
    case paste(String)
    /// Only after `setMouse(true)`.
    case mouse(Mouse)
    case resized(Size)
    /// The process was stopped and goes on; everything has to be drawn anew.
    case resumed
    /// The terminal has said what its background is.
    case background(RGB)
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

    /// Asks for reports of the mouse, or leaves the mouse to the terminal. Off at first.
    func setMouse(_ isOn: Bool)

    /// Hands text to the terminal for the clipboard (OSC 52). Whether the terminal takes it is not known.
    /// - Returns: whether it was sent; not where the terminal is of a kind that has no such thing, or the text is longer
    ///   than terminals take.
    func sendToClipboard(_ text: CopiedText) -> Bool

    /// Gives the screen back and stops the process, as Ctrl-Z does; returns when it is continued.
    func suspend()

    /// Gives the terminal back as it was found. Safe to call twice.
    func close()
}
