package import ChatModel

/// A reply that is being made.
package struct StreamingReply: Sendable {
    /// What comes, in order: exactly one `ended`, always last, then the end of the stream. Letting go of it drops the
    /// reply.
    package let events: AsyncStream<ReplyEvent>
    /// Asks to stop the run in the way the service has; returns at once. What came of it is the `ended` event.
    package let stop: @Sendable () -> Void
    /// Closes the connection at once, without waiting for a word of the service.
    package let drop: @Sendable () -> Void
}
