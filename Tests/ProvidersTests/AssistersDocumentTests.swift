import ChatModel
import TestSupport
import Testing
import WireFormats

@testable import Providers

/// Every example of the API's reference, with the requests and the answers as they are printed there.
@Suite("The examples of the Assisters API reference", .timeLimit(.minutes(1)))
struct AssistersDocumentTests {
    private static let created = """
        {
        "id": "asst_abc123",
        "name": "Customer Support Bot",
        "description": "Handles customer inquiries 24/7",
        "instructions": "...",
        "model": "gpt-4",
        "created_at": "2024-05-20T12:00:00Z"
        }
        """
    private static let reply = """
        {
        "id": "msg_jkl012",
        "role": "assistant",
        "content": "We're available 9 AM to 5 PM, Monday to Friday.",
        "created_at": "2024-05-20T12:06:00Z"
        }
        """
    private static let thread = """
        {
        "id": "thread_def456",
        "created_at": "2024-05-20T12:05:00Z",
        "metadata": {
        "user_id": "user_123",
        "session_id": "sess_xyz789"
        }
        }
        """
    private static let stream = """
        data: {"id":"msg_1","role":"assistant","content":"We're","delta":true}
        data: {"id":"msg_1","role":"assistant","content":"available","delta":true}
        data: {"id":"msg_1","role":"assistant","content":"9 AM","delta":true}

        """
    private static let refusal = """
        {
        "error": {
        "code": "invalid_request_error",
        "message": "Assistant name is required",
        "param": "name",
        "type": "validation_error"
        }
        }
        """

