import ChatModel
import Dispatch
import GRDB
import Testing

@testable import Store

@Suite("Closing", .timeLimit(.minutes(1)))
struct ClosingTests {
    @Test("leaves no log behind, gives the right to write back, and refuses what comes later in words")
    func closed() async throws {
        let scratch = Scratch()
        let threads = try await scratch.openWithReply()
        #expect(try scratch.names().contains("threads.sqlite-wal"))
        try await threads.record([.grew("kept"), .became(.complete)])
        await threads.close(within: .seconds(30))
        #expect(try scratch.names() == ["threads.sqlite", "weft.lock"])

        let refusal = await #expect(throws: Failure.self) { try await threads.record([.grew("lost")]) }
        #expect(refusal?.what == "Your threads could not be saved")
        #expect(refusal?.why == "their file is closed, because Weft is ending")
        await #expect(throws: Failure.self) { try await threads.load() }
        await #expect(throws: Failure.self) { try await threads.messages(of: "thread-1") }

        let next = try scratch.open()
        #expect(next.readOnly == nil)
        #expect(try await next.messages(of: "thread-1") == [.reply(.complete, text: "kept")])
        // Once more, while another has the file: its lock is not touched.
        await threads.close(within: .seconds(30))
        #expect(try scratch.open().readOnly != nil)
        try await next.record([.threadSaved(.example)])
        await next.close(within: .seconds(30))
        #expect(try scratch.names() == ["threads.sqlite", "weft.lock"])
    }

    @Test("comes after all that was asked before")
    func order() async throws {
        let scratch = Scratch()
        let threads = try await scratch.openWithReply()
        let gate = DispatchSemaphore(value: 0)
        threads.queue.asyncWriteWithoutTransaction { _ in gate.wait() }
        // Not waited for any longer than was said, and not before its turn.
        await threads.close(within: .milliseconds(1))
        #expect(!threads.holding.isClosed)
        #expect(try scratch.open().readOnly != nil)
        gate.signal()
        await threads.close(within: .seconds(30))
        #expect(threads.holding.isClosed)
        #expect(try scratch.names() == ["threads.sqlite", "weft.lock"])
        #expect(try scratch.open().readOnly == nil)
    }

    @Test("of one that only reads leaves the writer alone")
    func reader() async throws {
        let scratch = Scratch()
        let writer = try await scratch.openWithReply()
        let reader = try scratch.open()
        await reader.close(within: .seconds(30))
        try await writer.record([.grew("more")])
        #expect(try scratch.open().readOnly != nil)
        #expect(try await writer.messages(of: "thread-1") == [.reply(.running, text: "more")])
    }
}
