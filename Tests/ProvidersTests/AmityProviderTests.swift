import ChatModel
import Providers
import TestSupport
import Testing
import WireFormats

@Suite("AmityProvider against a service", .timeLimit(.minutes(1)))
struct AmityProviderTests {
    private let request = ReplyRequest.sample(remoteThread: nil)

    @Test("Shows the text while it is made, names the session, and ends with the answer")
    func reply() async throws {
        let shown = Gate()
        var service = ScriptedAmity()
        service.post = { _, response in
            try await response.beginStream()
            try await response.write(": ping\n\n" + AmityWire.active("Hello"))
            await shown.wait()
            try await response.write(AmityWire.active("Hello there") + AmityWire.finished("Hello there."))
            try await response.end()
        }
        try await service.serving { provider, server in
            let events = await provider.reply(to: request).events { _, text in if text == "Hello" { shown.open() } }
            #expect(events.text == "Hello there.")
            #expect(events.ends == [.complete])
            let sent = try #require(server.requests.first)
            let body = try WireJSON.decodeStrictly(Amity.Request.self, from: sent.body)
            let session = try #require(body.sessionID)
            #expect(events.first == .threadNamed(session))
            #expect(body == Amity.Request(message: "Hello?", sessionID: session, stream: true))
            #expect(session.utf8.count == 36)
            #expect(sent.header("Authorization") == "Bearer \(ScriptedAmity.key)")
            #expect(sent.header("Content-Type") == "application/json")
            #expect(sent.header("Accept") == "text/event-stream")
            #expect(server.requests.count == 1)
        }
    }

