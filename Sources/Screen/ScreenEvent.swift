package import ChatModel
package import TerminalModel

/// What the screen learns.
package enum ScreenEvent: Hashable, Sendable {
    case terminal(TerminalEvent)
    case session(Event)
    case errand(ErrandResult)
    /// Time went by; sent once at the start, and when `ScreenState.nextTick` is due.
    case tick
}

/// What the screen wants done.
package enum Effect: Hashable, Sendable {
    case command(Command)
    /// The person has confirmed what there was to confirm.
    case quit
    case suspend
    /// The whole screen is to be sent anew: what the terminal shows is not what it was told.
    case redraw
    /// Weft is to be told what the mouse does, or the mouse is left to the terminal.
    case setMouse(Bool)
    case errand(Errand)
}
