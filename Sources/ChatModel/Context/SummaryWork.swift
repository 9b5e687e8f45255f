/// A summary that is being written beside its thread.
package struct SummaryWork: Hashable, Sendable {
    package let startedAt: Timestamp
    /// The person has asked to stop it.
    package var isStopping = false

    package init(startedAt: Timestamp) { self.startedAt = startedAt }
}