    @Test("Every new thread has a session of its own, a known one keeps its")
    func sessions() async throws {
        try await ScriptedAmity().serving { provider, server in
            for _ in 1...2 { #expect(await provider.reply(to: request).events().ends == [.complete]) }
            #expect(await provider.reply(to: .sample(remoteThread: "known")).events().ends == [.complete])
            let sessions = try server.requests.map {
                try WireJSON.decodeStrictly(Amity.Request.self, from: $0.body).sessionID
            }
            #expect(Set(sessions).count == 3)
            #expect(sessions.last == "known")
        }
    }

    @Test("The key goes into the header that the settings name, and into no other")
    func keyHeader() async throws {
        for (name, value) in [
            ("x-api-key", ScriptedAmity.key), ("X-Secret-Key", ScriptedAmity.key),
            ("authorization", "Bearer \(ScriptedAmity.key)"),
        ] {
            var service = ScriptedAmity()
            service.settings.keyHeader = try KeyHeader(named: name)
            service.settings.streams = false
            service.settings.template = try AmityTemplate(
                json: #"{"q":"{text}","s":"{session}","on":"{stream}"}"#)
            try await service.serving { provider, server in
                #expect(await provider.reply(to: .sample(remoteThread: "s")).events().text == "Hello")
                let sent = try #require(server.requests.first)
                #expect(sent.header(name) == value)
                #expect((sent.header("Authorization") == nil) == name.hasPrefix("x") || name.hasPrefix("X"))
                #expect(sent.header("Accept") == "application/json")
                #expect(sent.text == #"{"on":false,"q":"Hello?","s":"s"}"#)
            }
        }
    }

    @Test("A service that does not stream, or names its answer wrongly, is understood")
    func forms() async throws {
        let object = #"{"answer":"Hi","inspection":{"a":1},"searchResults":[{"title":"A"},{"title":"B"}]}"#
        let stream = AmityWire.active("H") + AmityWire.finished("Hi")
        for (type, body) in [
            ("application/json", object), ("text/event-stream", object), ("text/plain", object),
            ("application/json", stream), ("text/plain", stream), ("text/event-stream", stream),
        ] {
            var service = ScriptedAmity()
            service.post = { _, response in
                try await response.begin(200, ["Content-Type": type])
                try await response.write(body)
                try await response.end()
            }
            try await service.serving { provider, _ in
                let events = await provider.reply(to: request).events()
                #expect(events.text == "Hi", "\(type)")
                #expect(events.ends == [.complete], "\(type)")
                let titles = events.parts.map(\.title)
                #expect(titles == (body == object ? ["2 sources", "inspection"] : []), "\(type)")
            }
        }
    }

    @Test("A page of a gateway is no answer")
    func page() async throws {
        var service = ScriptedAmity()
        service.post = { _, response in
            try await response.begin(200, ["Content-Type": "text/html"])
            try await response.write("<html>Sign in</html>")
            try await response.end()
        }
        try await service.serving { provider, server in
            let events = await provider.reply(to: request).events()
            #expect(events.ends.first?.failure?.what == "The answer could not be read")
            #expect(events.text.isEmpty)
            #expect(server.requests.count == 1)
        }
    }

    @Test("A refusal is told in the words of the service, without the key", arguments: [400, 401, 403, 404, 500])
    func refused(status: Int) async throws {
        var service = ScriptedAmity()
        service.settings.retries = RetryPolicy(mostRetries: 0)
        service.post = { _, response in
            try await response.json(AmityWire.error("No \(ScriptedAmity.key)", status: status), status: status)
        }
        try await service.serving { provider, server in
            let events = await provider.reply(to: request).events()
            #expect(events.ends.first?.failure?.why == "No (the key)")
            #expect(events.count == 1)
            #expect(server.requests.count == 1)
        }
    }

    @Test("Tries again after the time the service asks for, and while it is busy, with the same key and session")
    func retried() async throws {
        for (status, headers) in [(429, ["Retry-After": "0.02"]), (503, [:]), (409, [:])] {
            let refusals = Refusals(2)
            var service = ScriptedAmity()
            service.post = { _, response in
                guard await refusals.next() else { return try await response.json(#"{"answer":"Now"}"#) }
                let fields: KeyValuePairs<String, String> =
                    headers["Retry-After"].map { ["Retry-After": $0] } ?? [:]
                try await response.json(AmityWire.error("later", status: status), status: status, headers: fields)
            }
            try await service.serving { provider, server in
                let events = await provider.reply(to: request).events()
                #expect(events.retries.map(\.because.why) == ["later", "later"])
                #expect(events.ends == [.complete])
                #expect(server.requests.count == 3)
                #expect(Set(server.requests.map { $0.header("Idempotency-Key") }).count == 1)
                #expect(Set(server.requests.map(\.text)).count == 1)
                if status == 429 {
                    #expect(events.retries.map(\.after) == Array(repeating: .milliseconds(20), count: 2))
                }
            }
        }
    }

    @Test("Is interrupted, with its text, when the connection is cut", arguments: [true, false])
    func cut(inRecord: Bool) async throws {
        var service = ScriptedAmity()
        service.post = { _, response in
            try await response.beginStream()
            try await response.write(AmityWire.active("Half") + (inRecord ? "data: {\"__status\": \"fin" : ""))
            try await response.cut()
        }
        try await service.serving { provider, server in
            let events = await provider.reply(to: request).events()
            #expect(events.text == "Half")
            #expect(events.ends.first?.isInterrupted == true)
            #expect(events.parts.isEmpty)
            #expect(server.requests.count == 1)
        }
    }

    @Test("Is interrupted when the service falls silent, and then leaves no connection open")
    func silence() async throws {
        let left = Gate()
        var service = ScriptedAmity()
        service.settings.timeouts.silence = .seconds(1)
        service.post = { _, response in
            try await response.beginStream()
            try await response.write(AmityWire.active("Half"))
            await response.untilClientLeaves()
            left.open()
        }
        try await service.serving { provider, _ in
            let events = await provider.reply(to: request).events()
            #expect(events.text == "Half")
            #expect(events.ends.first?.isInterrupted == true)
            await left.wait()
        }
    }

    @Test("Does not follow a redirect, and gives its key to nobody", arguments: [301, 302, 303, 307, 308])
    func redirect(status: Int) async throws {
        try await ScriptedHTTPServer.serving { _, response in
            try await response.json("{}")
        } _: { other in
            let target = "http://127.0.0.1:\(other.port)/api/v1/assistants/messages"
            var service = ScriptedAmity()
            service.post = { _, response in
                try await response.json("", status: status, headers: ["Location": target])
            }
            try await service.serving { provider, server in
                let events = await provider.reply(to: request).events()
                #expect(events.ends.first?.failure?.what == "The service sent us elsewhere")
                #expect(server.requests.count == 1)
            }
            #expect(other.requests.isEmpty)
        }
    }

    @Test("Tells a refused connection in words, without the key")
    func nobodyThere() async throws {
        let address = try await ScriptedHTTPServer.serving { _, _ in
        } _: {
            try ScriptedAmity.address(of: $0)
        }
        let settings = AmitySettings(retries: RetryPolicy(firstWait: .milliseconds(1)))
        let provider = AmityProvider(url: address, key: ScriptedAmity.key, settings: settings)
        let events = await provider.reply(to: request).events()
        let failure = try #require(events.ends.first?.failure)
        #expect(failure.why == "nothing listens at \(address.authority)")
        #expect(events.retries.count == 2)
        #expect(!String(describing: events).contains(ScriptedAmity.key))
        #expect(await provider.reachability() == .unreachable(failure))
        await provider.close()
    }

    @Test("Asks whether the service is there without a message, and whether it takes the key where it says so")
    func reachability() async throws {
        try await ScriptedAmity().serving { provider, server in
            #expect(await provider.reachability() == .reachable)
            #expect(server.requests.map(\.method) == ["GET"])
            #expect(server.requests.first?.header("Authorization") == "Bearer \(ScriptedAmity.key)")
        }
        var service = ScriptedAmity()
        service.status = { _, response in try await response.json(AmityWire.status("none")) }
        try await service.serving { provider, _ in #expect(await provider.reachability() == .reachable) }
        service.status = { _, response in
            try await response.json(AmityWire.error("wrong key", status: 401), status: 401)
        }
        try await service.serving { provider, _ in
            guard case .unreachable(let failure) = await provider.reachability() else {
                Issue.record("reachable with a wrong key")
                return
            }
            #expect(failure.why == "wrong key")
        }
    }
}