    private let bot = AssistantProfile(
        name: "Customer Support Bot", description: "Handles customer inquiries 24/7",
        instructions: "Be polite, provide accurate answers, escalate to human if needed", model: "gpt-4",
        tools: #"["web_search", "knowledge_base"]"#, temperature: 0.7, topP: 1.0)

    /// What a saved profile sends as a new assistant.
    private func sent(_ profile: AssistantProfile) async throws -> JSONValue? {
        let bodies = AsyncStream.makeStream(of: JSONValue?.self)
        try await FaultAssisters.serving { _ in
            .json(Self.created, status: 201)
        } _: { provider, server in
            _ = try await provider.save(profile, as: nil)
            bodies.continuation.yield(server.requests.first?.json)
            #expect(server.requests.map(\.target) == ["/v1/assisters"])
        }
        return await bodies.stream.first { _ in true } ?? nil
    }

    @Test("Create Assistant")
    func create() async throws {
        try await FaultAssisters.serving { _ in
            .json(Self.created, status: 201)
        } _: { provider, server in
            let saved = try await provider.save(bot, as: nil)
            let request = try #require(server.requests.first)
            #expect("\(request.method) \(request.target)" == "POST /v1/assisters")
            #expect(request.header("Authorization") == "Bearer \(FaultAssisters.key)")
            #expect(request.header("Content-Type") == "application/json")
            #expect(request.header("Host") == server.authority)
            let expected = try printed(
                """
                {
                "name": "Customer Support Bot",
                "description": "Handles customer inquiries 24/7",
                "instructions": "Be polite, provide accurate answers, escalate to human if needed",
                "model": "gpt-4",
                "tools": ["web_search", "knowledge_base"],
                "settings": {
                "temperature": 0.7,
                "top_p": 1.0
                }
                }
                """)
            #expect(request.json == expected)
            #expect(saved.id == "asst_abc123")
            #expect(saved.profile.instructions == "...")
            #expect(saved.profile.tools == bot.tools, "what the service does not say is as it was sent")
            #expect(saved.profile.temperature == 0.7)
        }
    }

    @Test("The assistants of the libraries and of the command line")
    func otherCreations() async throws {
        let seller = AssistantProfile(name: "Sales Bot", instructions: "Help with product inquiries")
        #expect(
            try await sent(seller) == printed(#"{"name":"Sales Bot","instructions":"Help with product inquiries"}"#))
        for name in ["Support Bot", "Help Bot"] {
            let profile = AssistantProfile(name: name, model: "gpt-4")
            let expected = try printed(#"{"name": "\#(name)", "model": "gpt-4"}"#)
            #expect(try await sent(profile) == expected)
        }
    }

    @Test("Custom Tools")
    func tools() async throws {
        let tools = """
            [
            {
            "type": "function",
            "name": "lookup_user",
            "description": "Retrieve user profile",
            "parameters": {
            "type": "object",
            "properties": {
            "user_id": {"type": "string"}
            }
            }
            }
            ]
            """
        let body = try await sent(AssistantProfile(name: "A", tools: tools))
        #expect(try body == printed(#"{"name": "A", "tools": \#(tools)}"#))
    }

    @Test("List, with its page of twenty")
    func list() async throws {
        let page = #"{"data": [{"id": "asst_abc123", "name": "Customer Support Bot"}], "total": 42, "has_more": true}"#
        try await FaultAssisters.serving { _ in
            .json(page)
        } _: { provider, server in
            let first = try await provider.assistants(after: 0)
            #expect(first.assistants.map(\.id) == ["asst_abc123"])
            #expect(first.assistants.map(\.profile.name) == ["Customer Support Bot"])
            #expect(first.hasMore)
            _ = try await provider.assistants(after: 20)
            #expect(
                server.requests.map { "\($0.method) \($0.target)" } == [
                    "GET /v1/assisters?limit=20&offset=0", "GET /v1/assisters?limit=20&offset=20",
                ])
            #expect(server.requests.allSatisfy { $0.header("Authorization") == "Bearer \(FaultAssisters.key)" })
        }
    }

    @Test("Update, which sends what differs and nothing else")
    func update() async throws {
        try await FaultAssisters.serving { request in
            .json(request.method == "GET" ? #"{"data":[\#(Self.created)],"total":1,"has_more":false}"# : Self.created)
        } _: { provider, server in
            let page = try await provider.assistants(after: 0)
            var profile = try #require(page.assistants.first).profile
            profile.instructions = "Updated instructions for handling complaints"
            let saved = try await provider.save(profile, as: "asst_abc123")
            let request = try #require(server.requests.last)
            #expect("\(request.method) \(request.target)" == "POST /v1/assisters/asst_abc123")
            let expected = try printed(#"{"instructions": "Updated instructions for handling complaints"}"#)
            #expect(request.json == expected)
            #expect(saved.profile.instructions == "...", "as the service has it now")
        }
    }

    @Test("Delete")
    func delete() async throws {
        try await FaultAssisters.serving { _ in
            .json(#"{"id":"asst_abc123","deleted":true}"#)
        } _: { provider, server in
            try await provider.delete("asst_abc123")
            #expect(server.requests.map { "\($0.method) \($0.target)" } == ["DELETE /v1/assisters/asst_abc123"])
        }
    }

    @Test("Create Thread, Create Message with an attachment, and Create Message with an assistant")
    func conversation() async throws {
        let posted = Gate()
        try await FaultAssisters.serving { request in
            switch (request.method, request.path) {
            case ("POST", "/v1/threads"): return .json(Self.thread, status: 201)
            case ("GET", "/v1/threads/thread_def456/messages/stream"):
                return .eventStream + .waiting { await posted.wait() } + .text(Self.stream) + .stalling
            default: break
            }
            if request.json?["assistant_id"] == nil {
                return .json(#"{"id":"m","role":"user","content":""}"#, status: 201)
            }
            posted.open()
            return .json(Self.reply, status: 201)
        } _: { provider, server in
            var earlier = Message.sample("0", "How do I reset my password?")
            earlier.set(MessagePart(id: "a", kind: .attachment, title: "file_ghi789"))
            let events = await provider.reply(
                to: .sample("What are your business hours?", assistant: "asst_abc123", history: [earlier])
            ).events()
            #expect(events.first == .threadNamed("thread_def456"))
            #expect(events.text == "We're available 9 AM to 5 PM, Monday to Friday.")
            #expect(events.ends == [.complete])
            let bodies = server.requests.filter(\.isPost).map(\.json)
            let attached = """
                {
                "role": "user",
                "content": "How do I reset my password?",
                "attachments": [
                {
                "type": "file",
                "file_id": "file_ghi789"
                }
                ]
                }
                """
            let asked = """
                {
                "assistant_id": "asst_abc123",
                "role": "user",
                "content": "What are your business hours?"
                }
                """
            let expected = try [printed(attached), printed(asked)]
            #expect(bodies == expected)
            let stream = server.requests.first(where: \.isStream)
            #expect(stream?.header("Accept") == "text/event-stream")
            #expect(stream?.header("Authorization") == "Bearer \(FaultAssisters.key)")
        }
    }

    @Test("The stream as it is printed, without blank lines, joined as the settings say")
    func stream() async throws {
        let texts: [DeltaJoin: String] = [
            .verbatim: "We'reavailable9 AM", .space: "We're available 9 AM", .auto: "We're available 9 AM",
        ]
        for (join, text) in texts {
            var settings = FaultAssisters.settings
            settings.join = join
            let (posted, shown) = (Gate(), Gate())
            try await FaultAssisters.serving(
                { request in
                    if request.isStream {
                        return .eventStream + .waiting { await posted.wait() } + .text(Self.stream) + .text("\n")
                            + .stalling
                    }
                    posted.open()
                    return .waiting { await shown.wait() } + .json(Self.reply)
                }, settings: settings
            ) { provider, _ in
                let events = await provider.reply(to: .sample("Hours?")).events { _, soFar in
                    if soFar == text { shown.open() }
                }
                #expect(events.text == "We're available 9 AM to 5 PM, Monday to Friday.")
            }
        }
    }

    @Test("The headers of the rate limit")
    func rateLimit() async throws {
        let fields: KeyValuePairs = [
            "X-RateLimit-Limit": "100", "X-RateLimit-Remaining": "95", "X-RateLimit-Reset": "30",
        ]
        try await FaultAssisters.serving { request in
            request.isPost ? .json(Self.reply, fields: fields) : .json("{}", status: 404)
        } _: { provider, _ in
            let events = await provider.reply(to: .sample("Hours?")).events()
            let limits = events.compactMap { if case .rateLimit(let limit) = $0 { limit } else { nil } }
            #expect(limits.map(\.limit) == [100])
            #expect(limits.map(\.remaining) == [95])
            #expect(events.last == .ended(.complete))
        }
    }

    @Test("Too Many Requests with Retry-After")
    func tooMany() async throws {
        try await FaultAssisters.serving { _ in
            .json("", status: 429, fields: ["Retry-After": "60"])
        } _: { provider, _ in
            let reply = provider.reply(to: .sample("Hours?"))
            let events = await reply.events { event, _ in if case .retrying = event { reply.stop() } }
            #expect(events.retries.map(\.after) == [.seconds(60)])
            #expect(events.retries.map(\.because.what) == ["The service asks to slow down"])
            #expect(events.ends == [.stopped(.hereOnly)])
        }
    }

    @Test("The error of a missing name, in the words of the service")
    func error() async throws {
        try await FaultAssisters.serving { _ in
            .json(Self.refusal, status: 400)
        } _: { provider, _ in
            let failure = await #expect(throws: Failure.self) { _ = try await provider.save(bot, as: nil) }
            #expect(failure?.what == "The service refused the request")
            #expect(failure?.why == "Assistant name is required")
            let events = await provider.reply(to: .sample("Hours?")).events()
            #expect(events.ends.first?.failure?.why == "Assistant name is required")
        }
    }

    @Test("Each status code of the table", arguments: [200, 201, 400, 401, 404, 500])
    func statusCodes(status: Int) async throws {
        let words = [
            400: "The service refused the request", 401: "The service does not accept the key",
            404: "The service does not know this", 500: "The service failed",
        ]
        try await FaultAssisters.serving { request in
            if request.isStream { return .json("{}", status: 404) }
            return .json(status < 300 ? Self.reply : Self.refusal, status: status)
        } _: { provider, _ in
            let events = await provider.reply(to: .sample("Hours?", history: [])).events()
            #expect(events.ends.count == 1)
            #expect(events.ends.first?.failure?.what == words[status])
            #expect(events.ends.contains(.complete) == (status < 300))
        }
    }
}
