import ChatModel

/// How `weft ask` ends, as the shell sees it.
enum AskStatus: Int32, CaseIterable {
    case complete = 0
    /// Something of ours: no such thread, a wrong config.toml, a key that is not there, a disk that is full.
    case failed = 1
    case usage = 2
    /// The answer ended before its end: cut at a limit, or its connection broke.
    case cut = 3
    /// The service refused or failed, or could not be reached.
    case refused = 4
    /// Stopped by the person, as a shell counts a program that Ctrl-C ended.
    case stopped = 130

    init(_ state: MessageState) {
        switch state {
        case .complete: self = .complete
        case .stopped: self = .stopped
        case .interrupted, .running: self = .cut
        case .failed: self = .refused
        case .queued, .sent: self = .failed
        }
    }

    /// One sentence without its full stop.
    var purpose: String {
        switch self {
        case .complete: "The answer is complete"
        case .failed: "Weft could not ask: no such thread, a wrong config.toml, a key that is missing, a full disk"
        case .usage: "The command line is wrong"
        case .cut: "The answer was interrupted or cut: at a limit of length, or because its connection broke"
        case .refused: "The service refused or failed, or could not be reached"
        case .stopped: "You stopped it with Ctrl-C; what came until then is kept"
        }
    }
}
