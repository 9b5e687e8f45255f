import Foundation
import Testing
import WireFormats

@testable import LocalService

@Suite("The channels over sockets", .timeLimit(.minutes(1)))
struct MessagingTests {
    private func create(_ client: RawClient, channel: String = "c", in thread: String? = nil, stream: Bool = true)
        -> String
    {
        let thread = thread.map { #","thread_id":"\#($0)""# } ?? ""
        return #"{"apiKey":"\#(client.key)","channels":["\#(channel)"],"actionName":"onReply","#
            + #""payload":{"stream":\#(stream),"messages":[{"role":"user","content":"Hi"}]\#(thread)}}"#
    }

    private func ids(_ reply: String) throws -> BetterForms.RunIDs {
        let body = try #require(reply.split(separator: "\r\n\r\n", maxSplits: 1).last)
        return try #require(try WireJSON.decode(BetterForms.CreateReply.self, from: body.utf8).ids)
    }

    /// What the next events on the socket say in short, up to an end.
    private func words(_ socket: SocketClient, _ channel: String = "c") async -> [String] {
        var words: [String] = []
        while let text = await socket.nextText() {
            for message in BetterForms.channelMessages(in: text.utf8, channel: channel, actionName: "onReply") {
                if case .event(let event) = message { words.append(event.word) }
            }
            if words.last?.hasPrefix("end") == true { break }
        }
        return words
    }

    @Test("who has joined hears the run from its ids to its end, in the envelope")
    func events() async throws {
        let test = try TestService()
        try await test.withSocket { _, client in
            try await SocketClient.open(client.port) { socket in
                try await socket.join("c")
                #expect(await socket.nextText() == #"{"joined":"c"}"#)
                let ack = try await client.exchange("POST", "/stream/create/assistants", create(client))
                #expect(ack.hasPrefix("HTTP/1.1 201"))
                let ids = try ids(ack)
                let run = try #require(await test.engine.nextRun())
                func envelope(_ event: String) -> String {
                    #"{"channel":"c","message":{"actions":[{"action":"namedAction","name":"onReply","#
                        + #""options":\#(event)}],"app":{},"model":{}}}"#
                }
                #expect(
                    await socket.nextText()
                        == envelope(
                            #"{"content":{"assistantThreadId":"\#(ids.thread)","runId":"\#(ids.run)"},"#
                                + #""runId":"\#(ids.run)","type":"threadInfo"}"#))
                run.say("Hel")
                #expect(
                    await socket.nextText() == envelope(#"{"content":"Hel","runId":"\#(ids.run)","type":"delta"}"#))
                run.finish()
                #expect(
                    await socket.nextText()
                        == envelope(#"{"finish_reason":"stop","runId":"\#(ids.run)","type":"end"}"#))
            }
        }
    }

    @Test("the event stream tells the same, of each of its channels")
    func eventStream() async throws {
        let test = try TestService()
        try await test.withSocket { _, client in
            let stream = client.request("GET", "/messaging/stream?channel=a%20b&channel=c&x=y")
            try await client.connect(sending: stream) { listener in
                #expect(await listener.sees("text/event-stream"))
                for channel in ["a b", "c"] {
                    _ = try await client.exchange("POST", "/stream/create/assistants", create(client, channel: channel))
                    let run = try #require(await test.engine.nextRun())
                    run.say("to \(channel)")
                    run.finish()
                    #expect(await listener.sees(#""channel":"\#(channel)""#))
                    #expect(await listener.sees(#""content":"to \#(channel)""#))
                }
            }
        }
    }

    @Test("closing the connection of a streamed request, or the socket, does not stop the run")
    func closing() async throws {
        let test = try TestService()
        try await test.withSocket { service, client in
            let run = try await SocketClient.open(client.port) { socket in
                try await socket.join("c")
                #expect(await socket.nextText() != nil)
                try await client.connect(
                    sending: client.request("POST", "/stream/create/assistants", create(client))
                ) { post in #expect(await post.sees("created")) }
                let run = try #require(await test.engine.nextRun())
                run.say("One")
                #expect(await socket.nextText()?.contains("threadInfo") == true)
                return run
            }
            try await SocketClient.open(client.port) { socket in
                try await socket.join("c")
                #expect(await socket.nextText() == #"{"joined":"c"}"#)
                run.say(" two")
                run.finish()
                #expect(await words(socket).last == "end stop")
            }
        }
    }

    @Test("closing the connection of a request that is not streamed stops the run")
    func closingWhole() async throws {
        let test = try TestService()
        try await test.withSocket { service, client in
            let post = client.request("POST", "/stream/create/assistants", create(client, stream: false))
            try await client.connect(sending: post) { _ in
                try #require(await test.engine.nextRun()).say("Half")
            }
            await test.engine.nextCancellation()
        }
    }

    @Test("a stop over a connection of its own is heard as one end, and the thread goes on")
    func stop() async throws {
        let test = try TestService()
        try await test.withSocket { _, client in
            try await SocketClient.open(client.port) { socket in
                try await socket.join("c")
                #expect(await socket.nextText() != nil)
                let ids = try ids(try await client.exchange("POST", "/stream/create/assistants", create(client)))
                let run = try #require(await test.engine.nextRun())
                run.say("Half")
                let body = #"{"threadId":"\#(ids.thread)","runId":"\#(ids.run)"}"#
                let stopped = try await client.exchange("POST", "/stream/create/assistants/stop", body)
                #expect(stopped.hasPrefix("HTTP/1.1 200") && stopped.contains(#""status":"cancelled""#))
                #expect(await words(socket).last == "end cancelled")
                let next = try await client.exchange(
                    "POST", "/stream/create/assistants", create(client, in: ids.thread))
                #expect(next.hasPrefix("HTTP/1.1 201"))
                try #require(await test.engine.nextRun()).finish()
                #expect(await words(socket) == ["info", "end stop"])
            }
        }
    }

    @Test("channels are joined and left, at most 32, and what is not understood is answered with an error")
    func joining() async throws {
        let test = try TestService()
        try await test.withSocket { _, client in
            try await SocketClient.open(client.port) { socket in
                for number in 1...32 {
                    try await socket.join("c\(number)")
                    #expect(await socket.nextText() == #"{"joined":"c\#(number)"}"#)
                }
                try await socket.join("c33")
                #expect(await socket.nextText()?.contains("at most 32 channels") == true)
                try await socket.join("c1")
                #expect(await socket.nextText() == #"{"joined":"c1"}"#)
                try await socket.say(#"{"action":"channelLeaveAnon","options":{"channel":"c1"}}"#)
                #expect(await socket.nextText() == #"{"left":"c1"}"#)
                try await socket.join("c33")
                #expect(await socket.nextText() == #"{"joined":"c33"}"#)
                let nested = String(repeating: "[", count: 60_000)
                for text in [
                    "", "x", "[]", "{}", "null", #"{"action":"drop"}"#, #"{"action":"channelJoinAnon"}"#,
                    #"{"action":"channelJoinAnon","options":{"channel":7}}"#,
                    #"{"action":"channelJoinAnon","options":{"channel":""}}"#, nested,
                ] {
                    try await socket.say(text)
                    #expect(await socket.nextText()?.contains(#""success":false"#) == true, "\(text.prefix(60))")
                }
                _ = try await client.exchange("POST", "/stream/create/assistants", create(client, channel: "c1"))
                try #require(await test.engine.nextRun()).finish()
                _ = try await client.exchange("POST", "/stream/create/assistants", create(client, channel: "c2"))
                #expect(await socket.nextText()?.contains(#""channel":"c2""#) == true)
                try #require(await test.engine.nextRun()).finish()
            }
        }
    }

    @Test("a socket that does not read is cut off, and the run goes on to its end")
    func slowReader() async throws {
        var limits = ServiceLimits()
        limits.listenerBytes = 64 << 10
        let test = try TestService(limits: limits)
        try await test.withSocket { service, client in
            try await SocketClient.open(client.port) { slow in
                try await slow.join("c")
                #expect(await slow.nextText() != nil)
                var ear = await ChannelEar(service.service)
                _ = try await client.exchange("POST", "/stream/create/assistants", create(client))
                let run = try #require(await test.engine.nextRun())
                let piece = String(repeating: "x", count: 32 << 10)
                for _ in 0..<400 {
                    run.say(piece)
                    while let event = await ear.next(), event.event != .delta(piece) {}
                }
                run.finish()
                #expect(await ear.untilEnd().last?.word == "end stop")
                while let frame = await slow.next() { #expect(!frame.text.contains(#""type":"end""#)) }
            }
        }
    }

    @Test("when the service ends, sockets hear the end of their runs and are closed as going away")
    func shutdown() async throws {
        let test = try TestService()
        try await test.withSocket { service, client in
            try await SocketClient.open(client.port) { socket in
                try await socket.join("c")
                #expect(await socket.nextText() != nil)
                _ = try await client.exchange("POST", "/stream/create/assistants", create(client))
                _ = await test.engine.nextRun()
                try await SocketClient.connect(to: client.port, sending: "GET /mess") { undecided in
                    async let stopped: Void = service.shutdown()
                    #expect(await words(socket).last == "end cancelled")
                    #expect(await socket.next()?.code == 1001)
                    try await socket.send(SocketClient.frame(8, [0x03, 0xE9]))
                    #expect(await socket.next() == nil)
                    #expect(await undecided.rest() == "")
                    await stopped
                    await service.wait()
                }
            }
        }
    }
}
