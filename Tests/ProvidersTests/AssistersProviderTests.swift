import ChatModel
import Providers
import TestSupport
import Testing

@Suite("AssistersProvider against a service", .timeLimit(.minutes(1)))
struct AssistersProviderTests {
    private let request = ReplyRequest.sample(remoteThread: nil)

    @Test("Makes a thread, shows the text while the post is under way, and ends with its answer")
    func reply() async throws {
        let (posted, shown) = (Gate(), Gate())
        var service = ScriptedAssisters()
        service.stream = { _, response in
            try await response.beginStream()
            await posted.wait()
            try await response.write(": ping\n\ndata: nonsense\n\n" + Wire.delta("Hello") + Wire.delta(" th"))
            try await response.write(Wire.delta("ere"))
            await response.untilClientLeaves()
        }
        service.post = { _, response in
            posted.open()
            await shown.wait()
            try await response.json(Wire.reply("Hello there"), status: 201)
        }
        try await service.serving { provider, server in
            let events = await provider.reply(to: request).events { _, text in
                if text == "Hello there" { shown.open() }
            }
            #expect(events.first == .threadNamed("thread_1"))
            #expect(events.text == "Hello there")
            #expect(events.contains { if case .text = $0 { true } else { false } })
            #expect(events.ends == [.complete])
            #expect(events.last == .ended(.complete))
            #expect(server.requests.count == 4)
            let keys = Set(server.requests.map { $0.header("Authorization") })
            #expect(keys == ["Bearer \(ScriptedAssisters.key)"])
            #expect(server.posts.first?.text == #"{"assistant_id":"asst_1","content":"Hello?","role":"user"}"#)
        }
    }

