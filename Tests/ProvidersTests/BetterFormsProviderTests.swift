import ChatModel
import Providers
import TestSupport
import Testing
import WireFormats

@Suite("BetterFormsProvider against a service", .timeLimit(.minutes(1)))
struct BetterFormsProviderTests {
    private let request = ReplyRequest.sample(remoteThread: nil)

    @Test("Joins a channel, posts, shows what is streamed, and leaves the channel")
    func reply() async throws {
        let posted = Gate()
        let left = Gate()
        var service = ScriptedBetterForms()
        service.create = { _, response in
            try await response.json(BetterFormsRig.acknowledgement, status: 201)
            posted.open()
        }
        service.channel = { channel in
            await posted.wait()
            try await channel.socket.write(ScriptedSocket.bytes(.ping, Array("are you there".utf8)))
            try await channel.socket.send(#"{"actionName":"other","type":"delta","content":"no"}"#)
            try await channel.send(.started, .delta("Hel"), .functionCall([.init(name: "f")]), .delta("lo"), .end())
            let last = await channel.socket.next()
            #expect(last == #"{"action":"channelLeaveAnon","options":{"channel":"\#(channel.name)"}}"#)
            left.open()
        }
        try await service.serving { provider, server in
            let events = await provider.reply(to: request).events()
            #expect(events.first == .threadNamed("thread_1"))
            #expect(events.text == "Hello")
            #expect(events.contains(.part(MessagePart(id: "tool-1", kind: .toolCall, title: "f"))))
            #expect(events.ends == [.complete])
            await left.wait()
            let body = try #require(server.creations.first?.body)
            let sent = try WireJSON.decode(BetterForms.CreateRequest.self, from: body)
            #expect(sent.apiKey == ScriptedBetterForms.key)
            #expect(sent.payload.apiKey == "sk-provider-0123456789")
            #expect(sent.channels.first?.utf8.count == 69)
            let areMasked = server.received.allSatisfy(\.isMasked)
            #expect(areMasked)
            let pong = server.received.first { $0.kind == .pong }
            #expect(pong?.data == Array("are you there".utf8))
            let keys = server.requests.compactMap { $0.header("Authorization") }
            #expect(keys.isEmpty)
        }
    }

    @Test("Each reply has a channel of its own that cannot be guessed")
    func channels() async throws {
        var service = ScriptedBetterForms()
        service.channel = { channel in
            try await channel.send(.started, .end())
            await channel.socket.untilClientLeaves()
        }
        service.create = { _, response in try await response.json("{}") }
        service.settings.aftermath = .milliseconds(1)
        try await service.serving { provider, server in
            let count = 20
            for _ in 0..<count { _ = await provider.reply(to: request).events() }
            let names = server.received.compactMap {
                try? WireJSON.decode(BetterForms.ChannelRequest.self, from: $0.data)
            }
            #expect(Set(names.filter { if case .join = $0 { true } else { false } }).count == count)
        }
    }

    @Test("Without streaming no channel is asked for")
    func whole() async throws {
        var service = ScriptedBetterForms()
        service.settings.stream = false
        service.create = { _, response in try await response.json(BetterFormsRig.reply("Hello"), status: 201) }
        try await service.serving { provider, server in
            let events = await provider.reply(to: request).events()
            #expect(events == [.threadNamed("thread_1"), .text("Hello"), .ended(.complete)])
            #expect(server.upgrades.isEmpty)
        }
    }

    @Test(
        "A channel that is refused or redirected leaves the reply whole, and no key goes elsewhere",
        arguments: [404, 302])
    func fallBack(status: Int) async throws {
        try await ScriptedHTTPServer.serving({ _, response in try await response.json("{}") }) { elsewhere in
            var service = ScriptedBetterForms()
            let location = "http://127.0.0.1:\(elsewhere.port)/messaging"
            service.refuses = { _ in .init(status: status, location: location) }
            service.create = { request, response in
                #expect(request.text.contains(#""stream":false"#))
                try await response.json(BetterFormsRig.reply("Hello"), status: 201)
            }
            try await service.serving { provider, server in
                let events = await provider.reply(to: request).events()
                #expect(events.text == "Hello")
                #expect(events.ends == [.complete])
                #expect(events.parts.map(\.id) == ["notice-stream"])
                let upgrade = try #require(server.upgrades.first)
                #expect(upgrade.header("Host") == "127.0.0.1:\(server.port)")
                #expect(upgrade.header("Authorization") == nil && upgrade.body.isEmpty)
            }
            #expect(elsewhere.requests.isEmpty)
        }
    }

    @Test("A post that is redirected is not followed")
    func redirected() async throws {
        try await ScriptedHTTPServer.serving({ _, response in try await response.json("{}") }) { elsewhere in
            var service = ScriptedBetterForms()
            let location = "http://127.0.0.1:\(elsewhere.port)/"
            service.create = { _, response in
                try await response.json("", status: 307, headers: ["Location": location])
            }
            try await service.serving { provider, _ in
                let events = await provider.reply(to: request).events()
                #expect(events.ends.first?.failure?.what == "The service sent us elsewhere")
            }
            #expect(elsewhere.requests.isEmpty)
        }
    }

    @Test("A channel that is cut is joined again, and what was missed is not invented")
    func cut() async throws {
        var service = ScriptedBetterForms()
        service.channel = { channel in
            if channel.socket.number == 0 {
                try await channel.send(.started, .delta("a"))
                try await channel.socket.cut()
            } else {
                try await channel.send(.delta("c"), .end("stop"))
                await channel.socket.untilClientLeaves()
            }
        }
        try await service.serving { provider, server in
            let events = await provider.reply(to: request).events()
            #expect(events.text == "ac")
            #expect(events.parts.map(\.id) == ["notice-gap"])
            #expect(events.ends.first?.isInterrupted == true)
            #expect(server.creations.count == 1)
        }
    }

    @Test("A service that is gone for good leaves the reply interrupted, with the text so far")
    func killed() async throws {
        var service = ScriptedBetterForms()
        service.create = { _, response in try await response.cut() }
        service.settings.retries.mostRetries = 0
        service.refuses = { $0 == 0 ? nil : .init(status: 503) }
        service.channel = { channel in
            try await channel.send(.started, .delta("a"))
            try await channel.socket.cut()
        }
        try await service.serving { provider, _ in
            let events = await provider.reply(to: request).events()
            // The post may be cut before the run is heard.
            #expect(events.ends.first?.isInterrupted == true)
            #expect(events.text == "a" || events.text.isEmpty)
        }
    }

    @Test("An end that never comes is not made up, and the run is asked to stop")
    func missingEnd() async throws {
        let stopped = Gate()
        var service = ScriptedBetterForms()
        service.settings.idle = .seconds(1)
        service.channel = { channel in
            try await channel.send(.started, .delta("a"))
            await channel.socket.untilClientLeaves()
        }
        service.stop = { _, response in
            stopped.open()
            try await response.json("{}")
        }
        try await service.serving { provider, _ in
            let events = await provider.reply(to: request).events()
            #expect(events.text == "a")
            #expect(events.ends.first?.isInterrupted == true)
            await stopped.wait()
        }
    }

    @Test("A service that is not there is said so")
    func absent() async throws {
        let port = try await ScriptedHTTPServer.serving({ _, _ in }) { $0.port }
        let provider = BetterFormsProvider(address: try ServiceAddress("http://127.0.0.1:\(port)"), key: nil)
        guard case .unreachable(let failure) = await provider.reachability() else {
            Issue.record("it is not there")
            return
        }
        #expect(failure.what == "The service cannot be reached")
        await provider.close()
    }

    @Test(
        "A service that is there says so by refusing a request to stop nothing",
        arguments: [(400, true), (200, true), (401, false), (404, false), (302, false), (503, false)])
    func reachability(status: Int, isReachable: Bool) async throws {
        var service = ScriptedBetterForms()
        service.stop = { request, response in
            #expect(request.text == #"{"apiKey":"\#(ScriptedBetterForms.key)"}"#)
            try await response.json(BetterFormsRig.error("no", status: status), status: status)
        }
        try await service.serving { provider, _ in
            let reachability = await provider.reachability()
            #expect((reachability == .reachable) == isReachable)
        }
    }
}
