import ChatModel
import Foundation
import Store
import Testing

@testable import weft

@Suite("What was asked comes to the threads")
struct HandoverTests {
    private static func events(_ name: String, _ state: MessageState) -> [Event] {
        let id = ThreadID(name)
        let moment = Timestamp(milliseconds: 1)
        let row = ChatThread(
            id: id, title: name, createdAt: moment, activeAt: moment, service: "local", isEmpty: false)
        return [
            .threadSaved(row),
            .messageAdded(
                Message(id: MessageID("q" + name), thread: id, role: .user, text: "?", createdAt: moment, state: .sent)),
            .messageAdded(
                Message(
                    id: MessageID("a" + name), thread: id, role: .assistant, text: "half", createdAt: moment,
                    state: state,
                    parent: MessageID("q" + name), answers: MessageID("q" + name))),
        ]
    }

    @Test("What is over is taken and its folder goes; what goes on, or begins, stays")
    func taken() async throws {
        let scratch = try Scratch()
        let handover = Handover(scratch.locations)
        let over = try handover.open("over")
        try await over.record(Self.events("over", .complete))
        await over.close()
        handover.end("over")
        #expect(handover.hasOver)
        let going = try handover.open("going")
        try await going.record(Self.events("going", .running))
        try FileManager.default.createDirectory(
            atPath: handover.directory + "/beginning", withIntermediateDirectories: true)

        let threads = try ThreadDatabase.open(directory: scratch.locations.threads, now: .now)
        await handover.deliver { await threads.join($0) }
        #expect(try await threads.read("over")?.messages.map(\.text) == ["?", "half"])
        #expect(try await threads.read("going") == nil)
        #expect(!handover.hasOver)
        #expect(
            try FileManager.default.contentsOfDirectory(atPath: handover.directory).sorted() == ["beginning", "going"])
        await going.close()
        await threads.close()
    }

    @Test("Of one whose process died, what came until then is taken, and reads interrupted")
    func died() async throws {
        let scratch = try Scratch()
        let handover = Handover(scratch.locations)
        let store = try handover.open("dead")
        try await store.record(Self.events("dead", .running))
        await store.close()
        let threads = try ThreadDatabase.open(directory: scratch.locations.threads, now: .now)
        await handover.deliver { await threads.join($0) }
        let reply = try #require(try await threads.read("dead")?.messages.last)
        guard case .interrupted = reply.state else {
            Issue.record("\(reply.state)")
            return
        }
        #expect(reply.text == "half")
        await threads.close()
    }

    @Test("What cannot be kept waits, and comes the next time")
    func refused() async throws {
        let scratch = try Scratch()
        let handover = Handover(scratch.locations)
        let store = try handover.open("one")
        try await store.record(Self.events("one", .complete))
        await store.close()
        handover.end("one")
        await handover.deliver { _ in false }
        #expect(handover.hasOver)
        let threads = try ThreadDatabase.open(directory: scratch.locations.threads, now: .now)
        await handover.deliver { await threads.join($0) }
        #expect(!handover.hasOver)
        #expect(try await threads.read("one")?.messages.count == 2)
        await threads.close()
    }

    @Test("What is being said is shown as far as it is written, again only when something is new, and taken at its end")
    func shown() async throws {
        let scratch = try Scratch()
        let handover = Handover(scratch.locations)
        let going = try handover.open("going")
        try await going.record(Self.events("going", .running))
        let threads = try ThreadDatabase.open(directory: scratch.locations.threads, now: .now)
        var glance = HandoverGlance()
        var texts: [String] = []
        func look() async -> Bool {
            await handover.deliver(
                isDue: { glance.isDue($0) }, showing: { texts += $0.compactMap(\.messages.last?.text) },
                to: { await threads.join($0) })
        }
        #expect(await look() && texts == ["half"])
        // Not yet, and after so many glances all the same: its process may have died.
        for _ in 1..<4 { #expect(await look() && texts == ["half"]) }
        #expect(await look() && texts == ["half", "half"])
        try await going.record([.replyGrew("going", "agoing", by: " more")])
        #expect(await look() && texts.last == "half more" && texts.count == 3)
        try await going.record([.messageStateChanged("going", "agoing", .complete)])
        await going.close()
        handover.end("going")
        #expect(await look() == false && texts.count == 3)
        #expect(try await threads.read("going")?.messages.last?.text == "half more")
        await threads.close()
    }
}