    @Test("The service is asked for its assistants once, by whoever asks it first", arguments: [true, false])
    func assistantsOnce(checksFirst: Bool) async throws {
        try await ScriptedAssisters().serving { provider, server in
            if checksFirst { #expect(await provider.reachability() == .reachable) }
            for _ in 1...3 { #expect(await provider.reply(to: request).events().ends == [.complete]) }
            #expect(server.requests.count { $0.target.hasPrefix("/v1/assisters") } == 1)
            #expect(server.posts.count { $0.text.contains("asst_1") } == 3)
        }
    }

    @Test("A key that a service repeats in its words is not shown")
    func keyInWords() async throws {
        var service = ScriptedAssisters()
        service.post = { _, response in
            try await response.json(Wire.error("Incorrect API key provided: \(ScriptedAssisters.key)"), status: 401)
        }
        try await service.serving { provider, _ in
            let end = await provider.reply(to: request).events().ends.last
            #expect(end?.failure?.why == "Incorrect API key provided: (the key)")
        }
    }

    @Test("Several replies run at once")
    func several() async throws {
        var service = ScriptedAssisters()
        service.stream = { _, response in
            try await response.beginStream()
            await response.untilClientLeaves()
        }
        service.post = { request, response in
            try await response.json(Wire.reply(request.target.contains("thread_1/") ? "Right" : "Wrong"))
        }
        try await service.serving { provider, _ in
            await withTaskGroup(of: [ReplyEvent].self) { group in
                for _ in 1...12 { group.addTask { await provider.reply(to: request).events() } }
                for await events in group { #expect(events.ends == [.complete] && events.text == "Right") }
            }
        }
    }

    @Test("Is interrupted, with its text, when both connections are cut")
    func cut() async throws {
        let (posted, cut, shown) = (Gate(), Gate(), Gate())
        var service = ScriptedAssisters()
        service.stream = { _, response in
            try await response.beginStream()
            await posted.wait()
            try await response.write(Wire.delta("Half") + "data: {\"id\"")
            await cut.wait()
            try await response.cut()
        }
        service.post = { _, response in
            posted.open()
            await shown.wait()
            try await response.begin(200, ["Content-Type": "application/json", "Content-Length": "100"])
            try await response.write(#"{"id":"msg_1","#)
            cut.open()
            try await response.cut()
        }
        try await service.serving { provider, server in
            let events = await provider.reply(to: request).events { _, text in if text == "Half" { shown.open() } }
            #expect(events.text == "Half")
            #expect(events.ends.first?.isInterrupted == true)
            #expect(server.posts.count == 1)
        }
    }

    @Test("Is interrupted when the service falls silent, and then leaves no connection open")
    func stall() async throws {
        let (posted, streamLeft, postLeft) = (Gate(), Gate(), Gate())
        var service = ScriptedAssisters()
        service.settings.assistant = "asst_1"
        service.settings.timeouts.silence = .seconds(1)
        service.settings.timeouts.verdict = .milliseconds(20)
        service.stream = { _, response in
            try await response.beginStream()
            await posted.wait()
            try await response.write(Wire.delta("Half"))
            await response.untilClientLeaves()
            streamLeft.open()
        }
        service.post = { _, response in
            posted.open()
            await response.untilClientLeaves()
            postLeft.open()
        }
        try await service.serving { provider, _ in
            let events = await provider.reply(to: .sample(remoteThread: "thread_1")).events()
            #expect(events.ends.first?.isInterrupted == true)
            await postLeft.wait()
            await streamLeft.wait()
        }
    }

    @Test("Retries after the time the service asks for, with the same idempotency key")
    func retryAfter() async throws {
        let refusals = Refusals(2)
        var service = ScriptedAssisters()
        service.post = { _, response in
            if await refusals.next() {
                try await response.json(Wire.error("busy"), status: 503, headers: ["Retry-After": "0.02"])
            } else {
                try await response.json(Wire.reply("Now"))
            }
        }
        try await service.serving { provider, server in
            let events = await provider.reply(to: request).events()
            #expect(events.retries.map(\.after) == [.milliseconds(20), .milliseconds(20)])
            #expect(events.retries.first?.because.why == "busy")
            #expect(events.ends == [.complete])
            #expect(server.posts.count == 3)
            #expect(Set(server.posts.map { $0.header("Idempotency-Key") }).count == 1)
        }
    }

    @Test("Does not follow a redirect, and gives its key to nobody", arguments: [301, 302, 303, 307, 308])
    func redirect(status: Int) async throws {
        try await ScriptedHTTPServer.serving { _, response in
            try await response.json("{}")
        } _: { other in
            let target = "http://127.0.0.1:\(other.port)/v1/threads/thread_1/messages"
            var service = ScriptedAssisters()
            let elsewhere: ScriptedAssisters.Script = { _, response in
                try await response.json("", status: status, headers: ["Location": target])
            }
            service.stream = elsewhere
            service.post = elsewhere
            try await service.serving { provider, server in
                let events = await provider.reply(to: request).events()
                #expect(events.ends.first?.failure?.what == "The service sent us elsewhere")
                #expect(server.posts.count == 1)
            }
            #expect(other.requests.isEmpty)
        }
    }

    @Test("Tells a refused connection in words, without the key")
    func refused() async throws {
        let port = try await ScriptedHTTPServer.serving { _, _ in
        } _: {
            $0.port
        }
        let address = try ServiceAddress("http://127.0.0.1:\(port)/v1")
        let settings = AssistersSettings(retries: RetryPolicy(firstWait: .milliseconds(1)))
        let provider = AssistersProvider(address: address, key: ScriptedAssisters.key, settings: settings)
        let events = await provider.reply(to: request).events()
        let failure = try #require(events.ends.first?.failure)
        #expect(failure.why == "nothing listens at 127.0.0.1:\(port)")
        #expect(events.retries.count == 2)
        #expect(!String(describing: events).contains(ScriptedAssisters.key))
        #expect(await provider.reachability() == .unreachable(failure))
        await provider.close()
    }

    @Test("Sends nothing over a connection whose encryption cannot be agreed on")
    func noEncryption() async throws {
        try await ScriptedAssisters().serving { _, server in
            let address = try ServiceAddress("https://127.0.0.1:\(server.port)/v1")
            let provider = AssistersProvider(address: address, key: ScriptedAssisters.key)
            let events = await provider.reply(to: request).events()
            #expect(events.ends.first?.failure?.why == "encryption could not be agreed on")
            #expect(events.retries.isEmpty)
            #expect(server.requests.isEmpty)
            await provider.close()
        }
    }

    @Test("Asks whether the service is there and takes the key")
    func reachability() async throws {
        try await ScriptedAssisters().serving { provider, _ in #expect(await provider.reachability() == .reachable) }
        try await ScriptedHTTPServer.serving { _, response in
            try await response.json(Wire.error("wrong key"), status: 401)
        } _: { server in
            let address = try ServiceAddress("http://127.0.0.1:\(server.port)/v1")
            let provider = AssistersProvider(address: address, key: "k")
            guard case .unreachable(let failure) = await provider.reachability() else {
                Issue.record("reachable without a key")
                return
            }
            #expect(failure.why == "wrong key")
            await provider.close()
        }
    }
}

/// How many more requests are refused.
actor Refusals {
    private var left: Int

    init(_ count: Int) { left = count }

    func next() -> Bool {
        left -= 1
        return left >= 0
    }
}
