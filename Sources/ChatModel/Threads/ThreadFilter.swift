/// What the list of threads is limited to. Values only; `ThreadStore` finds the threads that match.
///
/// Texts match any part of a word, without regard to case.
package indirect enum ThreadFilter: Hashable, Sendable {
    case all
    /// In the title or in a message.
    case text(String)
    case title(String)
    /// In a message.
    case body(String)
    /// Last active in this half-open span; nil leaves a side open.
    case active(from: Timestamp?, before: Timestamp?)
    /// The service's name or id.
    case service(String)
    /// The assistant's name or id, or the name of the thread's preset.
    case assistant(String)
    /// The whole label.
    case label(String)
    case running
    /// A prompt waits.
    case queued
    case unread
    /// The newest reply failed or was interrupted.
    case failed
    case pinned
    /// Something stands unsent in its composer.
    case drafted
    case not(ThreadFilter)
    case and([ThreadFilter])
    case or([ThreadFilter])
}
