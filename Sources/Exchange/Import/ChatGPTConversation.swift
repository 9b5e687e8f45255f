import ChatModel

/// A conversation of ChatGPT's account export (`conversations.json`), as its format is publicly described.
///
/// `mapping` holds the nodes of a tree by name, each with `parent`, `children` and perhaps a `message`; `current_node`
/// is the end of the branch on screen. Nodes without words for the person (roots, instructions of the system, what is
/// marked hidden) are passed through: what follows them follows what they followed. What tools were asked and gave back
/// becomes parts of the reply that follows.
struct ChatGPTConversation {
    private let record: JSONValue
    private let nodes: [String: JSONValue]
    private var thread: ThreadBuilder
    /// The message that a node is, or stands behind.
    private var places: [String: MessageID] = [:]

    /// Where the walk through the tree is.
    private struct Step {
        let node: String
        var parent: MessageID?
        /// What tools did on the way to the next reply.
        var parts: [MessagePart] = []

        /// Thoughts, or how long they took, which follows them.
        mutating func think(_ thoughts: [MessagePart]) {
            for thought in thoughts {
                if thought.text.isEmpty, let last = parts.last, last.kind == .reasoning {
                    parts[parts.count - 1] = .thoughts(last.text, title: thought.title)
                } else {
                    parts.append(thought)
                }
            }
        }
    }

    static func matches(_ record: JSONValue) -> Bool { if case .object? = record["mapping"] { true } else { false } }

    static func thread(
        _ record: JSONValue, choice: ServiceChoice, now: Timestamp
    ) throws(RecordProblem) -> ImportedThread {
        guard let name = record["conversation_id"]?.string ?? record["id"]?.string, !name.isEmpty else {
            throw RecordProblem("it has no id")
        }
        var conversation = Self(record, name: name, now: now)
        conversation.walk()
        return try conversation.thread.thread(
            title: record["title"]?.string ?? "", activeAt: Timestamp(seconds: record["update_time"]?.double),
            through: record["current_node"]?.string.flatMap { conversation.places[$0] }, choice: choice
        )
        .archived(record["is_archived"]?.bool ?? false)
    }

    private init(_ record: JSONValue, name: String, now: Timestamp) {
        self.record = record
        nodes = record["mapping"]?.members ?? [:]
        let earliest = nodes.values.compactMap { $0["message"]?["create_time"]?.double }.min()
        let created = Timestamp(seconds: record["create_time"]?.double ?? earliest)
        thread = ThreadBuilder(source: "chatgpt", author: "ChatGPT", name: name, createdAt: created ?? now)
    }

    /// From the roots on, each node once, a parent before its children.
    private mutating func walk() {
        let roots = nodes.keys.filter { nodes[$0]?["parent"]?.string.flatMap { nodes[$0] } == nil }.sorted()
        var steps = roots.reversed().map { Step(node: $0) }
        var seen: Set<String> = []
        while let step = steps.popLast() {
            guard let node = nodes[step.node], seen.insert(step.node).inserted else { continue }
            var next = step
            if let message = node["message"] { take(message, &next) }
            let children = node.elements(of: "children").compactMap(\.string).filter { nodes[$0] != nil }
            if children.isEmpty { flush(&next) }
            if let parent = next.parent { places[step.node] = parent }
            steps += children.reversed().map { Step(node: $0, parent: next.parent, parts: next.parts) }
        }
    }

    /// Adds the message of a node to the thread, or what it holds to what the next reply will hold.
    private mutating func take(_ message: JSONValue, _ step: inout Step) {
        let content = ChatGPTContent(message)
        switch message["author"]?["role"]?.string {
        case _ where content.isHidden: thread.leaveOut("hidden messages")
        case "user":
            guard !content.isEmpty else { return }
            flush(&step)
            step.parent = add(.user, content, message, step)
        case "assistant" where content.isThought: step.think(content.parts)
        case "assistant" where content.isForTool: step.parts += content.parts
        case "assistant":
            guard !content.isEmpty else { return }
            step.parent = add(.assistant, content, message, step)
            step.parts = []
        case "tool": step.parts += content.parts
        default: thread.leaveOut("instructions of the system")
        }
    }

    private mutating func add(
        _ role: Role, _ content: ChatGPTContent, _ message: JSONValue, _ step: Step
    ) -> MessageID {
        thread.add(
            role, step.node, after: step.parent, at: Timestamp(seconds: message["create_time"]?.double),
            text: content.text, parts: (role == .user ? [] : step.parts) + content.parts,
            state: role == .user ? nil : content.state)
    }

    /// What tools did with no reply behind it stands by itself.
    private mutating func flush(_ step: inout Step) {
        guard !step.parts.isEmpty else { return }
        step.parent = thread.add(
            .assistant, step.node + " tools", after: step.parent, at: nil, text: "", parts: step.parts)
        step.parts = []
    }
}

extension ImportedThread {
    fileprivate func archived(_ isArchived: Bool) -> ImportedThread {
        var copy = self
        copy.stored.thread.isArchived = isArchived
        return copy
    }
}
