import Testing
import WireFormats

@Suite("Wire values of the Assisters API")
struct AssistersTests {
    private func decoded<Value: Decodable>(_ type: Value.Type, _ text: String) throws -> Value {
        try WireJSON.decode(type, from: Array(text.utf8))
    }

    private func encoded(_ value: some Encodable) throws -> String {
        String(decoding: try WireJSON.encode(value), as: UTF8.self)
    }

    @Test("an assistant of the documentation is read")
    func assistant() throws {
        let assistant = try decoded(
            Assisters.Assistant.self,
            """
            {"id": "asst_abc123", "name": "Customer Support Bot", "description": "Handles customer inquiries 24/7",
             "instructions": "...", "model": "gpt-4", "created_at": "2024-05-20T12:00:00Z", "object": "assistant"}
            """)
        #expect(
            assistant
                == Assisters.Assistant(
                    id: "asst_abc123", name: "Customer Support Bot", description: "Handles customer inquiries 24/7",
                    instructions: "...", model: "gpt-4", createdAt: "2024-05-20T12:00:00Z"))
    }

    @Test("tools may be names and objects side by side, and objects come back as they were")
    func tools() throws {
        let text = """
            {"tools":["web_search",{"name":"lookup","parameters":{"properties":{"n":{"type":"string"}},"x":[1,1.5,null,true]},\
            "type":"function"}]}
            """
        let draft = try decoded(Assisters.AssistantDraft.self, text)
        #expect(draft.tools?.first == .named("web_search"))
        #expect(draft.tools?.count == 2)
        #expect(try encoded(draft) == text)
    }

    @Test("a partial update sends only what it changes")
    func partialUpdate() throws {
        #expect(try encoded(Assisters.AssistantDraft(instructions: "New")) == #"{"instructions":"New"}"#)
        let settings = Assisters.AssistantSettings(topP: 0.5, pace: 60)
        #expect(try encoded(settings) == #"{"pace":60,"top_p":0.5}"#)
    }

    @Test("a page without total and has_more counts its elements")
    func page() throws {
        let page = try decoded(Assisters.Page<Assisters.Deletion>.self, #"{"data":[{"id":"asst_1","deleted":true}]}"#)
        #expect(page == Assisters.Page(data: [Assisters.Deletion(id: "asst_1")], total: 1, hasMore: false))
        #expect(try encoded(page) == #"{"data":[{"deleted":true,"id":"asst_1"}],"has_more":false,"total":1}"#)
    }

    @Test("a message request carries the assistant and the attachments")
    func messageDraft() throws {
        let text = """
            {"assistant_id":"asst_1","attachments":[{"file_id":"file_g","type":"file"}],"content":"Hi","role":"user"}
            """
        let draft = try decoded(Assisters.MessageDraft.self, text)
        #expect(draft.assistantID == "asst_1")
        #expect(draft.attachments?.first?["file_id"] == .string("file_g"))
        #expect(try encoded(draft) == text)
    }

    @Test("a message with a status we do not know, and without a time, is read")
    func message() throws {
        let message = try decoded(
            Assisters.Message.self, #"{"id":"msg_1","role":"assistant","content":null,"status":"thinking"}"#)
        #expect(message == Assisters.Message(id: "msg_1", role: .assistant, content: ""))
        let known = try decoded(
            Assisters.Message.self, #"{"id":"m","role":"user","content":"x","status":"in_progress"}"#)
        #expect(known.status == .inProgress)
    }

    @Test(
        "each record of a stream is read for what it says",
        arguments: [
            (
                #"{"id":"msg_1","role":"assistant","content":"We're","delta":true}"#,
                Assisters.StreamItem.record(.init(id: "msg_1", content: "We're", delta: true))
            ),
            (
                #"{"id":"m","role":"assistant","content":"All","delta":false,"status":"stopped","x":1}"#,
                .record(.init(id: "m", content: "All", delta: false, status: .stopped))
            ),
            (#"{"content":" piece"}"#, .record(.init(id: "", content: " piece", delta: true))),
            (#"{"id":"m","content":"a\ud83d"}"#, .record(.init(id: "m", content: "a\u{FFFD}", delta: true))),
            ("{\"id\":\"m\",\"content\":\"a\tb\"}", .record(.init(id: "m", content: "a\tb", delta: true))),
            ("[DONE]", .done), ("[DONE] ", .done),
            (
                #"{"error":{"code":"c","message":"No","param":null,"type":"server_error"}}"#,
                .failure(.init(code: "c", message: "No", type: "server_error"))
            ),
            (#"{"error":{"code":500,"message":"No"}}"#, .failure(.init(code: "500", message: "No"))),
            (#"{"error":"No"}"#, .failure(.init(code: nil, message: "No"))),
            (#"{"id":"m","content":"a","error":null}"#, .record(.init(id: "m", content: "a", delta: true))),
        ])
    func streamItem(data: String, expected: Assisters.StreamItem) {
        #expect(Assisters.StreamItem(data: data) == expected)
    }

    @Test(
        "a record that cannot be read is nil, never a wrong record",
        arguments: ["", "{", "42", #"{"role":"tool","content":"x"}"#, #"{"content":{"a":1}}"#, "DONE", " [DONE"])
    func lostRecord(data: String) {
        #expect(Assisters.StreamItem(data: data) == nil)
    }

    @Test("a record of ours is read back equal")
    func roundTrip() throws {
        let record = Assisters.StreamRecord(id: "msg_1", content: "a\n\"b\" \u{1}😀", delta: false, status: .completed)
        #expect(Assisters.StreamItem(data: try encoded(record)) == .record(record))
        let error = Assisters.ErrorDetail(code: "c", message: "Assistant name is required", param: "name", type: "t")
        #expect(Assisters.StreamItem(data: try encoded(Assisters.ErrorBody(error))) == .failure(error))
    }
}
