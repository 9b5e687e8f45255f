/// What a front asks of the session. Nothing is answered; what comes of it arrives as events.
package enum Command: Hashable, Sendable {
    /// Makes an empty thread with the choice for new threads. An empty thread that exists already is not made twice.
    case createThread
    /// Who is to answer in this thread from here on, and in new threads. What was said before is told to whoever follows.
    case choose(ThreadID, ServiceChoice)
    /// Makes replies in this thread so from the next prompt on. They are the thread's own then.
    case changeSettings(ThreadID, ReplySettings)
    /// Keeps a preset in the place of the one of its name, and of the one that it was before. Threads that have chosen
    /// either keep what they had.
    case savePreset(Preset, replacing: PresetID?)
    case deletePreset(PresetID)
    /// Moves the window on the list so that it holds this place and what is around it.
    case listThreads(ThreadQuery, around: Int)
    /// `threadFound` follows.
    case findThread(ThreadGoal, from: ThreadID?)
    /// `searchAnswered` follows; an empty text closes the search.
    case search(text: String)
    case changeThreads([ThreadID], ThreadChange)
    /// Takes the last change back that was not yet.
    case undoThreadChange
    /// Asks the services of these threads for titles of them; titles that the person gave stay.
    case makeTitles([ThreadID])
    case stopTitles
    /// Erases threads of the trash for good: these, or with nil all.
    case eraseThreads([ThreadID]?)
    /// Makes a thread of copies of the messages up to this one, with `from` beginning there; `threadOpened` follows for
    /// it.
    case forkThread(ThreadID, at: MessageID, from: MessageID? = nil)
    /// Asks this text with these files in place of an earlier prompt: a new branch, the old one stays beside it.
    case editPrompt(ThreadID, MessageID, text: String, files: [MessagePart] = [])
    /// Shows the branch through this message.
    case chooseBranch(ThreadID, through: MessageID)
    /// The person looks at this thread: its messages are loaded, it counts as read.
    case openThread(ThreadID)
    /// Sends the text, as it was typed (see `Prompt`), or queues it while a reply runs in that thread.
    /// - Parameter files: The contents of the person's own files that go with it.
    case send(ThreadID, text: String, files: [MessagePart] = [])
    /// The next prompt that is sent in this thread, or edited, goes though the model may not be able to hold all that
    /// stands before it. With a cut, as it stands at the message before, the rest is left out from that prompt on.
    case allowLength(ThreadID, HistoryCut? = nil)
    /// From this message on so much of its branch is sent.
    case cut(ThreadID, at: MessageID, HistoryCut)
    /// Asks whoever answers in the thread for a summary of what a cut leaves out, and makes the cut with it when it has
    /// come. `summaryChanged` says how far it is.
    case summarise(ThreadID, at: MessageID, keeping: Int)
    /// A summary that is being written is not wanted any more.
    case stopSummary(ThreadID)
    /// Stops the run in the way its service has.
    case stop(RunID)
    /// Drops the connection of a run that is already stopping, without waiting for the service.
    case forceStop(RunID)
    /// Asks the assistant to go on where this stopped or interrupted reply ended.
    case continueReply(ThreadID, MessageID)
    /// Asks again for the prompt that this reply answered: a new branch, the reply stays beside it.
    case retry(ThreadID, MessageID)
    /// Takes a prompt back whose run waits for its next attempt: run and reply go, and the prompt if nothing else
    /// answers it.
    case takeBack(RunID)
    /// Removes a prompt that is still queued.
    case unqueue(ThreadID, MessageID)
    /// Keeps what stands in the composer.
    case saveDraft(ThreadID, text: String)
    /// Asks the service whether it is there.
    case checkService(ServiceID)
    /// Fetches the first page of a service's assistants anew.
    case listAssistants(ServiceID)
    /// Fetches the next page, if there is one.
    case listMoreAssistants(ServiceID)
    /// Makes an assistant, or changes the one of this id; `assistantEdited` follows.
    case saveAssistant(ServiceID, AssistantID?, AssistantProfile)
    /// `assistantEdited` follows.
    case deleteAssistant(ServiceID, AssistantID)
}
