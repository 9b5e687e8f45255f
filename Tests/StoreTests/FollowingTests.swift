import ChatModel
import Testing

@testable import Store

@Suite("A second process follows", .timeLimit(.minutes(1)))
struct FollowingTests {
    @Test("what another process writes is told, and can be read then")
    func followed() async throws {
        let scratch = Scratch()
        let probe = try Probe("grow", scratch.path)
        #expect(probe.line() == "1")
        let reader = try scratch.open()
        #expect(reader.readOnly != nil)
        var seen = 0
        for await _ in reader.changes(every: .milliseconds(5)) {
            let written = try #require(probe.line().flatMap { Int($0) })
            let text = try await reader.messages(of: "probe").map(\.text).joined()
            #expect(text.split(separator: "\n").contains { $0 == "\(written)" })
            #expect(try await reader.list(ThreadQuery(), around: 0, limit: 5).threads.map(\.id) == ["probe"])
            seen += 1
            if seen == 5 { break }
        }
        #expect(seen == 5)
    }

    @Test("while nothing is written nothing is told, and the end comes with the close")
    func quiet() async throws {
        let scratch = Scratch()
        let writer = try await scratch.openWithReply()
        let reader = try scratch.open()
        let changes = reader.changes(every: .milliseconds(1))
        let count = Task {
            var count = 0
            for await _ in changes { count += 1 }
            return count
        }
        _ = try await reader.messages(of: "thread-1")
        await reader.close(within: .seconds(30))
        #expect(await count.value == 0)
        var own = 0
        for await _ in writer.changes() { own += 1 }
        #expect(own == 0)
    }
}
