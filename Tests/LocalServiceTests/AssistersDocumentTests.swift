import HTTPTypes
import HummingbirdTesting
import Testing
import WireFormats

@testable import LocalService

/// The requests of the API's reference as they are printed there, and its answers, with the names that the service gives
/// in place of the printed ones.
@Suite("The Assisters reference, line by line")
struct AssistersDocumentTests {
    private static let draft = """
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
        """

    private func json(_ text: String) throws -> JSONValue {
        try WireJSON.decode(JSONValue.self, from: Array(text.utf8))
    }

    /// The members that the reference prints, out of an answer that may have more.
    private func members(_ names: [String], of value: JSONValue?) -> JSONValue {
        .object(Dictionary(uniqueKeysWithValues: names.compactMap { name in value?[name].map { (name, $0) } }))
    }

    @Test("assistants: created, listed in pages, changed, deleted")
    func assistants() async throws {
        try await TestService().withoutSocket { api in
            let created = try await api.send(.post, "/v1/assisters", Self.draft)
            #expect(created.status == .created)
            let value = try created.value(JSONValue.self)
            let id = try created.value(Assisters.Assistant.self).id
            let printed = ["id", "name", "description", "instructions", "model", "created_at"]
            let expected = """
                {"id": "\(id)", "name": "Customer Support Bot", "description": "Handles customer inquiries 24/7",
                "instructions": "Be polite, provide accurate answers, escalate to human if needed", "model": "gpt-4",
                "created_at": "2024-05-20T12:00:00Z"}
                """
            #expect(members(printed, of: value) == (try json(expected)))

            for _ in 1...40 {
                let more = try await api.send(.post, "/v1/assisters", #"{"name": "Help Bot", "model": "gpt-4"}"#)
                #expect(more.status == .created)
            }
            let page = try await api.send(.get, "/v1/assisters?limit=20&offset=0")
            #expect(page.status == .ok)
            #expect(
                members(["total", "has_more"], of: try page.value(JSONValue.self))
                    == (try json(#"{"total": 42, "has_more": true}"#)))
            #expect(try page.value(Assisters.Page<Assisters.Assistant>.self).data.count == 20)

            let change = #"{"instructions": "Updated instructions for handling complaints"}"#
            let changed = try await api.send(.post, "/v1/assisters/\(id)", change)
            #expect(changed.status == .ok)
            let now = try changed.value(Assisters.Assistant.self)
            #expect(now.instructions == "Updated instructions for handling complaints")
            #expect(now.name == "Customer Support Bot")
            #expect(try await api.send(.delete, "/v1/assisters/\(id)").status == .ok)
            #expect(try await api.send(.get, "/v1/assisters/\(id)").status == .notFound)
        }
    }

    @Test("a thread, a message that is stored, a message that is answered")
    func thread() async throws {
        let script = ["We're", " available", " 9 AM", " to 5 PM, Monday to Friday."]
        try await TestService(engine: ScriptedEngine(script: script)).withoutSocket { api in
            let metadata = #"{"user_id": "user_123", "session_id": "sess_xyz789"}"#
            let created = try await api.send(.post, "/v1/threads", #"{"metadata": \#(metadata)}"#)
            #expect(created.status == .created)
            let id = try created.value(Assisters.Thread.self).id
            let expected = #"{"id": "\#(id)", "created_at": "2024-05-20T12:00:00Z", "metadata": \#(metadata)}"#
            #expect(try created.value(JSONValue.self) == (try json(expected)))

            let stored = try await api.send(
                .post, "/v1/threads/\(id)/messages",
                """
                {"role": "user", "content": "How do I reset my password?",
                "attachments": [{"type": "file", "file_id": "file_ghi789"}]}
                """)
            #expect(stored.status == .created)
            let attachment = try json(#"[{"type": "file", "file_id": "file_ghi789"}]"#)
            #expect(try stored.value(JSONValue.self)["attachments"] == attachment)

            let assistant = try await api.send(.post, "/v1/assisters", Self.draft).value(Assisters.Assistant.self).id
            let reply = try await api.send(
                .post, "/v1/threads/\(id)/messages",
                #"{"assistant_id": "\#(assistant)", "role": "user", "content": "What are your business hours?"}"#)
            #expect(reply.status == .ok)
            let message = try reply.value(JSONValue.self)
            #expect(message["role"] == .string("assistant"))
            #expect(message["content"] == .string("We're available 9 AM to 5 PM, Monday to Friday."))
            #expect(message["created_at"] == .string("2024-05-20T12:00:00Z"))
        }
    }

    @Test("a missing name is refused in the printed form")
    func missingName() async throws {
        try await TestService().withoutSocket { api in
            let refused = try await api.send(.post, "/v1/assisters", #"{"description": "Missing name"}"#)
            #expect(refused.status == .badRequest)
            let expected = """
                {"error": {"code": "invalid_request_error", "message": "Assistant name is required", "param": "name",
                "type": "validation_error"}}
                """
            #expect(try refused.value(JSONValue.self) == (try json(expected)))
        }
    }

    @Test("a piece of a stream is the printed record")
    func piece() throws {
        let run = Assisters.StreamRecord(id: "msg_1", content: "We're", delta: true)
        let bytes = String(decoding: EventStream.event(run), as: UTF8.self)
        let data = try #require(bytes.wholeMatch(of: /data: (.*)\n\n/)?.output.1)
        #expect(
            try json(String(data)) == (try json(#"{"id":"msg_1","role":"assistant","content":"We're","delta":true}"#)))
    }
}
