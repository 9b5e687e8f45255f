/// One conversation, as the thread list shows it. Its messages are held apart, because most threads are never opened.
package struct ChatThread: Hashable, Sendable, Identifiable {
    package let id: ThreadID
    package var title: String
    package let createdAt: Timestamp
    /// When a message was last added; the list is sorted by it.
    package var activeAt: Timestamp
    /// A reply ended while nobody looked.
    package var isUnread: Bool
    /// The newest reply failed or was interrupted.
    package var hasFailed: Bool
    /// Who answers in this thread.
    package var service: ServiceID
    /// Which of its assistants; nil leaves it to the service.
    package var assistant: AssistantReference?
    /// The thread's own name at the service, once the service has given one.
    package var remoteID: String?
    /// Nothing has been sent in it.
    package var isEmpty: Bool
    /// The person gave it its title.
    package var hasOwnTitle = false
    package var isPinned = false
    package var isArchived = false
    /// When it went into the trash; nil outside.
    package var deletedAt: Timestamp?
    /// Sorted, each once.
    package var labels: [String] = []
    /// The last message that the remote thread `remoteID` has heard of; nil if it has heard of none, or nobody knows.
    package var remoteTip: MessageID?
    /// How replies are made here.
    package var settings = ReplySettings()
    /// The name of the preset that the settings are of; nil where they are the thread's own, or there are none.
    package var preset: String?

    package init(
        id: ThreadID, title: String, createdAt: Timestamp, activeAt: Timestamp, isUnread: Bool = false,
        hasFailed: Bool = false, service: ServiceID, assistant: AssistantReference? = nil, remoteID: String? = nil,
        isEmpty: Bool = true
    ) {
        self.id = id
        self.title = title
        self.createdAt = createdAt
        self.activeAt = activeAt
        self.isUnread = isUnread
        self.hasFailed = hasFailed
        self.service = service
        self.assistant = assistant
        self.remoteID = remoteID
        self.isEmpty = isEmpty
    }
}

extension ChatThread {
    package var scope: ThreadQuery.Scope { deletedAt != nil ? .trash : isArchived ? .archived : .current }

    /// Who answers in it. The settings of a preset come and go with it; those of the thread's own stay where none is
    /// chosen.
    package var choice: ServiceChoice {
        get {
            ServiceChoice(
                service: service, assistant: assistant,
                preset: preset.map { ChosenPreset(name: $0, settings: settings) })
        }
        set {
            service = newValue.service
            assistant = newValue.assistant
            if newValue.preset != nil || preset != nil { settings = newValue.preset?.settings ?? ReplySettings() }
            preset = newValue.preset?.name
        }
    }

    /// Who answers there and how, with the thread's own settings.
    package mutating func answer(as other: ChatThread) {
        choice = other.choice
        settings = other.settings
    }
}
