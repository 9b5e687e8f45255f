/// What has happened in the session. `SessionState.apply` is the one meaning of each.
package enum Event: Hashable, Sendable {
    /// Added, or changed in any of its values.
    case threadSaved(ChatThread)
    /// The window on the list of threads holds this now.
    case threadsListed(ThreadPage)
    /// A thread that stands outside the window was read.
    case threadRead(ChatThread, draft: String)
    /// Gone for good, with all their messages.
    case threadsErased([ThreadID])
    /// What was looked for in the list; nil if there is none.
    case threadFound(ThreadGoal, ThreadID?)
    /// nil when the search was closed.
    case searchAnswered(SearchAnswer?)
    /// The messages of a thread were loaded: all of them, in the order they were added. The branch on screen is the one
    /// through this message, or the newest if it is nil.
    case threadOpened(ThreadID, [Message], through: MessageID? = nil)
    /// Added at the end of the branch on screen if it follows that end or has no parent, else beside it.
    case messageAdded(Message)
    /// What follows it, follows what it followed.
    case messageRemoved(ThreadID, MessageID)
    /// The branch on screen ends with this message now, with nil it is empty; what followed stands beside it.
    case branchCut(ThreadID, after: MessageID?)
    /// The branch on screen is the one through this message, and after it by the newest of each.
    case branchChosen(ThreadID, through: MessageID)
    /// A reply has more text. Two of one message may be merged into one by appending.
    case replyGrew(ThreadID, MessageID, by: String)
    /// A reply has this text now, in place of all before.
    case replyReplaced(ThreadID, MessageID, text: String)
    /// A message has this part now; one with the same id is replaced.
    case messagePartSet(ThreadID, MessageID, MessagePart)
    /// A part has more text; without such a part nothing happens. Two of one part may be merged into one by appending.
    case messagePartGrew(ThreadID, MessageID, part: String, by: String)
    case messageStateChanged(ThreadID, MessageID, MessageState)
    /// Started, or moved to another phase.
    case runChanged(Run)
    case runEnded(RunID)
    case draftSaved(ThreadID, text: String)
    /// A prompt was not sent. What was typed comes back to where it was written, with what was read of its files; it is
    /// in the draft too. The message is the earlier prompt that it was to be asked in the place of.
    case promptReturned(ThreadID, text: String, files: [MessagePart], inPlaceOf: MessageID?)
    /// A summary of what is left out is being written; nil when it has ended, well or not.
    case summaryChanged(ThreadID, SummaryWork?)
    case serviceChanged(Service)
    /// Who answers in new threads.
    case choiceChanged(ServiceChoice)
    case assistantsChanged(ServiceID, AssistantList)
    /// What came of a wish to save or delete an assistant; `assistantsChanged` came before it.
    case assistantEdited(ServiceID, AssistantEdit)
    /// So many threads wait for a title that their service makes.
    case titlesAwaited(Int)
    /// All presets that are kept.
    case presetsRead([Preset])
    /// Made, or in the place of the one of its name.
    case presetSaved(Preset)
    case presetDeleted(PresetID)
    /// A trouble of the session itself, nil when it is over: a full disk, a store in other hands.
    case troubleChanged(Failure?)
}
