/// How far a run has come. The raw values are what the database keeps.
enum RunState: String, Codable, Sendable, Hashable {
    /// Asked for, and not yet written down.
    case queued
    case inProgress = "in_progress"
    case completed
    case stopped
    case failed
}

/// Why a run failed, as its asker is told.
struct RunFailure: Codable, Sendable, Hashable {
    let code: String
    let message: String

    static let engine = RunFailure(
        code: "server_error", message: "The assistant failed while it was answering")
    static let leftOver = RunFailure(
        code: "server_error", message: "The service ended while the reply was being made")
}

/// How a run ended.
struct EndedRun: Sendable, Hashable {
    let id: String
    let thread: String
    let reply: String
    /// All of its text.
    let text: String
    let status: RunState
    /// Not nil for a run that failed.
    let failure: RunFailure?
    /// When its reply was begun; ISO 8601 in UTC.
    var createdAt = ""
    var grounds = RunGrounds()
}
