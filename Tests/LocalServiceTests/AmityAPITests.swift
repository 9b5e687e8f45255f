import HTTPTypes
import HummingbirdTesting
import Testing
import WireFormats

@testable import LocalService

@Suite("The Amity API")
struct AmityAPITests {
    private static let path = "/api/v1/assistants/messages"

    private func value(_ response: TestResponse) throws -> JSONValue { try response.value(JSONValue.self) }

    /// The error of the reply, with what must hold for each.
    private func error(_ response: TestResponse) throws -> Amity.ErrorObject {
        #expect(response["Content-Type"] == "application/json")
        #expect(try value(response)["__error"] == .bool(true))
        let error = try response.value(Amity.ErrorObject.self)
        #expect(error.status == response.status.code)
        return error
    }

    @Test("the reply to a message is its answer, with empty objects where nothing was used")
    func answer() async throws {
        let test = try TestService(engine: ScriptedEngine(script: ["Hello!", " How may I help you?"]))
        try await test.withoutSocket { api in
            let reply = try await api.send(.post, Self.path, #"{"message":"Hi","sessionId":"s","stream":false}"#)
            #expect(reply.status == .ok)
            #expect(reply["X-RateLimit-Limit"] == "1000")
            #expect(
                try value(reply)
                    == .object([
                        "answer": .string("Hello! How may I help you?"), "inspection": .object([:]),
                        "searchResults": .object([:]),
                    ]))
        }
    }

