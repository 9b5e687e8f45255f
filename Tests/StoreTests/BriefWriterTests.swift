import ChatModel
import Foundation
import Testing

@testable import Store

@Suite("A writer that holds the store for a moment only")
struct BriefWriterTests {
    @Test("whoever opens meanwhile waits, and writes")
    func waited() async throws {
        let scratch = Scratch()
        let brief = try ThreadDatabase.open(directory: scratch.path, now: .noon, isBrief: true)
        try await brief.record([.threadSaved(.example)])
        let opening = Task.detached { try ThreadDatabase.open(directory: scratch.path, now: .noon) }
        await brief.close()
        let threads = try await opening.value
        #expect(threads.readOnly == nil)
        #expect(try await threads.load().threads == [.example])
    }

    @Test("one that stays is not waited for, whoever held it before")
    func staying() async throws {
        let scratch = Scratch()
        let brief = try ThreadDatabase.open(directory: scratch.path, now: .noon, isBrief: true)
        await brief.close()
        let holder = try scratch.open()
        let second = try ThreadDatabase.open(directory: scratch.path, now: .noon, isBrief: true)
        #expect(second.readOnly?.why.hasPrefix("another Weft (process \(getpid())) is writing, since ") == true)
        await second.close()
        await holder.close()
    }
}
