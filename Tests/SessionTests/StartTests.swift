import ChatModel
import Session
import Testing

@Suite("How a session starts", .timeLimit(.minutes(1)))
struct StartTests {
    private func hub(_ services: [ConnectedService], trouble: Failure? = nil) -> SessionHub {
        let names = NameSource()
        return SessionHub(
            store: MemoryStore(), services: services, trouble: trouble, clock: ManualClock(),
            now: { Timestamp(milliseconds: 0) }, newName: { names.next() })
    }

    private func service(_ name: ServiceID, keySource: String) -> ConnectedService {
        ConnectedService(
            Service(id: name, name: name.text, assistant: "", keySource: keySource), provider: ScriptedProvider())
    }

    @Test("Services that need no key are asked at once, others when the person wants it")
    func lazyKeys() async throws {
        let hub = hub([
            service("first", keySource: "environment variable K"), service("second", keySource: ""),
        ])
        try await hub.start()
        let watcher = Watcher()
        watcher.begin(with: await hub.subscribe { watcher.take($0) }.state)
        let started = await watcher.until { $0.services.last?.reachability == .reachable }
        #expect(started.services.first?.reachability == .unknown)
        hub.perform(.checkService("first"))
        let asked = await watcher.until { $0.services.first?.reachability != .unknown }
        #expect(asked.services.first?.reachability == .reachable)
        await hub.shutdown()
    }

    @Test("A trouble from before the start is shown until the first prompt, whatever is opened")
    func trouble() async throws {
        let trouble = Failure(what: "config.toml is not used", why: "line 1: the key a is not known")
        let hub = hub([service("local", keySource: "")], trouble: trouble)
        try await hub.start()
        let watcher = Watcher()
        let started = await hub.subscribe { watcher.take($0) }.state
        #expect(started.trouble == trouble)
        watcher.begin(with: started)
        hub.perform(.createThread)
        let thread = try #require(await watcher.until { !$0.threads.isEmpty }.threads.first?.id)
        hub.perform(.openThread(thread))
        hub.perform(.saveDraft(thread, text: "x"))
        #expect(await watcher.until { $0.drafts[thread] == "x" }.trouble == trouble)
        hub.perform(.send(thread, text: "x"))
        await watcher.until { $0.trouble == nil }
    }
}
