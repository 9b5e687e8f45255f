import Foundation
import Testing
import WireFormats

@testable import LocalService

@Suite("Streams and stopping, over sockets")
struct StreamTests {
    private func newThread(_ client: RawClient) async throws -> String {
        let reply = try await client.exchange("POST", "/v1/threads", "{}")
        return try #require(reply.split(separator: "\"").first { $0.hasPrefix("thread_") }.map(String.init))
    }

    private func prompt(_ service: RunningService) -> String {
        #"{"role":"user","content":"Hi","assistant_id":"\#(service.defaultAssistantID)"}"#
    }

    /// The data of all events, with the framing of the transfer taken away.
    private func items(_ reply: String) -> [Assisters.StreamItem] {
        reply.split(whereSeparator: \.isNewline).filter { $0.hasPrefix("data: ") }.compactMap {
            Assisters.StreamItem(data: $0.dropFirst(6).trimmingCharacters(in: .whitespacesAndNewlines))
        }
    }

    @Test("two listeners get every token, the whole reply and the end, and the request the same reply")
    func twoListeners() async throws {
        let test = try TestService()
        try await test.withSocket { service, client in
            let thread = try await newThread(client)
            let stream = client.request("GET", "/v1/threads/\(thread)/messages/stream")
            try await client.connect(sending: stream) { first in
                #expect(await first.sees("text/event-stream"))
                try await client.connect(sending: stream) { second in
                    #expect(await second.sees("text/event-stream"))
                    async let reply = client.exchange("POST", "/v1/threads/\(thread)/messages", prompt(service))
                    let run = try #require(await test.engine.nextRun())
                    run.say("We're")
                    #expect(await first.sees("We're"))
                    run.say(" open.")
                    run.finish()
                    let ended = try await reply
                    #expect(ended.hasPrefix("HTTP/1.1 200"))
                    for listener in [first, second] {
                        let items = items(await listener.rest())
                        guard case .record(let record) = items.first else { return #expect(Bool(false)) }
                        #expect(ended.contains(record.id))
                        #expect(
                            items == [
                                .record(.init(id: record.id, content: "We're", delta: true)),
                                .record(.init(id: record.id, content: " open.", delta: true)),
                                .record(
                                    .init(id: record.id, content: "We're open.", delta: false, status: .completed)),
                                .done,
                            ])
                    }
                }
            }
        }
    }

    @Test("a late listener gets the reply from its beginning")
    func lateListener() async throws {
        let test = try TestService()
        try await test.withSocket { service, client in
            let thread = try await newThread(client)
            let stream = client.request("GET", "/v1/threads/\(thread)/messages/stream")
            async let reply = client.exchange("POST", "/v1/threads/\(thread)/messages", prompt(service))
            let run = try #require(await test.engine.nextRun())
            try await client.connect(sending: stream) { early in
                run.say("From ")
                run.say("the start")
                #expect(await early.sees("the start"))
                try await client.connect(sending: stream) { late in
                    #expect(await late.sees("From the start"))
                    run.say(".")
                    run.finish()
                    let texts = items(await late.rest()).compactMap { item in
                        if case .record(let record) = item { record.content } else { nil }
                    }
                    #expect(texts == ["From the start", ".", "From the start."])
                }
            }
            _ = try await reply
        }
    }

    @Test("closing the request stops the run at once, keeps the text and tells the listeners")
    func closingStops() async throws {
        let test = try TestService()
        try await test.withSocket { service, client in
            let thread = try await newThread(client)
            let stream = client.request("GET", "/v1/threads/\(thread)/messages/stream")
            try await client.connect(sending: stream) { listener in
                #expect(await listener.sees("text/event-stream"))
                let post = client.request("POST", "/v1/threads/\(thread)/messages", prompt(service))
                try await client.connect(sending: post) { _ in
                    try #require(await test.engine.nextRun()).say("Half an ans")
                    #expect(await listener.sees("Half"))
                }
                await test.engine.nextCancellation()
                let items = items(await listener.rest())
                guard case .record(let last) = items.dropLast().last else { return #expect(Bool(false)) }
                #expect(last.content == "Half an ans")
                #expect(!last.delta)
                #expect(last.status == .stopped)
                #expect(items.last == .done)
            }
            let list = try await client.exchange("GET", "/v1/threads/\(thread)/messages")
            #expect(list.contains(#""content":"Half an ans""#))
            #expect(list.contains(#""status":"stopped""#))
            async let next = client.exchange("POST", "/v1/threads/\(thread)/messages", prompt(service))
            let run = try #require(await test.engine.nextRun())
            #expect(
                run.request.messages.dropLast().last == .init(isFromUser: false, text: "Half an ans", isPartial: true))
            run.finish()
            #expect(try await next.hasPrefix("HTTP/1.1 200"))
        }
    }

