import HTTPTypes
import HummingbirdTesting
import Testing
import WireFormats

@testable import LocalService

@Suite("Requests with an idempotency key")
struct OnceTests {
    private func headers(_ key: String) throws -> HTTPFields {
        [try #require(HTTPField.Name("Idempotency-Key")): key]
    }

    @Test("a repeat gets the first reply and does nothing, another request with the key is refused")
    func repeats() async throws {
        try await TestService().withoutSocket { api in
            let headers = try headers("k1")
            let first = try await api.send(.post, "/v1/assisters", #"{"name":"A"}"#, headers: headers)
            let second = try await api.send(.post, "/v1/assisters", #"{"name":"A"}"#, headers: headers)
            #expect(first.status == .created && second.status == .created)
            #expect(first.body == second.body)
            let other = try await api.send(.post, "/v1/assisters", #"{"name":"B"}"#, headers: headers)
            #expect(other.status == .badRequest)
            #expect(other.error?.param == "Idempotency-Key")
            let page = try await api.send(.get, "/v1/assisters").value(Assisters.Page<Assisters.Assistant>.self)
            #expect(page.total == 2)
        }
    }

    @Test("a key is forgotten after its lifetime")
    func forgotten() async throws {
        let test = try TestService()
        try await test.withoutSocket { api in
            let headers = try headers("k1")
            let first = try await api.send(.post, "/v1/threads", "{}", headers: headers)
            test.now.advance(bySeconds: 24 * 3600 - 1)
            #expect(try await api.send(.post, "/v1/threads", "{}", headers: headers).body == first.body)
            test.now.advance(bySeconds: 2)
            #expect(try await api.send(.post, "/v1/threads", "{}", headers: headers).body != first.body)
        }
    }

    @Test("a request that was refused may be made again with its key")
    func refused() async throws {
        try await TestService().withoutSocket { api in
            let headers = try headers("k1")
            #expect(try await api.send(.post, "/v1/assisters", "{}", headers: headers).status == .badRequest)
            let again = try await api.send(.post, "/v1/assisters", #"{"name":"A"}"#, headers: headers)
            #expect(again.status == .created)
        }
    }

    @Test("repeats of a run, at once and afterwards, are one run, one prompt and one reply")
    func run() async throws {
        let test = try TestService()
        try await test.withoutSocket { api in
            let thread = try await api.newThread()
            let body = #"{"role":"user","content":"Hi","assistant_id":"\#(try await api.guide())"}"#
            let headers = try headers("k1")
            let path = "/v1/threads/\(thread)/messages"
            let replies = try await withThrowingTaskGroup(of: Assisters.Message.self) { group in
                for _ in 0..<20 {
                    group.addTask {
                        try await api.send(.post, path, body, headers: headers).value(Assisters.Message.self)
                    }
                }
                let run = try #require(await test.engine.nextRun())
                run.say("Yes")
                run.finish()
                return try await group.reduce(into: []) { $0.append($1) }
            }
            let late = try await api.send(.post, path, body, headers: headers).value(Assisters.Message.self)
            #expect(Set(replies) == [late])
            #expect(late.content == "Yes")
            #expect(test.engine.runCount == 1)
            #expect(try await api.messages(of: thread).map(\.content) == ["Hi", "Yes"])
        }
    }

    @Test("a repeat of a run that failed is told the same")
    func failedRun() async throws {
        let test = try TestService()
        try await test.withoutSocket { api in
            let thread = try await api.newThread()
            let body = #"{"role":"user","content":"Hi","assistant_id":"\#(try await api.guide())"}"#
            let headers = try headers("k1")
            async let first = api.send(.post, "/v1/threads/\(thread)/messages", body, headers: headers)
            try #require(await test.engine.nextRun()).fail()
            let failed = try await first
            let again = try await api.send(.post, "/v1/threads/\(thread)/messages", body, headers: headers)
            #expect(failed.status == .internalServerError && again.status == .internalServerError)
            #expect(failed.body == again.body)
            #expect(test.engine.runCount == 1)
        }
    }
}
