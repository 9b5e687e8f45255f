import ChatModel
import Providers
import TestSupport
import Testing
import WireFormats

@Suite("ModelProvider against a service", .timeLimit(.minutes(1)))
struct ModelProviderTests {
    private static let key = "secret-0123456789"
    private static let settings = ModelSettings(model: "m", retries: RetryPolicy(firstWait: .milliseconds(1)))
    private let request = ReplyRequest.sample("Hello?", assistant: "gpt-5")

    private func serving(
        _ api: ModelAPI = .chatCompletions, settings: ModelSettings = Self.settings,
        _ script: @escaping ScriptedHTTPServer.Script,
        _ body: (ModelProvider, ScriptedHTTPServer) async throws -> Void
    ) async throws {
        try await ScriptedHTTPServer.serving(script) { server in
            let address = try ServiceAddress("http://127.0.0.1:\(server.port)/v1")
            let provider = ModelProvider(api, address: address, key: Self.key, settings: settings)
            do {
                try await body(provider, server)
                await provider.close()
            } catch {
                await provider.close()
                throw error
            }
        }
    }

    private static func text(_ text: String) -> String {
        ChatCompletionsCutTests.chunk(#"{"content":"\#(text)"}"#) + "\n\n"
    }

    @Test("Shows the text while it is made, and asks with the key at the path of the API")
    func reply() async throws {
        let shown = Gate()
        try await serving { _, response in
            try await response.beginStream()
            try await response.write(": ping\n\n" + Self.text("Hel"))
            await shown.wait()
            try await response.write(Self.text("lo") + ChatCompletionsCutTests.chunk("{}", #""stop""#) + "\n\n")
            try await response.write("data: [DONE]\n\n")
            try await response.end()
        } _: { provider, server in
            let events = await provider.reply(to: request).events { _, text in if text == "Hel" { shown.open() } }
            #expect(events.text == "Hello" && events.ends == [.complete])
            let sent = try #require(server.requests.first)
            #expect(sent.method == "POST" && sent.target == "/v1/chat/completions")
            #expect(sent.header("Authorization") == "Bearer \(Self.key)")
            #expect(sent.header("Accept") == "text/event-stream")
            #expect(sent.header("Content-Type") == "application/json")
            #expect(sent.header("Idempotency-Key") == nil)
            #expect(server.requests.count == 1)
        }
    }

    @Test("A stop closes the connection, which the service sees at once", arguments: [false, true])
    func stop(byForce: Bool) async throws {
        let left = Gate()
        try await serving { _, response in
            try await response.beginStream()
            try await response.write(Self.text("Half"))
            await response.untilClientLeaves()
            left.open()
        } _: { provider, server in
            let reply = provider.reply(to: request)
            let clock = ContinuousClock()
            var asked = clock.now
            let events = await reply.events { event, _ in
                guard event == .text("Half") else { return }
                asked = clock.now
                byForce ? reply.drop() : reply.stop()
            }
            #expect(events == [.text("Half"), .ended(.stopped(.byClosing))])
            await left.wait()
            #expect(clock.now - asked < .seconds(5))
            #expect(server.requests.count == 1)
        }
    }

    @Test("A busy service is asked again, and the wait is told")
    func busy() async throws {
        let refusals = Refusals(1)
        try await serving { _, response in
            if await refusals.next() {
                let error = #"{"error":{"message":"Slow down","type":"requests"}}"#
                return try await response.json(error, status: 429, headers: ["retry-after-ms": "20"])
            }
            try await response.json(#"{"choices":[{"message":{"content":"Hi"},"finish_reason":"stop"}]}"#)
        } _: { provider, server in
            let events = await provider.reply(to: request).events { _, _ in }
            #expect(events.retries.map(\.after) == [.milliseconds(20)])
            #expect(events.text == "Hi" && events.ends == [.complete])
            #expect(server.requests.count == 2)
            #expect(server.requests.first?.text == server.requests.last?.text)
        }
    }

    @Test("A connection that breaks keeps its text and is no whole reply")
    func broken() async throws {
        try await serving { _, response in
            try await response.beginStream()
            try await response.write(Self.text("Half"))
            try await response.cut()
        } _: { provider, _ in
            let events = await provider.reply(to: request).events { _, _ in }
            #expect(events.text == "Half" && events.ends.first?.isInterrupted == true)
        }
    }

    @Test("A run in the background is stopped by its own call")
    func background() async throws {
        let left = Gate()
        var settings = Self.settings
        settings.background = true
        try await serving(.responses, settings: settings) { request, response in
            guard request.target == "/v1/responses" else {
                return try await response.json(#"{"id":"resp_1","status":"cancelled","output":[]}"#)
            }
            try await response.beginStream()
            try await response.write(ResponsesCutTests.response("response.created", "queued") + "\n\n")
            let delta = #""item_id":"m","content_index":0,"delta":"Half""#
            try await response.write(ResponsesCutTests.event("response.output_text.delta", delta) + "\n\n")
            await response.untilClientLeaves()
            left.open()
        } _: { provider, server in
            let reply = provider.reply(to: request)
            let events = await reply.events { event, _ in if event == .text("Half") { reply.stop() } }
            #expect(events.ends == [.stopped(.byService)])
            #expect(server.requests.map(\.target) == ["/v1/responses", "/v1/responses/resp_1/cancel"])
            #expect(server.requests.last?.method == "POST")
            #expect(server.requests.last?.header("Authorization") == "Bearer \(Self.key)")
            await left.wait()
        }
    }

    @Test("Its models are its assistants, and cannot be changed")
    func directory() async throws {
        try await serving { _, response in
            try await response.json(#"{"data":[{"id":"a"},{"id":"b","name":"B"}]}"#)
        } _: { provider, server in
            let page = try await provider.assistants(after: 0)
            #expect(page.assistants.map(\.reference) == [.init(id: "a", name: "a"), .init(id: "b", name: "B")])
            #expect(page.assistants.map(\.profile.model) == ["a", "b"] && !page.hasMore)
            #expect(try await provider.assistants(after: 1).assistants.map(\.id) == ["b"])
            #expect(server.requests.first?.target == "/v1/models")
            let failure = await #expect(throws: Failure.self) { try await provider.delete("a") }
            #expect(failure?.what == "Models cannot be changed here")
            await #expect(throws: Failure.self) { try await provider.save(AssistantProfile(name: "x"), as: nil) }
            #expect(await provider.reachability() == .reachable)
        }
    }

    @Test("Where nobody names a model, the only one answers, and of several none")
    func onlyModel() async throws {
        let lists = [#"{"data":[{"id":"only"}]}"#, #"{"data":[{"id":"a"},{"id":"b"}]}"#]
        for list in lists {
            try await serving(settings: ModelSettings()) { request, response in
                if request.method == "GET" { return try await response.json(list) }
                try await response.json(#"{"choices":[{"message":{"content":"Hi"},"finish_reason":"stop"}]}"#)
            } _: { provider, server in
                let events = await provider.reply(to: .sample("Hello?")).events()
                if list == lists[0] {
                    #expect(events.ends == [.complete])
                    #expect(server.requests.last?.text.contains(#""model":"only""#) == true)
                } else {
                    #expect(events.ends.first?.failure?.what == "No model is chosen")
                    #expect(server.requests.count == 1)
                }
            }
        }
    }

    @Test("A refused key and another list are said in words, without the key")
    func noDirectory() async throws {
        let refusals = Refusals(2)
        try await serving { _, response in
            let error = #"{"error":{"message":"Bad key \#(Self.key)"}}"#
            if await refusals.next() { return try await response.json(error, status: 401) }
            try await response.json(#"{"hello":1}"#)
        } _: { provider, _ in
            guard case .unreachable(let unreachable) = await provider.reachability() else {
                Issue.record("reachable with a bad key")
                return
            }
            #expect(unreachable.what == "The service does not accept the key")
            let refused = await #expect(throws: Failure.self) { try await provider.assistants(after: 0) }
            #expect(refused?.why == "Bad key (the key)")
            let other = await #expect(throws: Failure.self) { try await provider.assistants(after: 0) }
            #expect(other?.what == "The answer could not be read")
        }
    }
}
