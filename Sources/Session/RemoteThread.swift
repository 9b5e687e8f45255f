import ChatModel

/// A thread as its service keeps it.
struct RemoteThread: Hashable {
    let id: String
    /// The last message that it has heard of: it knows what leads there, and nothing else.
    let tip: MessageID
}

extension ChatThread {
    /// nil while the service keeps none, or nobody knows what it has heard.
    var remote: RemoteThread? {
        get {
            guard let remoteID, let remoteTip else { return nil }
            return RemoteThread(id: remoteID, tip: remoteTip)
        }
        set {
            remoteID = newValue?.id
            remoteTip = newValue?.tip
        }
    }
}
