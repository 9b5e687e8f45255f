import Foundation
import Testing
import WireFormats

@testable import LocalService

@Suite("Streams of the Amity API, over sockets")
struct AmityStreamTests {
    private func request(_ client: RawClient, _ body: String, key: String? = nil) -> String {
        client.request(
            "POST", "/api/v1/assistants/messages", body, more: key.map { "Idempotency-Key: \($0)\r\n" } ?? "")
    }

    /// The data of all events as JSON, with the framing of the transfer taken away.
    private func records(_ reply: String) -> [JSONValue] {
        reply.split(whereSeparator: \.isNewline).filter { $0.hasPrefix("data: ") }.compactMap {
            try? WireJSON.decodeStrictly(
                JSONValue.self, from: $0.dropFirst(6).trimmingCharacters(in: .whitespacesAndNewlines).utf8)
        }
    }

    private func active(_ text: String) -> JSONValue {
        .object(["__status": .string("active"), "content": .string(text)])
    }

    @Test("records have the whole text so far, and the last one the answer")
    func stream() async throws {
        let test = try TestService()
        try await test.withSocket { _, client in
            let body = #"{"message":"Hi","sessionId":"s","stream":true}"#
            try await client.connect(sending: request(client, body)) { connection in
                let run = try #require(await test.engine.nextRun())
                run.say("Hello")
                #expect(await connection.sees(#""content":"Hello""#))
                run.say("! How")
                run.say(" may")
                #expect(await connection.sees(#""content":"Hello! How may""#))
                run.say(" I help you?")
                run.finish()
                let received = await connection.rest()
                #expect(received.hasPrefix("HTTP/1.1 200"))
                #expect(received.lowercased().contains("content-type: text/event-stream"))
                let records = records(received)
                #expect(records.first == active("Hello"))
                #expect(records.contains(active("Hello! How may")))
                #expect(
                    records.last
                        == .object([
                            "__status": .string("finished"), "answer": .string("Hello! How may I help you?"),
                            "inspection": .object([:]), "searchResults": .object([:]),
                        ]))
                #expect(records.filter { $0["__status"] == .string("finished") }.count == 1)
                #expect(received.contains(#"data: {"__status":"active","content":"Hello"}"# + "\n\n"))
            }
        }
    }

    @Test("a session that was made is named at the end")
    func madeSession() async throws {
        let test = try TestService(engine: ScriptedEngine(script: ["A"]))
        try await test.withSocket { _, client in
            let reply = try await client.connect(sending: request(client, #"{"message":"Hi","stream":true}"#)) {
                await $0.rest()
            }
            guard case .string(let name)? = records(reply).last?["sessionId"] else {
                return #expect(Bool(false), "\(reply)")
            }
            #expect(name.hasPrefix("session_"))
            #expect(records(reply).dropLast().allSatisfy { $0["sessionId"] == nil })
        }
    }

    @Test("an answer that is there at once may come with its last record alone")
    func atOnce() async throws {
        let test = try TestService(engine: ScriptedEngine(script: []))
        try await test.withSocket { _, client in
            let reply = try await client.connect(sending: request(client, #"{"message":"Hi","stream":true}"#)) {
                await $0.rest()
            }
            #expect(records(reply).count == 1)
            #expect(records(reply).last?["answer"] == .string(""))
        }
    }

    @Test("an engine that fails ends the stream with an error record")
    func failure() async throws {
        let test = try TestService()
        try await test.withSocket { _, client in
            let body = #"{"message":"Hi","sessionId":"s","stream":true}"#
            try await client.connect(sending: request(client, body)) { connection in
                let run = try #require(await test.engine.nextRun())
                run.say("Half")
                #expect(await connection.sees("Half"))
                run.fail()
                #expect(
                    records(await connection.rest()).last
                        == .object([
                            "__error": .bool(true), "name": .string("ServerError"), "code": .integer(500_000),
                            "status": .integer(500), "errors": .array([]),
                            "message": .string("The assistant failed while it was answering"),
                        ]))
            }
        }
    }

    @Test(
        "closing the connection stops the run, keeps the text, and leaves the session free", arguments: [true, false])
    func closing(isStreamed: Bool) async throws {
        let test = try TestService()
        try await test.withSocket { service, client in
            let body = #"{"message":"Hi","sessionId":"s","stream":\#(isStreamed)}"#
            try await client.connect(sending: request(client, body, key: "k")) { connection in
                let run = try #require(await test.engine.nextRun())
                run.say("Half an ans")
                if isStreamed { #expect(await connection.sees("Half an ans")) }
            }
            await test.engine.nextCancellation()
            let thread = try await service.service.store.thread(of: try SessionName("s"))
            await service.service.quiet(thread)
            let status = try await client.exchange(
                "GET", "/api/v1/assistants/messages/status?sessionId=s&request=k")
            #expect(status.contains(#""status":"stopped""#))
            async let next = client.exchange("POST", "/api/v1/assistants/messages", body)
            let run = try #require(await test.engine.nextRun())
            let before = try #require(run.request.messages.dropLast().last)
            if isStreamed { #expect(before == .init(isFromUser: false, text: "Half an ans", isPartial: true)) }
            run.finish()
            #expect(try await next.hasPrefix("HTTP/1.1 200"))
        }
    }

    @Test("a reader that does not read gets what it missed in one record, and the run goes on")
    func slowReader() async throws {
        let test = try TestService()
        try await test.withSocket { _, client in
            try await client.connect(sending: request(client, #"{"message":"Hi","stream":true}"#)) { connection in
                let run = try #require(await test.engine.nextRun())
                for _ in 0..<400 { run.say(String(repeating: "x", count: 10 << 10)) }
                run.finish()
                let last = records(await connection.rest()).last
                #expect(last?["answer"] == .string(String(repeating: "x", count: 4_000 << 10)))
            }
        }
    }

    @Test("a long answer in many pieces costs few records")
    func distance() async throws {
        let test = try TestService()
        try await test.withSocket { _, client in
            try await client.connect(sending: request(client, #"{"message":"Hi","stream":true}"#)) { connection in
                let start = ContinuousClock.now
                let run = try #require(await test.engine.nextRun())
                for number in 0..<5_000 {
                    run.say("piece \(number) of the answer. ")
                    if number.isMultiple(of: 100) { await Task.yield() }
                }
                run.finish()
                let records = records(await connection.rest())
                let took = start.duration(to: .now)
                #expect(Double(records.count) <= took / .milliseconds(50) + 2)
                var before = ""
                for case .string(let text)? in records.dropLast().map({ $0["content"] }) {
                    #expect(text.utf8.starts(with: before.utf8) && text.utf8.count > before.utf8.count)
                    before = text
                }
            }
        }
        #expect(AmityStream.distance(afterBytes: 0) == .milliseconds(50))
        #expect(AmityStream.distance(afterBytes: 50_000) == .milliseconds(50))
        #expect(AmityStream.distance(afterBytes: 1_000_000) == .seconds(1))
    }

    @Test("shutting down ends a stream with an error record")
    func shutdown() async throws {
        let test = try TestService()
        try await test.withSocket { service, client in
            try await client.connect(sending: request(client, #"{"message":"Hi","stream":true}"#)) { connection in
                try #require(await test.engine.nextRun()).say("Half")
                #expect(await connection.sees("Half"))
                async let stopped: Void = service.shutdown()
                let last = records(await connection.rest()).last
                #expect(last?["code"] == .integer(500_000))
                #expect(last?["message"] == .string("The answer was stopped before its end"))
                await stopped
            }
        }
    }

    @Test("while nothing is said, comments keep the connection open")
    func pings() async throws {
        var limits = ServiceLimits()
        limits.ping = .milliseconds(20)
        let test = try TestService(limits: limits)
        try await test.withSocket { _, client in
            try await client.connect(sending: request(client, #"{"message":"Hi","stream":true}"#)) { connection in
                #expect(await connection.sees(": ping"))
                try #require(await test.engine.nextRun()).finish()
                _ = await connection.rest()
            }
        }
    }
}

extension AssistantService {
    /// Returns when the thread has no run.
    fileprivate func quiet(_ thread: String) async {
        while let run = live.values.first(where: { $0.names.thread == thread }) { await run.closing?.value }
    }
}
