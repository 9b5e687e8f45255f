import ChatModel
import Foundation
import Store

/// A second process for the tests of the store: `StoreProbe grow|hold|fill|cramped DIRECTORY [THREAD]`.
///
/// What it writes to standard output has happened: nothing is buffered.
@main
struct StoreProbe {
    static func main() async throws {
        umask(0)
        signal(SIGXFSZ, SIG_IGN)
        let arguments = CommandLine.arguments
        guard arguments.count >= 3 else { exit(64) }
        // Room for SQLite's shared memory of 32 kB, and for little more.
        if arguments[1] == "cramped" { limitFiles(to: 40 << 10) }
        let threads = try ThreadDatabase.open(directory: arguments[2], now: .now)
        switch arguments[1] {
        case "grow": try await grow(threads)
        case "hold": hold(threads)
        case "fill": try await fill(threads)
        case "cramped": try await tell(threads, of: ThreadID(arguments.last ?? ""))
        default: exit(64)
        }
    }

    /// Records replies that hold numbers, one a line, without an end; prints each number once it is recorded.
    private static func grow(_ threads: ThreadDatabase) async throws {
        var number = try await lastNumber(in: threads)
        try await threads.record([.threadSaved(.probe)])
        while true {
            let reply = Message(
                id: MessageID("\(getpid())-\(number)"), thread: ChatThread.probe.id, role: .assistant, text: "",
                createdAt: .now, state: .running)
            try await threads.record([.messageAdded(reply)])
            for _ in 1...20 {
                number += 1
                try await threads.record([.replyGrew(reply.thread, reply.id, by: "\(number)\n")])
                say("\(number)")
            }
            try await threads.record([.messageStateChanged(reply.thread, reply.id, .complete)])
        }
    }

    private static func lastNumber(in threads: ThreadDatabase) async throws -> Int {
        let messages = try await threads.read(ChatThread.probe.id)?.messages ?? []
        let text = messages.map(\.text).joined()
        return text.split(separator: "\n").last.flatMap { Int($0) } ?? 0
    }

    /// Keeps the store until standard input ends.
    private static func hold(_ threads: ThreadDatabase) {
        say(threads.readOnly?.why ?? "writing")
        while readLine() != nil {}
        withExtendedLifetime(threads) {}
    }

    private static func tell(_ threads: ThreadDatabase, of thread: ThreadID) async throws {
        say("\(threads.readOnly?.what ?? "writing"), \(threads.readOnly?.why ?? "")")
        for message in try await threads.read(thread)?.messages ?? [] {
            say("\(message.state) \(message.text.utf8.count)")
        }
    }

    /// Records prompts until no file may grow any more, then once again when files may.
    private static func fill(_ threads: ThreadDatabase) async throws {
        try await threads.record([.threadSaved(.probe)])
        limitFiles(to: 1 << 20)
        var number = 0
        do {
            while true {
                try await threads.record([.messageAdded(prompt(number + 1))])
                number += 1
            }
        } catch {
            say("\(number) \(error.what), \(error.why)")
        }
        limitFiles(to: rlim_t(Int64.max))
        try await threads.record([.messageAdded(prompt(number + 1))])
        say("\(number + 1)")
    }

    private static func prompt(_ number: Int) -> Message {
        Message(
            id: MessageID("\(number)"), thread: ChatThread.probe.id, role: .user,
            text: String(repeating: "\(number) ", count: 1000), createdAt: .now, state: .sent)
    }

    private static func limitFiles(to size: rlim_t) {
        var limit = rlimit()
        getrlimit(__rlimit_resource_t(RLIMIT_FSIZE.rawValue), &limit)
        limit.rlim_cur = min(size, limit.rlim_max)
        setrlimit(__rlimit_resource_t(RLIMIT_FSIZE.rawValue), &limit)
    }

    private static func say(_ line: String) {
        let bytes = Array("\(line)\n".utf8)
        _ = write(STDOUT_FILENO, bytes, bytes.count)
    }
}

extension ChatThread {
    fileprivate static let probe = ChatThread(
        id: "probe", title: "Probe", createdAt: .now, activeAt: .now, service: "local")
}

extension Timestamp {
    fileprivate static var now: Timestamp { Timestamp(milliseconds: Int64(Date().timeIntervalSince1970 * 1000)) }
}
