import ChatModel
import Foundation
import GRDB
import Testing

@testable import Store

/// SplitMix64, so that a failure comes again.
struct Seeded: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}

@Suite("With other processes", .serialized)
struct ProcessTests {
    @Test("kill -9 at any moment loses nothing that was acknowledged")
    func killed() async throws {
        let scratch = Scratch()
        var random = Seeded(state: 2)
        var highest = 0
        for _ in 1...12 {
            let probe = try Probe("grow", scratch.path)
            for _ in 0..<Int.random(in: 0...90, using: &random) {
                highest = Int(try #require(probe.line())) ?? -1
            }
            probe.kill()
            while let line = probe.line() { highest = Int(line) ?? -1 }

            let threads = try scratch.open()
            #expect(threads.readOnly == nil && threads.notice == nil)
            let check = try await threads.queue.read { try String.fetchOne($0, sql: "PRAGMA integrity_check") }
            #expect(check == "ok")
            let messages = try await threads.messages(of: "probe")
            let numbers = messages.flatMap { $0.text.split(separator: "\n").compactMap { Int($0) } }
            #expect(numbers == Array(1..<(numbers.count + 1)))
            #expect(numbers.count == highest || numbers.count == highest + 1)
            #expect(messages.allSatisfy { $0.state == .complete || $0.state == .interrupted(.cutOffByTheEnd) })
            highest = numbers.count
        }
        #expect(highest > 100)
    }

    @Test("while another process writes this one reads, sees running as running, and says who writes")
    func secondProcess() async throws {
        let scratch = Scratch()
        let holder = try Probe("hold", scratch.path)
        #expect(holder.line() == "writing")
        let threads = try scratch.open()
        let readOnly = try #require(threads.readOnly)
        #expect(readOnly.what == "This Weft can only read")
        #expect(readOnly.why.hasPrefix("another Weft (process \(holder.id)) is writing, since "))
        await #expect(throws: readOnly) { try await threads.record([.threadSaved(.example)]) }
        #expect(try await threads.load().threads.isEmpty)
        try holder.release()
        #expect(try scratch.open().readOnly == nil)
    }

    @Test("a killed writer leaves no lock behind")
    func killedHolder() throws {
        let scratch = Scratch()
        let holder = try Probe("hold", scratch.path)
        #expect(holder.line() == "writing")
        holder.kill()
        #expect(try scratch.open().readOnly == nil)
    }

    @Test("a reader sees what the writer goes on to record, and running stays running")
    func readerFollows() async throws {
        let scratch = Scratch()
        let writer = try await scratch.openWithReply()
        let reader = try scratch.open(at: .noon + .seconds(60))
        #expect(reader.readOnly?.why.contains("(process \(getpid()))") == true)
        try await writer.record([.grew("more")])
        #expect(try await reader.messages(of: "thread-1") == [.reply(.running, text: "more")])
    }

    @Test("files that may not grow stop the recording with words, and it goes on when they may")
    func fileSizeLimit() async throws {
        let scratch = Scratch()
        let probe = try Probe("fill", scratch.path)
        let refused = try #require(probe.line())
        #expect(refused.hasSuffix("Your threads could not be saved, the disk reported an error"))
        let acknowledged = try #require(Int(refused.prefix { $0 != " " }))
        #expect(acknowledged > 10)
        #expect(probe.line() == "\(acknowledged + 1)")
        #expect(probe.line() == nil)
        let messages = try await scratch.open().messages(of: "probe")
        #expect(messages.map(\.id.text) == (1...acknowledged + 1).map { "\($0)" })
    }

    @Test("without room for the repair after a crash the threads can be read, and running reads interrupted")
    func noRoomAtStart() async throws {
        let scratch = Scratch()
        let long = String(repeating: "x", count: 200_000)
        try await scratch.openWithReply().record([.grew(long)])
        let probe = try Probe("cramped", scratch.path, thread: "thread-1")
        #expect(probe.line() == "This Weft can only read, the disk reported an error")
        #expect(probe.line() == "\(MessageState.interrupted(.cutOffByTheEnd)) 200000")
        probe.kill()
        let threads = try scratch.open()
        #expect(threads.readOnly == nil)
        let expected = Message.reply(.interrupted(.cutOffByTheEnd), text: long)
        #expect(try await threads.messages(of: "thread-1") == [expected])
    }

    @Test("with umask 000 directories are 0700 and all files 0600")
    func permissions() throws {
        let scratch = Scratch()
        let holder = try Probe("hold", "\(scratch.path)/new/store")
        #expect(holder.line() == "writing")
        #expect(try scratch.permissions() == 0o700)
        #expect(try scratch.permissions(of: "new") == 0o700)
        #expect(try scratch.permissions(of: "new/store") == 0o700)
        let files = ["threads.sqlite", "threads.sqlite-shm", "threads.sqlite-wal", "weft.lock"]
        #expect(try FileManager.default.contentsOfDirectory(atPath: scratch.path + "/new/store").sorted() == files)
        for file in files { #expect(try scratch.permissions(of: "new/store/" + file) == 0o600) }
    }
}
