import HTTPTypes
import HummingbirdTesting
import Testing
import WireFormats

@testable import LocalService

@Suite("Runs over the BetterForms API", .timeLimit(.minutes(1)))
struct BetterFormsAPITests {
    /// The example of the documentation with this service's key, without its comment.
    private func example(_ key: String, stream: Bool, thread: String? = nil) -> String {
        """
        {
          "apiKey": "\(key)",
          "channels": ["user-conversation-channel-123"],
          "actionName": "handleAssistantResponse",
          "payload": {
            "provider": "openai",
            "apiKey": "sk-xxxxxxx-xxxxxxxx-xxxxxxx",
            "stream": \(stream),
            "model": "gpt-4-turbo",
            "instructions": "You are a helpful assistant that provides concise answers.",
            \(thread.map { #""thread_id": "\#($0)","# } ?? "")
            "messages": [{"role": "user", "content": "What's the weather like in San Francisco?"}],
            "tools": [{
              "type": "function",
              "function": {
                "name": "getCurrentWeather",
                "description": "Get the current weather in a given location",
                "parameters": {
                  "type": "object",
                  "properties": {"location": {"type": "string", "description": "The city and state"}},
                  "required": ["location"]
                }
              }
            }]
          }
        }
        """
    }

    @Test("the streamed example is acknowledged as soon as the run exists, and heard on its channel")
    func streamedExample() async throws {
        let test = try TestService()
        try await test.withoutSocket { api in
            var ear = await ChannelEar(
                api.service, channel: "user-conversation-channel-123", action: "handleAssistantResponse")
            let reply = try await api.send(
                .post, "/stream/create/assistants", example(api.key, stream: true))
            #expect(reply.status == .created)
            let ids = try #require(try reply.value(BetterForms.CreateReply.self).ids)
            #expect(
                reply.text
                    == #"{"runId":"\#(ids.run)","status":"created","success":true,"threadId":"\#(ids.thread)"}"#)
            #expect(ids.thread.hasPrefix("thread_") && ids.run.hasPrefix("run_"))
            let run = try #require(await test.engine.nextRun())
            #expect(run.request.model == "gpt-4-turbo")
            #expect(run.request.instructions == "You are a helpful assistant that provides concise answers.")
            #expect(run.request.messages.map(\.text) == ["What's the weather like in San Francisco?"])
            let tool = try #require(run.request.tools.definitions.first)
            #expect(tool.name == "getCurrentWeather" && tool.kind == .function(url: nil))
            #expect(tool.description == "Get the current weather in a given location")
            #expect(tool.parameters["required"] == .array([.string("location")]))
            #expect(run.request.tools.definitions.count == 1)
            run.say("It is")
            run.say(" sunny.")
            run.finish()
            let heard = await ear.untilEnd()
            #expect(heard.map(\.word) == ["info", "delta It is", "delta  sunny.", "end stop"])
            #expect(heard.first?.event == .threadInfo(threadID: ids.thread, runID: ids.run))
            #expect(heard.allSatisfy { $0.runID == ids.run })
        }
    }

    @Test("the example that is not streamed is answered with the whole reply")
    func wholeExample() async throws {
        try await TestService(engine: ScriptedEngine(script: ["Final assistant", " response"])).withoutSocket { api in
            let reply = try await api.send(.post, "/stream/create/assistants", example(api.key, stream: false))
            #expect(reply.status == .created)
            let ids = try #require(try reply.value(BetterForms.CreateReply.self).ids)
            #expect(
                reply.text
                    == #"{"data":[{"text":{"value":"Final assistant response"},"type":"text"}],"runId":"\#(ids.run)","#
                    + #""status":"done","success":true,"threadId":"\#(ids.thread)"}"#)
        }
    }

