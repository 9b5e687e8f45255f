import ChatModel
import Foundation
import GRDB

@testable import Store

/// A directory of one test; it goes when the test does.
final class Scratch: Sendable {
    let path: String

    init() {
        path = "\(NSTemporaryDirectory())/weft-store-\(UUID().uuidString)"
    }

    deinit {
        try? FileManager.default.removeItem(atPath: path)
    }

    var files: StoreFiles { StoreFiles(directory: path) }

    func open(at now: Timestamp = .noon) throws -> ThreadDatabase {
        try ThreadDatabase.open(directory: path, now: now)
    }

    /// A store with one thread, and a running reply in it.
    func openWithReply() async throws -> ThreadDatabase {
        let threads = try open()
        try await threads.record([.threadSaved(.example), .messageAdded(.reply(.running))])
        return threads
    }

    func permissions(of name: String = "") throws -> Int {
        let attributes = try FileManager.default.attributesOfItem(atPath: path + "/" + name)
        return (attributes[.posixPermissions] as? NSNumber)?.intValue ?? -1
    }

    func names() throws -> [String] { try FileManager.default.contentsOfDirectory(atPath: path).sorted() }

    func bytes(of name: String) throws -> Data { try Data(contentsOf: URL(fileURLWithPath: path + "/" + name)) }

    /// Through SQLite, as a person with its shell would.
    @discardableResult
    func ask(_ sql: String) throws -> [String] {
        try DatabaseQueue(path: files.database).writeWithoutTransaction { try String.fetchAll($0, sql: sql) }
    }
}

extension Timestamp {
    static let noon = Timestamp(milliseconds: 1_763_726_400_000)
}

extension ChatThread {
    static let example = ChatThread(
        id: "thread-1", title: "How to stop", createdAt: .noon, activeAt: .noon, service: "local", isEmpty: false)
}

extension Message {
    static func reply(_ state: MessageState, id: MessageID = "reply-1", text: String = "") -> Message {
        Message(
            id: id, thread: ChatThread.example.id, role: .assistant, text: text, createdAt: .noon, state: state,
            answers: "prompt-1", author: "Guide")
    }

    static func prompt(_ text: String, id: MessageID = "prompt-1", state: MessageState = .sent) -> Message {
        Message(
            id: id, thread: ChatThread.example.id, role: .user, text: text, createdAt: .noon, state: state)
    }
}

extension Event {
    static func grew(_ piece: String, _ id: MessageID = "reply-1") -> Event {
        .replyGrew(ChatThread.example.id, id, by: piece)
    }

    static func became(_ state: MessageState, _ id: MessageID = "reply-1") -> Event {
        .messageStateChanged(ChatThread.example.id, id, state)
    }
}