    @Test("the text may have any of its names", arguments: ["message", "question", "text", "content"])
    func names(name: String) async throws {
        let test = try TestService()
        try await test.withoutSocket { api in
            async let reply = api.send(.post, Self.path, #"{"\#(name)":"Hi there","sessionId":"s"}"#)
            let run = try #require(await test.engine.nextRun())
            #expect(run.request.messages == [.init(isFromUser: true, text: "Hi there")])
            #expect(run.request.assistantName == "Guide")
            run.finish()
            #expect(try await reply.status == .ok)
        }
    }

    @Test("a session goes on under its id, one without an id gets one, and sessions do not know of each other")
    func sessions() async throws {
        let test = try TestService(engine: ScriptedEngine(script: ["A"]))
        try await test.withoutSocket { api in
            let first = try await api.send(.post, Self.path, #"{"message":"1"}"#)
            guard case .string(let made)? = try value(first)["sessionId"] else {
                return #expect(Bool(false), "no session")
            }
            #expect(made.hasPrefix("session_"))
            let second = try await api.send(.post, Self.path, #"{"message":"2","sessionId":"\#(made)"}"#)
            #expect(try value(second)["sessionId"] == nil)
            _ = try await api.send(.post, Self.path, #"{"message":"3","sessionId":"mine"}"#)
            _ = try await api.send(.post, Self.path, #"{"message":"4","session_id":"mine"}"#)
            var prompts: [[String]] = []
            for _ in 1...4 { prompts.append(await test.engine.nextRun()?.request.messages.map(\.text) ?? []) }
            #expect(prompts == [["1"], ["1", "A", "2"], ["3"], ["3", "A", "4"]])
        }
    }

    @Test("the threads of sessions are not those of the other API")
    func ownThreads() async throws {
        let test = try TestService(engine: ScriptedEngine(script: ["A"]))
        try await test.withoutSocket { api in
            _ = try await api.send(.post, Self.path, #"{"message":"1","sessionId":"s"}"#)
            let thread = try await test.threadOfSession("s", api.service)
            #expect(try await api.send(.get, "/v1/threads/\(thread)").status == .notFound)
        }
    }

    @Test("another assistant answers when it is named")
    func assistant() async throws {
        let test = try TestService(engine: ScriptedEngine(script: ["A"]))
        try await test.withoutSocket { api in
            let other = try await api.send(.post, "/v1/assisters", #"{"name":"Other","settings":{"pace":0}}"#)
                .value(Assisters.Assistant.self).id
            _ = try await api.send(.post, Self.path, #"{"message":"1","assistantId":"\#(other)"}"#)
            #expect(await test.engine.nextRun()?.request.assistantName == "Other")
            for unknown in ["asst_none", "nonsense"] {
                let reply = try await api.send(.post, Self.path, #"{"message":"1","assistantId":"\#(unknown)"}"#)
                #expect(try error(reply).code == 400_400)
                #expect(reply.status == .notFound)
            }
        }
    }

    @Test("the key is taken from three headers")
    func keys() async throws {
        let test = try TestService(engine: ScriptedEngine(script: ["A"]))
        try await test.withoutSocket { api in
            let key = api.key
            let right: [HTTPFields] = [
                [.authorization: "Bearer \(key)"], fields("x-api-key", key), fields("X-Secret-Key", key),
            ]
            for headers in right {
                let reply = try await api.bare(Self.path, #"{"message":"1"}"#, headers)
                #expect(reply.status == .ok)
            }
            let wrong: [HTTPFields] = [
                [:], [.authorization: "Bearer wrong"], [.authorization: key], fields("x-api-key", "wrong"),
                fields("x-secret-key", "Bearer \(key)"),
            ]
            for headers in wrong {
                let reply = try await api.bare(Self.path, #"{"message":"1"}"#, headers)
                #expect(reply.status == .unauthorized)
                #expect(try error(reply).code == 400_100)
                #expect(try error(reply).name == "UnauthorizedError")
            }
            // The other headers are a matter of this API.
            #expect(try await api.bare("/v1/threads", "{}", fields("x-api-key", key)).status == .unauthorized)
        }
    }

    private func fields(_ name: String, _ value: String) -> HTTPFields {
        var fields = HTTPFields()
        if let name = HTTPField.Name(name) { fields[name] = value }
        return fields
    }

    @Test(
        "what is wrong with a request is said before a stream would begin",
        arguments: [
            ("{}", "message"), (#"{"message":""}"#, "message"), (#"{"message":" \n"}"#, "message"),
            (#"{"message":7}"#, "message"), (#"{"message":"a","stream":"yes"}"#, "stream"),
            (#"{"message":"a","sessionId":""}"#, "sessionId"), (#"{"message":"a","sessionId":"a\nb"}"#, "sessionId"),
            (#"{"message":"a","sessionId":7}"#, "sessionId"), ("[]", nil), ("nonsense", nil),
        ])
    func invalid(body: String, param: String?) async throws {
        try await TestService().withoutSocket { api in
            let streamed = body.replacing("}", with: body == "{}" ? #""stream":true}"# : #","stream":true}"#)
            for body in [body, body.contains("stream") ? body : streamed] {
                let reply = try await api.send(.post, Self.path, body)
                #expect(reply.status == .badRequest)
                let error = try error(reply)
                #expect(error.code == 400_000)
                #expect(error.name == "BadRequestError")
                #expect(!error.message.isEmpty)
                #expect(error.errors.first?["param"] == param.map(JSONValue.string))
                #expect(error.errors.isEmpty == (param == nil))
            }
        }
    }

    @Test("every other refusal has its code too")
    func codes() async throws {
        var limits = ServiceLimits()
        limits.requestsPerMinute = 6
        try await TestService(limits: limits).withoutSocket { api in
            let json = #"{"message":"1"}"#
            let method = try await api.send(.get, Self.path)
            #expect(try error(method).code == 400_000)
            #expect(method.status == .methodNotAllowed && method["Allow"] == "POST")
            #expect(try error(try await api.send(.post, Self.path + "/other", json)).code == 400_400)
            var plain = HTTPFields()
            plain[.contentType] = "text/plain"
            let type = try await api.send(.post, Self.path, json, headers: plain)
            #expect(try error(type).code == 400_000 && type.status == .unsupportedMediaType)
            let origin = try await api.send(.post, Self.path, json, headers: [.origin: "http://evil.test"])
            #expect(try error(origin).code == 400_300 && origin.status == .forbidden)
            var many = try await api.send(.get, Self.path)
            for _ in 0..<6 where many.status != .tooManyRequests { many = try await api.send(.get, Self.path) }
            #expect(try error(many).code == 400_311)
            #expect(many["Retry-After"] != nil)
        }
    }

    @Test("a service that is shutting down says so, and so does an engine that fails")
    func serverErrors() async throws {
        let test = try TestService()
        try await test.withoutSocket { api in
            async let failing = api.send(.post, Self.path, #"{"message":"1"}"#)
            try #require(await test.engine.nextRun()).fail()
            let failed = try await failing
            #expect(failed.status == .internalServerError)
            #expect(try error(failed).code == 500_000)
            await api.service.shutDown()
            let late = try await api.send(.post, Self.path, #"{"message":"1"}"#)
            #expect(late.status == .serviceUnavailable)
            #expect(try error(late).code == 500_000)
        }
    }

    @Test("one message of a session is answered at a time", arguments: [true, false])
    func conflict(isStreamed: Bool) async throws {
        let test = try TestService()
        try await test.withoutSocket { api in
            async let first = api.send(.post, Self.path, #"{"message":"1","sessionId":"s"}"#)
            let run = try #require(await test.engine.nextRun())
            let body = #"{"message":"2","sessionId":"s","stream":\#(isStreamed)}"#
            let second = try await api.send(.post, Self.path, body)
            #expect(second.status == .conflict)
            #expect(try error(second).code == 400_900)
            #expect(!(try error(second).message.contains("thread_")))
            run.finish()
            #expect(try await first.status == .ok)
            async let third = api.send(.post, Self.path, body)
            try #require(await test.engine.nextRun()).finish()
            #expect(try await third.status == .ok)
        }
    }

    @Test("what was used is in the reply, and told again to a repeat of the request")
    func used() async throws {
        let test = try TestService()
        try await test.withoutSocket { api in
            let key = fields("Idempotency-Key", "k")
            async let reply = api.send(.post, Self.path, #"{"message":"1"}"#, headers: key)
            let run = try #require(await test.engine.nextRun())
            let text = String(repeating: "word ", count: 60)
            run.tell(.used([.init(title: "Tea", location: "notes/tea.md: Tea", text: text, rank: 1)]))
            run.tell(.toolCalled(.init(id: "call_1", name: "a", arguments: #"{"n":1}"#)))
            run.tell(.toolAnswered(id: "call_1", .output("x")))
            run.tell(.toolCalled(.init(id: "call_2", name: "b", arguments: "{}")))
            run.tell(.toolAnswered(id: "call_2", .failure("why")))
            run.finish()
            let answer = try value(try await reply)
            let chunk = JSONValue.object([
                "rank": .integer(1), "title": .string("Tea"), "source": .string("notes/tea.md: Tea"),
                "text": .string(text),
            ])
            let calls: [JSONValue] = [
                .object([
                    "id": .string("call_1"), "name": .string("a"), "arguments": .object(["n": .integer(1)]),
                    "output": .string("x"),
                ]),
                .object([
                    "id": .string("call_2"), "name": .string("b"), "arguments": .object([:]), "error": .string("why"),
                ]),
            ]
            #expect(answer["inspection"] == .object(["chunks": .array([chunk]), "toolCalls": .array(calls)]))
            guard case .array(let results)? = answer["searchResults"]?["results"], results.count == 1 else {
                return #expect(Bool(false), "\(answer)")
            }
            #expect(results[0]["title"] == .string("notes/tea.md: Tea"))
            #expect(results[0]["snippet"] == .string(String(text.prefix(199)) + "…"))
            let again = try await api.send(.post, Self.path, #"{"message":"1"}"#, headers: key)
            #expect(try value(again) == answer)
            #expect(test.engine.runCount == 1)
        }
    }

    @Test("what became of a message can be asked by its session and its idempotency key")
    func status() async throws {
        let test = try TestService()
        try await test.withoutSocket { api in
            func status(_ session: String, _ request: String) async throws -> Amity.RunStatus {
                try await api.send(.get, Self.path + "/status?sessionId=\(session)&request=\(request)")
                    .value(Amity.RunStatus.self)
            }
            #expect(try await status("my%20s", "k") == .init(sessionID: "my s", status: .none))
            async let reply = api.send(
                .post, Self.path, #"{"message":"1","sessionId":"my s"}"#, headers: fields("Idempotency-Key", "k"))
            let run = try #require(await test.engine.nextRun())
            #expect(try await status("my%20s", "k") == .init(sessionID: "my s", status: .active))
            #expect(try await status("other", "k").status == Amity.RunStatus.State.none)
            run.say("Whole")
            run.finish()
            _ = try await reply
            #expect(try await status("my%20s", "k") == .init(sessionID: "my s", status: .finished, answer: "Whole"))
            async let failing = api.send(
                .post, Self.path, #"{"message":"1","sessionId":"my s"}"#, headers: fields("Idempotency-Key", "k2"))
            try #require(await test.engine.nextRun()).fail()
            _ = try await failing
            #expect(try await status("my%20s", "k2").status == .failed)
            for query in ["", "?sessionId=s", "?request=k", "?sessionId=&request=k", "?sessionId=%0A&request=k"] {
                #expect(try error(try await api.send(.get, Self.path + "/status" + query)).code == 400_000)
            }
        }
    }
}

extension TestService {
    fileprivate func threadOfSession(_ name: String, _ service: AssistantService) async throws -> String {
        try await service.store.thread(of: try SessionName(name))
    }
}