    @Test("a thread goes on with what was said in it, its model and its instructions")
    func continues() async throws {
        let test = try TestService()
        try await test.withoutSocket { api in
            var ear = await ChannelEar(api.service)
            let first = try await api.create(more: #","model":"m1","instructions":"Short""#)
            let ids = try #require(try first.value(BetterForms.CreateReply.self).ids)
            let run = try #require(await test.engine.nextRun())
            run.say("Hello")
            run.finish()
            _ = await ear.untilEnd()

            let next = try await api.start(in: ids.thread)
            #expect(next.thread == ids.thread && next.run != ids.run)
            let second = try #require(await test.engine.nextRun())
            #expect(second.request.messages.map(\.text) == ["Hi", "Hello", "Hi"])
            #expect(second.request.model == "m1" && second.request.instructions == "Short")
            second.finish()
            _ = await ear.untilEnd()

            _ = try await api.create(
                #"[{"role":"system","content":"Long"},{"role":"user","content":"A"},"#
                    + #"{"role":"assistant","content":"B"},{"role":"user","content":"C"}]"#,
                in: ids.thread, more: #","model":"m2""#)
            let third = try #require(await test.engine.nextRun())
            #expect(third.request.messages.map(\.text).suffix(3) == ["A", "B", "C"])
            #expect(third.request.model == "m2" && third.request.instructions == "Long")
            third.finish()
        }
    }

    @Test("without a model and instructions those of the assistant hold")
    func assistantsOwn() async throws {
        let test = try TestService()
        try await test.withoutSocket { api in
            _ = try await api.start()
            let run = try #require(await test.engine.nextRun())
            #expect(run.request.model == "guide" && run.request.instructions == "Cite")
            #expect(run.request.assistantName == "Guide")
            run.finish()
        }
    }

    @Test("a thread with an active run refuses the next message in both families of errors")
    func busy() async throws {
        let test = try TestService()
        try await test.withoutSocket { api in
            let ids = try await api.start()
            let run = try #require(await test.engine.nextRun())
            for stream in [true, false] {
                let reply = try await api.create(stream: stream, in: ids.thread)
                let words = "Can't add messages to \(ids.thread) while a run \(ids.run) is active."
                #expect(reply.status == .badRequest)
                #expect(
                    reply.text == #"{"className":"bad-request","code":400,"error":{"code":400,"message":"\#(words)"},"#
                        + #""message":"\#(words)","name":"BadRequest","success":false}"#)
            }
            run.finish()
        }
    }

    @Test("a wrong key, or none, is refused, and counted")
    func wrongKey() async throws {
        var limits = ServiceLimits()
        limits.wrongKeysPerMinute = 2
        let test = try TestService(limits: limits)
        try await test.withoutSocket { api in
            let wrong = try await api.create(key: "BFAPI_wrong")
            #expect(wrong.status == .unauthorized)
            #expect(wrong.failure?.name == "NotAuthenticated")
            let none = try await api.send(
                .post, "/stream/create/assistants", #"{"payload":{"messages":[{"role":"user","content":"Hi"}]}}"#)
            #expect(none.status == .unauthorized)
            #expect(try await api.create(key: "BFAPI_wrong").status == .tooManyRequests)
            #expect(test.engine.runCount == 0)
            #expect(try await api.create().status == .created)
        }
    }

    @Test(
        "what cannot be asked for is refused and starts nothing",
        arguments: [
            (#"{"channels":[],"actionName":"a","payload":{"stream":true,"messages":[MESSAGE]}}"#, 400),
            (#"{"channels":[" , "],"actionName":"a","payload":{"stream":true,"messages":[MESSAGE]}}"#, 400),
            (#"{"channels":["c"],"actionName":"","payload":{"stream":true,"messages":[MESSAGE]}}"#, 400),
            (#"{"channels":["c"],"payload":{"stream":true,"messages":[MESSAGE]}}"#, 400),
            (#"{"channels":["c"],"actionName":"a","payload":{"stream":true,"messages":[]}}"#, 400),
            (#"{"payload":{}}"#, 400), ("{}", 400), (#"{"payload":{"messages":"x"}}"#, 400),
            (#"{"payload":{"messages":[{"role":"user","content":""}]}}"#, 400),
            (#"{"payload":{"messages":[{"role":"assistant","content":"x"}]}}"#, 400),
            (#"{"payload":{"messages":[{"role":"system","content":"x"}]}}"#, 400),
            (#"{"payload":{"messages":[MESSAGE],"provider":"other"}}"#, 400),
            (#"{"payload":{"messages":[MESSAGE],"tools":["x"]}}"#, 400),
            (#"{"payload":{"messages":[MESSAGE],"tools":[{"type":"function"}]}}"#, 400),
            (#"{"payload":{"messages":[MESSAGE],"tools":[{"type":"other","function":{"name":"x"}}]}}"#, 400),
            (#"{"payload":{"messages":[MESSAGE],"model":"a\u0000"}}"#, 400),
            (#"{"payload":{"messages":[MESSAGE],"thread_id":"thread_none"}}"#, 404),
            (#"{"payload":{"messages":[MESSAGE],"thread_id":"x y"}}"#, 404),
        ])
    func refused(body: String, status: Int) async throws {
        let test = try TestService()
        try await test.withoutSocket { api in
            let body = body.replacing("MESSAGE", with: #"{"role":"user","content":"Hi"}"#)
                .replacing("{", with: #"{"apiKey":"\#(api.key)","#, maxReplacements: 1)
                .replacing(",}", with: "}")
            let reply = try await api.send(.post, "/stream/create/assistants", body)
            #expect(reply.status.code == status, "\(reply.text)")
            #expect(reply.failure?.error.message.isEmpty == false)
            #expect(reply.text.contains(#""success":false"#))
            #expect(test.engine.runCount == 0)
        }
    }

    @Test("channels joined by commas are each of them, and one named twice hears once")
    func channels() async throws {
        let test = try TestService()
        try await test.withoutSocket { api in
            var ears: [ChannelEar] = []
            for name in ["one", "two", "three"] { ears.append(await ChannelEar(api.service, channel: name)) }
            _ = try await api.start(channels: #"["one, two","three,one"]"#)
            try #require(await test.engine.nextRun()).finish()
            for index in ears.indices {
                #expect(await ears[index].untilEnd().map(\.word) == ["info", "end stop"])
                #expect(await ears[index].rest() == [])
            }
        }
    }

    @Test("a run that fails says so in an error and then ends; not streamed, it is answered as an error")
    func failure() async throws {
        let test = try TestService()
        try await test.withoutSocket { api in
            var ear = await ChannelEar(api.service)
            _ = try await api.start()
            try #require(await test.engine.nextRun()).fail()
            #expect(await ear.untilEnd().map(\.word) == ["info", "error", "end error"])
            async let reply = api.create(stream: false)
            try #require(await test.engine.nextRun()).fail()
            #expect(try await reply.status == .internalServerError)
            #expect(try await reply.failure?.error.message == "The assistant failed while it was answering")
        }
    }

    @Test("tools are told as function calls")
    func tools() async throws {
        let test = try TestService()
        try await test.withoutSocket { api in
            var ear = await ChannelEar(api.service)
            _ = try await api.start()
            let run = try #require(await test.engine.nextRun())
            run.tell(.toolCalled(.init(id: "call_1", name: "weather", arguments: #"{"city":"Rome"}"#)))
            run.tell(.toolAnswered(id: "call_1", .output("{}")))
            run.say("Sunny")
            run.finish()
            let heard = await ear.untilEnd()
            #expect(heard.map(\.word) == ["info", "call weather", "delta Sunny", "end stop"])
            #expect(
                heard.dropFirst().first?.event
                    == .functionCall([
                        .init(name: "weather", toolCallID: "call_1", arguments: .object(["city": .string("Rome")]))
                    ]))
        }
    }

    @Test("a thread of one API is none of another's")
    func owners() async throws {
        let test = try TestService()
        try await test.withoutSocket { api in
            let ids = try await api.start()
            try #require(await test.engine.nextRun()).finish()
            #expect(try await api.send(.get, "/v1/threads/\(ids.thread)").status == .notFound)
            #expect(try await api.send(.get, "/v1/threads/\(ids.thread)/messages").status == .notFound)
            let theirs = try await api.newThread()
            #expect(try await api.create(in: theirs).status == .notFound)
        }
    }

    @Test("a repeat with the same idempotency key is the same run")
    func once() async throws {
        let test = try TestService()
        try await test.withoutSocket { api in
            let headers: HTTPFields = [try #require(HTTPField.Name("Idempotency-Key")): "k"]
            let body = example(api.key, stream: true)
            let first = try await api.send(.post, "/stream/create/assistants", body, headers: headers)
            let second = try await api.send(.post, "/stream/create/assistants", body, headers: headers)
            try #require(await test.engine.nextRun()).finish()
            #expect(first.status == .created && first.text == second.text)
            #expect(test.engine.runCount == 1)
        }
    }

    @Test("addresses take their methods only, and others are told so in the words of this API")
    func addresses() async throws {
        try await TestService().withoutSocket { api in
            for (method, path, status) in [
                (HTTPRequest.Method.get, "/stream/create/assistants", 405),
                (.get, "/stream/create/assistants/stop", 405),
                (.post, "/messaging", 405), (.get, "/messaging", 426), (.post, "/messaging/stream", 405),
                (.get, "/messaging/stream", 400), (.get, "/messaging/stream?channel=", 400),
                (.get, "/messaging/stream?channel=%zz", 400), (.post, "/stream/create", 404),
                (.get, "/messaging/x", 404),
            ] {
                let reply = try await api.send(method, path, method == .post ? "{}" : nil)
                #expect(reply.status.code == status, "\(method) \(path)")
                #expect(reply.failure?.className != nil)
            }
        }
    }
}
