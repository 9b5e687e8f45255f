/// The branch on screen, and what stands beside it.
extension SessionState {
    /// All messages of a thread that is loaded: those of the branch on screen, then the others.
    package func allMessages(of thread: ThreadID) -> [Message] {
        messages[thread, default: []] + aside[thread, default: []]
    }

    /// The messages that lead to this one and it itself, oldest first; empty if it is not there.
    package func path(to id: MessageID, in thread: ThreadID) -> [Message] {
        if let end = messages[thread]?.lastIndex(where: { $0.id == id }) {
            return Array(messages[thread, default: []][...end])
        }
        return MessageTree(allMessages(of: thread)).path(to: id)
    }

    /// The messages that stand where this one does, itself among them, the oldest first.
    package func variants(of message: Message) -> [Message] {
        guard let others = aside[message.thread], !others.isEmpty else { return [message] }
        let beside = others.filter { $0.parent == message.parent && $0.role == message.role }
        return (beside + [message]).sorted { ($0.createdAt, $0.id) < ($1.createdAt, $1.id) }
    }

    mutating func open(_ thread: ThreadID, _ loaded: [Message], through id: MessageID?) {
        let branch = MessageTree(loaded).branch(through: id)
        let shown = Set(branch.map(\.id))
        messages[thread] = branch
        setAside(loaded.filter { !shown.contains($0.id) }, of: thread)
    }

    mutating func add(_ message: Message) {
        var message = message
        let last = messages[message.thread]?.last?.id
        if message.parent == nil { message.parent = last }
        if message.parent == last {
            messages[message.thread, default: []].append(message)
        } else {
            aside[message.thread, default: []].append(message)
        }
    }

    mutating func remove(_ id: MessageID, from thread: ThreadID) {
        guard let removed = message(id, in: thread) else { return }
        messages[thread]?.removeAll { $0.id == id }
        setAside(aside[thread, default: []].filter { $0.id != id }, of: thread)
        for index in messages[thread, default: []].indices where messages[thread]?[index].parent == id {
            messages[thread]?[index].parent = removed.parent
        }
        for index in aside[thread, default: []].indices where aside[thread]?[index].parent == id {
            aside[thread]?[index].parent = removed.parent
        }
    }

    mutating func cutBranch(of thread: ThreadID, after id: MessageID?) {
        guard let branch = messages[thread] else { return }
        let end = id.map { id in branch.lastIndex { $0.id == id }.map { $0 + 1 } ?? branch.count } ?? 0
        messages[thread] = Array(branch[..<end])
        setAside(aside[thread, default: []] + branch[end...], of: thread)
    }

    private mutating func setAside(_ others: [Message], of thread: ThreadID) {
        aside[thread] = others.isEmpty ? nil : others
    }
}

/// Messages by what follows what.
struct MessageTree {
    private let all: [Message]
    private let byID: [MessageID: Message]
    private let children: [MessageID?: [Message]]

    /// - Parameter all: in any order. A message whose parent is not among them counts as a first one.
    init(_ all: [Message]) {
        self.all = all
        let byID = Dictionary(all.map { ($0.id, $0) }) { first, _ in first }
        self.byID = byID
        children = Dictionary(grouping: all) { message in message.parent.flatMap { byID[$0]?.id } }
    }

    func path(to id: MessageID) -> [Message] {
        var path: [Message] = []
        var seen: Set<MessageID> = []
        var next = byID[id]
        while let message = next, seen.insert(message.id).inserted {
            path.append(message)
            next = message.parent.flatMap { byID[$0] }
        }
        return path.reversed()
    }

    /// The path to this message, or to nothing, and from there the newest of each, to the end.
    func branch(through id: MessageID?) -> [Message] {
        var branch = id.map(path(to:)) ?? []
        var seen = Set(branch.map(\.id))
        while let next = children[branch.last?.id]?.max(by: { ($0.createdAt, $0.id) < ($1.createdAt, $1.id) }),
            seen.insert(next.id).inserted
        {
            branch.append(next)
        }
        return branch
    }
}

extension [Message] {
    /// These messages, each following the one before it.
    package var inSequence: [Message] {
        var sequence = self
        for index in indices.dropFirst() { sequence[index].parent = sequence[index - 1].id }
        return sequence
    }
}

extension Message {
    /// This message behind another one; nil puts it at the head.
    package func following(_ parent: MessageID?) -> Message {
        var message = self
        message.parent = parent
        return message
    }
}
