import HTTPTypes
import HummingbirdTesting
import Testing
import WireFormats

@testable import LocalService

@Suite("Assistants, threads and messages over the API")
struct AssistersAPITests {
    @Test("the requests of the documentation are answered as it says")
    func documentation() async throws {
        try await TestService(engine: ScriptedEngine(script: ["We're", " open."])).withoutSocket { api in
            let created = try await api.send(
                .post, "/v1/assisters",
                #"{"name":"Customer Support Bot","model":"gpt-4","tools":["web_search"],"settings":{"temperature":0.7}}"#
            )
            #expect(created.status == .created)
            let assistant = try created.value(Assisters.Assistant.self)
            #expect(assistant.tools == [.named("web_search")])
            #expect(assistant.createdAt == "2024-05-20T12:00:00Z")

            let updated = try await api.send(.post, "/v1/assisters/\(assistant.id)", #"{"instructions":"New"}"#)
            #expect(updated.status == .ok)
            #expect(try updated.value(Assisters.Assistant.self).instructions == "New")
            #expect(try updated.value(Assisters.Assistant.self).name == "Customer Support Bot")

            let thread = try await api.send(.post, "/v1/threads", #"{"metadata":{"user_id":"user_123"}}"#)
            #expect(thread.status == .created)
            let id = try thread.value(Assisters.Thread.self).id
            #expect(try thread.value(Assisters.Thread.self).metadata == ["user_id": .string("user_123")])
            let added = try await api.send(
                .post, "/v1/threads/\(id)/messages",
                #"{"role":"user","content":"How?","attachments":[{"type":"file","file_id":"file_g"}]}"#)
            #expect(added.status == .created)
            #expect(try added.value(Assisters.Message.self).role == .user)

            let reply = try await api.send(
                .post, "/v1/threads/\(id)/messages",
                #"{"assistant_id":"\#(assistant.id)","role":"user","content":"Hours?"}"#)
            #expect(reply.status == .ok)
            let message = try reply.value(Assisters.Message.self)
            #expect(message.role == .assistant)
            #expect(message.content == "We're open.")
            #expect(message.status == .completed)

            let messages = try await api.messages(of: id)
            #expect(messages.map(\.content) == ["How?", "Hours?", "We're open."])
            #expect(messages.first?.attachments?.first?["file_id"] == .string("file_g"))
            #expect(messages.last == message)

            let deleted = try await api.send(.delete, "/v1/assisters/\(assistant.id)")
            #expect(try deleted.value(Assisters.Deletion.self) == Assisters.Deletion(id: assistant.id))
            #expect(try await api.send(.get, "/v1/assisters/\(assistant.id)").status == .notFound)
            #expect(try await api.send(.delete, "/v1/assisters/\(assistant.id)").status == .notFound)
        }
    }

    @Test("the list of assistants begins with the Guide and is cut by limit and offset")
    func paging() async throws {
        try await TestService().withoutSocket { api in
            for number in 1...4 { _ = try await api.send(.post, "/v1/assisters", #"{"name":"A\#(number)"}"#) }
            for (query, names, more) in [
                ("", ["Guide", "A1", "A2", "A3", "A4"], false), ("?limit=2", ["Guide", "A1"], true),
                ("?limit=2&offset=3", ["A3", "A4"], false), ("?offset=9", [], false),
            ] {
                let page = try await api.send(.get, "/v1/assisters\(query)").value(
                    Assisters.Page<Assisters.Assistant>.self)
                #expect(page.data.map(\.name) == names)
                #expect(page.total == 5)
                #expect(page.hasMore == more)
            }
        }
    }

    @Test("the engine is given the assistant and the thread, what was stopped marked as partial")
    func engineRequest() async throws {
        let test = try TestService()
        try await test.withoutSocket { api in
            let thread = try await api.newThread()
            let guide = try await api.guide()
            _ = try await api.send(
                .post, "/v1/threads/\(thread)/messages", #"{"role":"assistant","content":"Hello"}"#)
            async let reply = api.send(
                .post, "/v1/threads/\(thread)/messages", #"{"role":"user","content":"Hi","assistant_id":"\#(guide)"}"#)
            let run = try #require(await test.engine.nextRun())
            #expect(
                run.request
                    == EngineRequest(
                        assistantName: "Guide", instructions: "Cite", model: "guide", pace: 60,
                        messages: [.init(isFromUser: false, text: "Hello"), .init(isFromUser: true, text: "Hi")]))
            run.finish()
            #expect(try await reply.status == .ok)
        }
    }

    @Test("a thread with a run refuses messages and takes the next one when the run has ended")
    func oneRun() async throws {
        let test = try TestService()
        try await test.withoutSocket { api in
            let thread = try await api.newThread()
            let body = #"{"role":"user","content":"Hi","assistant_id":"\#(try await api.guide())"}"#
            async let first = api.send(.post, "/v1/threads/\(thread)/messages", body)
            let run = try #require(await test.engine.nextRun())
            for refused in [body, #"{"role":"user","content":"x"}"#] {
                let reply = try await api.send(.post, "/v1/threads/\(thread)/messages", refused)
                #expect(reply.status == .badRequest)
                let words = try #require(reply.error?.message)
                #expect(words.hasPrefix("Can't add messages to \(thread) while a run run_"))
                #expect(words.hasSuffix(" is active."))
            }
            run.finish()
            #expect(try await first.status == .ok)
            async let second = api.send(.post, "/v1/threads/\(thread)/messages", body)
            try #require(await test.engine.nextRun()).finish()
            #expect(try await second.status == .ok)
        }
    }

    @Test("an engine that fails gives 500, keeps the text and frees the thread")
    func engineFailure() async throws {
        let test = try TestService()
        try await test.withoutSocket { api in
            let thread = try await api.newThread()
            let body = #"{"role":"user","content":"Hi","assistant_id":"\#(try await api.guide())"}"#
            async let first = api.send(.post, "/v1/threads/\(thread)/messages", body)
            let run = try #require(await test.engine.nextRun())
            run.say("Half")
            run.fail()
            let reply = try await first
            #expect(reply.status == .internalServerError)
            #expect(reply.error?.code == "server_error")
            let kept = try await api.messages(of: thread).last
            #expect(kept?.content == "Half")
            #expect(kept?.status == .failed)
            async let second = api.send(.post, "/v1/threads/\(thread)/messages", body)
            try #require(await test.engine.nextRun()).finish()
            #expect(try await second.status == .ok)
        }
    }
}
