import Foundation
import TestSupport
import Testing
import WireFormats

@testable import LocalService

@Suite("Tools through the whole service")
struct ToolServiceTests {
    /// Runs the test against a service with the Guide behind it.
    private func withGuide(
        tools base: String? = nil, _ body: (RawClient, RunningService) async throws -> Void
    ) async throws {
        let test = try TestService()
        var configuration = test.configuration
        configuration.toolsBaseURL = base
        let service = try await LocalService.start(
            configuration: configuration, engine: Guide(knowledge: .manualOnly, clock: ContinuousClock()))
        do {
            try await body(RawClient(port: service.port, key: test.key.text), service)
        } catch {
            await service.shutdown()
            throw error
        }
        await service.shutdown()
        try FileManager.default.removeItem(atPath: test.folder)
    }

    /// The JSON that a reply has as its body.
    private func json(_ reply: String) throws -> JSONValue {
        let body = reply.split(separator: "\r\n\r\n", maxSplits: 1, omittingEmptySubsequences: false).last ?? ""
        return try WireJSON.decodeStrictly(JSONValue.self, from: body.utf8)
    }

    private func text(_ value: JSONValue?) -> String {
        if case .string(let text)? = value { text } else { "" }
    }

    private func assistant(_ client: RawClient, tools: String) async throws -> String {
        let body = #"{"name":"Tools","settings":{"pace":0},"tools":\#(tools)}"#
        return text(try json(try await client.exchange("POST", "/v1/assisters", body))["id"])
    }

    private func message(_ content: String, to assistant: String) throws -> String {
        let draft = Assisters.MessageDraft(content: content, assistantID: assistant)
        return String(decoding: try WireJSON.encode(draft), as: UTF8.self)
    }

    /// The definition in the API's documentation.
    private static let lookUp = """
        [{
          "type": "function",
          "name": "lookup_user",
          "description": "Retrieve user profile",
          "parameters": {"type": "object", "properties": {"user_id": {"type": "string"}}}
        }]
        """

    @Test("the custom tool of the documentation is called and its output is in the answer")
    func documented() async throws {
        try await ScriptedHTTPServer.serving { request, response in
            let asked = try WireJSON.decodeStrictly(JSONValue.self, from: request.body)
            let profile = ["name": asked["arguments"]?["user_id"] ?? .null, "email": JSONValue.string("a@b.test")]
            let answer = JSONValue.object([
                "tool_call_id": asked["tool_call_id"] ?? .null,
                "output": .string(String(decoding: try WireJSON.encode(profile), as: UTF8.self)),
            ])
            try await response.json(String(decoding: try WireJSON.encode(answer), as: UTF8.self))
        } _: { server in
            try await withGuide(tools: "http://127.0.0.1:\(server.port)") { client, _ in
                let assistant = try await assistant(client, tools: Self.lookUp)
                let thread = text(try json(try await client.exchange("POST", "/v1/threads", "{}"))["id"])
                let prompt = try message(#"/call lookup_user {"user_id": "user_123"}"#, to: assistant)
                let reply = try json(try await client.exchange("POST", "/v1/threads/\(thread)/messages", prompt))
                #expect(
                    text(reply["content"])
                        == """
                        I call the tool `lookup_user` with:

                        ```json
                        {"user_id":"user_123"}
                        ```

                        `lookup_user` answered:

                        ```json
                        {"email":"a@b.test","name":"user_123"}
                        ```

                        """)
                let request = try #require(server.requests.first)
                #expect(request.method == "POST" && request.target == "/tools/lookup_user")
                let asked = try WireJSON.decodeStrictly(JSONValue.self, from: request.body)
                #expect(asked["arguments"] == .object(["user_id": .string("user_123")]))
                #expect(text(asked["tool_call_id"]).hasPrefix("call_"))
                guard case .object(let members) = asked else { return #expect(Bool(false)) }
                #expect(Set(members.keys) == ["tool_call_id", "arguments"])
            }
        }
    }

    @Test("closing the request while a tool is asked ends the run without waiting for the tool")
    func stopped() async throws {
        let asked = Signal<Void>()
        let left = Signal<Void>()
        try await ScriptedHTTPServer.serving { _, response in
            asked.send(())
            await response.untilClientLeaves()
            left.send(())
        } _: { server in
            try await withGuide(tools: "http://127.0.0.1:\(server.port)") { client, service in
                let assistant = try await assistant(client, tools: Self.lookUp)
                let thread = text(try json(try await client.exchange("POST", "/v1/threads", "{}"))["id"])
                let path = "/v1/threads/\(thread)/messages"
                let prompt = client.request("POST", path, try message("/call lookup_user", to: assistant))
                try await client.connect(sending: prompt) { _ in await asked.next() }
                await left.next()
                await service.service.allEnded()
                guard case .array(let messages)? = try json(try await client.exchange("GET", path))["data"] else {
                    return #expect(Bool(false))
                }
                let kept = try #require(messages.last)
                #expect(kept["status"] == .string("stopped"))
                #expect(text(kept["content"]).hasPrefix("I call the tool `lookup_user` with:"))
                #expect(!text(kept["content"]).contains("answer"))
                let next = try json(try await client.exchange("POST", path, try message("hello", to: assistant)))
                #expect(text(next["content"]).hasPrefix("Hello."))
            }
        }
    }

    @Test("the knowledge base is searched end to end, and what it gave is told in the words of the Amity API")
    func knowledgeBase() async throws {
        try await withGuide { client, _ in
            let assistant = try await assistant(client, tools: #"["knowledge_base"]"#)
            let asked: JSONValue = .object([
                "message": .string(#"/call knowledge_base {"query": "How do I stop an answer?"}"#),
                "assistantId": .string(assistant),
            ])
            let body = String(decoding: try WireJSON.encode(asked), as: UTF8.self)
            let reply = try json(try await client.exchange("POST", "/api/v1/assistants/messages", body))
            let answer = try await KnowledgeBase.manualOnly.answer("How do I stop an answer?")
            #expect(text(reply["answer"]).hasPrefix("I call the tool `knowledge_base` with:"))
            #expect(text(reply["answer"]).hasSuffix("\n" + answer))
            guard case .array(let chunks)? = reply["inspection"]?["chunks"],
                case .array(let calls)? = reply["inspection"]?["toolCalls"],
                case .array(let results)? = reply["searchResults"]?["results"]
            else { return #expect(Bool(false), "\(reply)") }
            #expect(!chunks.isEmpty && chunks.count == results.count)
            for chunk in chunks { #expect(answer.contains(text(chunk["text"]))) }
            let call = try #require(calls.first)
            #expect(calls.count == 1)
            #expect(call["name"] == .string("knowledge_base"))
            #expect(text(call["output"]).contains("passages"))
            #expect(results.allSatisfy { text($0["title"]).hasPrefix("Manual: ") })
        }
    }

    @Test("a service does not start with an address of tools that cannot be used")
    func configuration() async throws {
        for base in ["nonsense", "http://example.test", "http://127.0.0.1:9?x=1", "ftp://127.0.0.1"] {
            await #expect(throws: ServiceError.self) { try await withGuide(tools: base) { _, _ in } }
        }
        var configuration = try TestService().configuration
        configuration.toolsBaseURL = "http://example.test"
        configuration.allowsRemoteTools = true
        #expect(try ToolWebhooks(configuration).base?.isLoopback == false)
    }
}

extension AssistantService {
    /// Returns when no run is left.
    fileprivate func allEnded() async {
        while let closing = live.values.lazy.compactMap(\.closing).first { await closing.value }
    }
}
