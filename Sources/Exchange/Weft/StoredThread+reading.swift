import ChatModel

extension StoredThread {
    /// Reads what `json` wrote. A reply that was running there is cut off here, where no run makes it.
    init(_ record: JSONValue) throws(RecordProblem) {
        let id = ThreadID(try record.name("id"))
        var messages: [Message] = []
        for (index, element) in record.elements(of: "messages").enumerated() {
            do throws(RecordProblem) {
                messages.append(try Message(element, in: id))
            } catch {
                throw RecordProblem("message \(index + 1): \(error.why)")
            }
        }
        self.init(
            thread: try ChatThread(record, id: id), messages: messages,
            through: record["through"]?.string.map { MessageID($0) }, draft: record["draft"]?.string ?? "")
        try check()
    }

    private func check() throws(RecordProblem) {
        var parents: [MessageID: MessageID?] = [:]
        for message in messages where parents.updateValue(message.parent, forKey: message.id) != nil {
            throw RecordProblem("two of its messages have the id \(message.id)")
        }
        var isRooted: Set<MessageID> = []
        for message in messages {
            var path: Set<MessageID> = []
            var next: MessageID? = message.id
            while let id = next, let parent = parents[id], !isRooted.contains(id) {
                guard path.insert(id).inserted else {
                    throw RecordProblem("its messages follow each other in a circle")
                }
                next = parent
            }
            isRooted.formUnion(path)
        }
    }
}

extension ChatThread {
    fileprivate init(_ record: JSONValue, id: ThreadID) throws(RecordProblem) {
        let created = try record.moment("createdAt")
        self.init(
            id: id, title: try record.text("title"), createdAt: created,
            activeAt: try record["activeAt"] == nil ? created : record.moment("activeAt"),
            isUnread: record.flag("isUnread"), hasFailed: record.flag("hasFailed"),
            service: ServiceID(try record.text("service")),
            assistant: record["assistant"].flatMap { AssistantReference($0) },
            remoteID: record["remoteID"]?.string, isEmpty: record.flag("isEmpty"))
        hasOwnTitle = record.flag("hasOwnTitle")
        isPinned = record.flag("isPinned")
        isArchived = record.flag("isArchived")
        deletedAt = try record["deletedAt"] == nil ? nil : record.moment("deletedAt")
        labels = Set(record.elements(of: "labels").compactMap(\.string)).sorted()
        remoteTip = record["remoteTip"]?.string.map { MessageID($0) }
        preset = record["preset"]?.string
        if let record = record["settings"] { settings = try ReplySettings(record) }
    }
}

extension ReplySettings {
    fileprivate init(_ record: JSONValue) throws(RecordProblem) {
        self.init(system: record["system"]?.string)
        temperature = try record.number("temperature")
        topP = try record.number("topP")
        maxTokens = try record.number("maxTokens").map { number throws(RecordProblem) in
            guard let count = Int(exactly: number) else { throw RecordProblem("its maxTokens is no whole number") }
            return count
        }
        if let word = record["effort"] {
            guard let known = word.string.flatMap(ReasoningEffort.init(rawValue:)) else {
                throw RecordProblem("its effort is not known")
            }
            effort = known
        }
        if let problem { throw RecordProblem(problem) }
    }
}

extension AssistantReference {
    fileprivate init?(_ record: JSONValue) {
        guard let id = record["id"]?.string else { return nil }
        self.init(id: AssistantID(id), name: record["name"]?.string ?? id)
    }
}

extension Message {
    fileprivate init(_ record: JSONValue, in thread: ThreadID) throws(RecordProblem) {
        guard let role = Role(rawValue: try record.text("role")) else {
            throw RecordProblem("its role is neither user nor assistant")
        }
        var parts: [MessagePart] = []
        for element in record.elements(of: "parts") { parts.append(try MessagePart(element)) }
        guard Set(parts.map(\.id)).count == parts.count else {
            throw RecordProblem("two of its parts have the same id")
        }
        self.init(
            id: MessageID(try record.name("id")), thread: thread, role: role, text: try record.text("text"),
            createdAt: try record.moment("createdAt"), state: try MessageState(record),
            parent: record["parent"]?.string.map { MessageID($0) },
            answers: record["answers"]?.string.map { MessageID($0) }, author: record["author"]?.string ?? "",
            parts: parts)
    }
}

extension MessagePart {
    fileprivate init(_ record: JSONValue) throws(RecordProblem) {
        let kind = try record.text("kind")
        guard let known = Kind(rawValue: kind) else { throw RecordProblem("a part is of the unknown kind \(kind)") }
        self.init(
            id: try record.text("id"), kind: known, title: try record.text("title"),
            text: record["text"]?.string ?? "")
    }
}

extension MessageState {
    fileprivate init(_ record: JSONValue) throws(RecordProblem) {
        let name = try record.text("state")
        switch name {
        case "queued": self = .queued
        case "sent": self = .sent
        case "running":
            self = .interrupted(
                Failure(
                    what: "The answer was cut off", why: "it was still coming when the thread was exported",
                    remedy: "ask again"))
        case "complete": self = .complete
        case "stopped":
            guard let outcome = StopOutcome(rawValue: record["outcome"]?.string ?? "") else {
                throw RecordProblem("it does not say how it was stopped")
            }
            self = .stopped(outcome)
        case "interrupted": self = .interrupted(try Failure(record))
        case "failed": self = .failed(try Failure(record))
        default: throw RecordProblem("the state \(name) is not known")
        }
    }
}

extension Failure {
    /// That of a message.
    fileprivate init(_ message: JSONValue) throws(RecordProblem) {
        guard let record = message["failure"] else { throw RecordProblem("it does not say what failed") }
        self.init(
            what: try record.text("what"), why: record["why"]?.string ?? "", remedy: record["remedy"]?.string ?? "")
    }
}

extension JSONValue {
    fileprivate func text(_ name: String) throws(RecordProblem) -> String {
        guard let text = self[name]?.string else { throw RecordProblem("it has no \(name)") }
        return text
    }

    /// A text that tells one from others, so an empty one is none.
    fileprivate func name(_ name: String) throws(RecordProblem) -> String {
        let text = try text(name)
        guard !text.isEmpty else { throw RecordProblem("its \(name) is empty") }
        return text
    }

    fileprivate func moment(_ name: String) throws(RecordProblem) -> Timestamp {
        if let milliseconds = self[name]?.integer { return Timestamp(milliseconds: milliseconds) }
        guard let moment = Timestamp(iso: try text(name)) else { throw RecordProblem("its \(name) is no time") }
        return moment
    }

    fileprivate func number(_ name: String) throws(RecordProblem) -> Double? {
        guard let value = self[name] else { return nil }
        guard let number = value.double else { throw RecordProblem("its \(name) is no number") }
        return number
    }

    fileprivate func flag(_ name: String) -> Bool { self[name]?.bool ?? false }

    func elements(of name: String) -> [JSONValue] { self[name]?.elements ?? [] }
}
