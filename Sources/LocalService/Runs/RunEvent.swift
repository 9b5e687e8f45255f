/// What happens in a run, in the words of no API: each tells it to its listeners on its own wire.
enum RunEvent: Sendable, Hashable {
    /// The run exists; first of all events, and said once.
    case started
    /// More text, never empty.
    case text(String)
    case toolCalled(EngineToolCall)
    case toolAnswered(id: String, ToolOutcome)
    /// Last of all events, and said exactly once.
    case ended(EndedRun)
}

/// The names by which a run is known outside of the service.
struct RunNames: Sendable, Hashable {
    let id: String
    let thread: String
    /// The message that the run writes.
    let reply: String
    let api: ThreadOwner
    let audience: Audience?
}

/// Channels to which a run is announced besides those who listen to its thread.
struct Audience: Sendable, Hashable {
    let channels: [String]
    /// What those who listen are to do with the events.
    let action: String
}
