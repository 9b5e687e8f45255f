import ChatModel
import TerminalModel

/// What the mouse does in the transcript while its button is down, and its last click.
struct Drag {
    /// Where the button went down.
    let start: Position
    var position: Position
    /// The button is down.
    var isDown = true
    /// The mouse has moved to another cell.
    var hasMoved = false
    /// How often the button went down here, one time soon after the other.
    var clicks = 1
    let time: Timestamp
    /// When the view is to be scrolled on, while the mouse is beyond an edge.
    var nextScroll: Timestamp?

    /// Two presses of the button within this time are one double click.
    static let doubleClick: Duration = .milliseconds(400)
    static let scrollInterval: Duration = .milliseconds(60)
    /// So many lines a notch of the wheel scrolls.
    static let linesOfNotch = 3
}
