/// What has happened in the session. `SessionState.apply` is the one meaning of each.
package enum Event: Hashable, Sendable {
    /// Added, or changed in any of its values.
    case threadSaved(ChatThread)
    /// The messages of a thread were loaded.
    case threadOpened(ThreadID, [Message])
    /// Added at the end of its thread.
    case messageAdded(Message)
    case messageRemoved(ThreadID, MessageID)
    /// A reply has more text. Two of one message may be merged into one by appending.
    case replyGrew(ThreadID, MessageID, by: String)
    /// A reply has this text now, in place of all before.
    case replyReplaced(ThreadID, MessageID, text: String)
    /// A message has this part now; one with the same id is replaced.
    case messagePartSet(ThreadID, MessageID, MessagePart)
    case messageStateChanged(ThreadID, MessageID, MessageState)
    /// Started, or moved to another phase.
    case runChanged(Run)
    case runEnded(RunID)
    case draftSaved(ThreadID, text: String)
    case serviceChanged(Service)
    /// Who answers in new threads.
    case choiceChanged(ServiceChoice)
    case assistantsChanged(ServiceID, AssistantList)
    /// What came of a wish to save or delete an assistant; `assistantsChanged` came before it.
    case assistantEdited(ServiceID, AssistantEdit)
    /// A trouble of the session itself, nil when it is over: a full disk, a store in other hands.
    case troubleChanged(Failure?)
}
