/// What a front asks of the session. Nothing is answered; what comes of it arrives as events.
package enum Command: Hashable, Sendable {
    /// Makes an empty thread; `threadAdded` follows. An empty thread that exists already is not made twice.
    case createThread
    /// The person looks at this thread: its messages are loaded, it counts as read.
    case openThread(ThreadID)
    /// Sends the text as a prompt, or queues it while a reply runs in that thread.
    case send(ThreadID, text: String)
    /// Stops the run in the way its service has.
    case stop(RunID)
    /// Drops the connection of a run that is already stopping, without waiting for the service.
    case forceStop(RunID)
    /// Asks the assistant to go on where this stopped or interrupted reply ended.
    case continueReply(ThreadID, MessageID)
    /// Asks again for the prompt that this reply answered; the reply stays.
    case retry(ThreadID, MessageID)
    /// Removes a prompt that is still queued.
    case unqueue(ThreadID, MessageID)
    /// Keeps what stands in the composer.
    case saveDraft(ThreadID, text: String)
    /// Asks the service whether it is there.
    case checkService(ServiceID)
}