    @Test("a listener that leaves changes nothing for the run")
    func leavingListener() async throws {
        let test = try TestService()
        try await test.withSocket { service, client in
            let thread = try await newThread(client)
            let stream = client.request("GET", "/v1/threads/\(thread)/messages/stream")
            async let reply = client.exchange("POST", "/v1/threads/\(thread)/messages", prompt(service))
            let run = try #require(await test.engine.nextRun())
            try await client.connect(sending: stream) { listener in
                run.say("One")
                #expect(await listener.sees("One"))
            }
            run.say(" two")
            run.finish()
            #expect(try await reply.contains(#""content":"One two""#))
        }
    }

    @Test("an engine that fails says so in the stream, which then ends")
    func failingEngine() async throws {
        let test = try TestService()
        try await test.withSocket { service, client in
            let thread = try await newThread(client)
            let stream = client.request("GET", "/v1/threads/\(thread)/messages/stream")
            try await client.connect(sending: stream) { listener in
                #expect(await listener.sees("text/event-stream"))
                async let reply = client.exchange("POST", "/v1/threads/\(thread)/messages", prompt(service))
                try #require(await test.engine.nextRun()).fail()
                #expect(try await reply.hasPrefix("HTTP/1.1 500"))
                let items = items(await listener.rest())
                guard case .failure(let error) = items.first else { return #expect(Bool(false)) }
                #expect(error.code == "server_error")
                #expect(items.count == 1)
            }
        }
    }

    @Test("while nothing is said, listeners get comments")
    func pings() async throws {
        var limits = ServiceLimits()
        limits.ping = .milliseconds(20)
        try await TestService(limits: limits).withSocket { _, client in
            let thread = try await newThread(client)
            let stream = client.request("GET", "/v1/threads/\(thread)/messages/stream")
            try await client.connect(sending: stream) { listener in
                #expect(await listener.sees(": ping"))
            }
        }
    }

    @Test("a listener that does not read is cut off, and the run goes on to its end")
    func slowListener() async throws {
        var limits = ServiceLimits()
        limits.listenerBytes = 64 << 10
        let test = try TestService(limits: limits)
        try await test.withSocket { service, client in
            let thread = try await newThread(client)
            let stream = client.request("GET", "/v1/threads/\(thread)/messages/stream")
            try await client.connect(sending: stream) { slow in
                #expect(await slow.sees("text/event-stream"))
                async let reply = client.exchange("POST", "/v1/threads/\(thread)/messages", prompt(service))
                let run = try #require(await test.engine.nextRun())
                let piece = String(repeating: "x", count: 32 << 10)
                for _ in 0..<400 { run.say(piece) }
                run.finish()
                #expect(try await reply.hasPrefix("HTTP/1.1 200"))
                let received = await slow.rest()
                #expect(!received.contains("[DONE]"))
            }
        }
    }

    @Test("shutting down ends a run with its text, tells the listeners, and is quick")
    func shutdown() async throws {
        let test = try TestService()
        try await test.withSocket { service, client in
            let thread = try await newThread(client)
            let stream = client.request("GET", "/v1/threads/\(thread)/messages/stream")
            try await client.connect(sending: stream) { listener in
                #expect(await listener.sees("text/event-stream"))
                async let reply = client.exchange("POST", "/v1/threads/\(thread)/messages", prompt(service))
                try #require(await test.engine.nextRun()).say("Half")
                #expect(await listener.sees("Half"))
                async let stopped: Void = service.shutdown()
                #expect(try await reply.contains(#""status":"stopped""#))
                #expect(items(await listener.rest()).last == .done)
                await stopped
                await service.wait()
            }
        }
    }
}
