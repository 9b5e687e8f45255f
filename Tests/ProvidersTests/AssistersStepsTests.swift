import ChatModel
import Testing
import WireFormats

@testable import Providers

@Suite("The steps before the post")
struct AssistersStepsTests {
    private let history: [Message] = [
        .sample("1", "First?"),
        .sample("2", "Partly", role: .assistant, state: .stopped(.hereOnly)),
        .sample("3", "", role: .assistant, state: .complete),
        .sample("4", "Queued", state: .queued),
    ]

    private func drafts(_ rig: ExchangeRig) throws -> [Assisters.MessageDraft] {
        try rig.calls.filter { $0.path.hasSuffix("/messages") }.map {
            try WireJSON.decode(Assisters.MessageDraft.self, from: $0.body ?? [])
        }
    }

    @Test("A new thread is made and named, is told what was said, and then asked")
    func newThread() throws {
        var rig = ExchangeRig(remoteThread: nil, history: history, settings: AssistersSettings())
        #expect(rig.calls.last?.path.hasPrefix("assisters?") == true)
        rig.answer(#"{"data":[{"id":"asst_9","name":"Guide"}],"total":1,"has_more":false}"#)
        #expect(rig.calls.last?.path == "threads")
        rig.answer(#"{"id":"thread_9"}"#, status: 201)
        rig.answer(#"{"id":"m","role":"user","content":"First?"}"#, status: 201)
        #expect(rig.events.isEmpty, "a thread that was told a part only has no name")
        rig.answer(#"{"id":"n","role":"assistant","content":"Partly"}"#, status: 201)
        #expect(rig.events == [.threadNamed("thread_9")])
        rig.feed(.streamOpened(rig.exchange.stream))
        #expect(
            try drafts(rig) == [
                .init(role: .user, content: "First?"), .init(role: .assistant, content: "Partly"),
                .init(role: .user, content: "Hello?", assistantID: "asst_9"),
            ])
        #expect(Set(rig.calls.compactMap(\.idempotencyKey)).count == 4)
        rig.answer(Wire.reply("Hi"), status: 201)
        #expect(rig.end == .complete)
    }

    @Test("A known thread is asked at once, and its name cannot leave its place in the path")
    func knownThread() throws {
        var rig = ExchangeRig(remoteThread: "../x?y/z", history: history)
        rig.ring(.grace)
        #expect(rig.calls.map(\.path) == ["threads/%2E%2E%2Fx%3Fy%2Fz/messages"])
        #expect(try drafts(rig) == [.init(role: .user, content: "Hello?", assistantID: "asst_1")])
    }

    @Test("A thread that the service has forgotten is made anew, once")
    func forgottenThread() throws {
        var rig = ExchangeRig(remoteThread: "gone", history: [history[0]])
        rig.closeStream(wasRefused: true)
        rig.answer(Wire.error("no such thread"), status: 404)
        #expect(rig.calls.last?.path == "threads")
        rig.answer(#"{"id":"thread_2"}"#, status: 201)
        rig.answer(#"{"id":"m","role":"user","content":"First?"}"#, status: 201)
        #expect(rig.isListening)
        rig.feed(.streamOpened(rig.exchange.stream))
        #expect(rig.calls.last?.path == "threads/thread_2/messages")
        rig.answer(Wire.error("no such thread"), status: 404)
        #expect(rig.events.first == .threadNamed("thread_2"))
        #expect(rig.end?.isFailed == true)
    }

    @Test("An assistant that the service does not know is no reason for a new thread")
    func unknownAssistant() {
        var rig = ExchangeRig.posting()
        rig.answer(Wire.error("no such assistant", param: "assistant_id"), status: 404)
        #expect(rig.end?.failure?.why == "no such assistant")
        #expect(rig.calls.count == 1)
    }

    @Test("An assistant known from before that is gone is chosen anew, once")
    func goneAssistant() throws {
        var rig = ExchangeRig(settings: AssistersSettings(), knownAssistant: "asst_old")
        rig.feed(.streamOpened(rig.exchange.stream))
        #expect(try drafts(rig).map(\.assistantID) == ["asst_old"])
        rig.answer(Wire.error("no such assistant", param: "assistant_id"), status: 404)
        #expect(rig.calls.last?.path.hasPrefix("assisters?") == true)
        rig.answer(#"{"data":[{"id":"asst_9","name":"Guide"}],"total":1,"has_more":false}"#)
        #expect(try drafts(rig).map(\.assistantID) == ["asst_old", "asst_9"])
        rig.answer(Wire.error("no such assistant", param: "assistant_id"), status: 404)
        #expect(rig.end?.failure?.why == "no such assistant")
    }

    @Test("A service without assistants, and one that answers nonsense, fail in words")
    func nobody() {
        var rig = ExchangeRig(settings: AssistersSettings())
        rig.answer(#"{"data":[]}"#)
        #expect(rig.end?.failure?.why == "the service has no assistant")
        rig = ExchangeRig(remoteThread: nil)
        rig.answer("<html>")
        #expect(rig.end?.isFailed == true)
        #expect(rig.text.isEmpty)
    }
}
