import Testing
import WireFormats

@Suite("Wire values of Amity BOTs+")
struct AmityTests {
    private func decoded<Value: Decodable>(_ type: Value.Type, _ text: String) throws -> Value {
        try WireJSON.decode(type, from: Array(text.utf8))
    }

    private func encoded(_ value: some Encodable) throws -> String {
        String(decoding: try WireJSON.encode(value), as: UTF8.self)
    }

    @Test(
        "each record of the documentation is read as it is printed there, the broken ones too",
        arguments: [
            (#"{"__status": "active", "content": "Hello"}"#, Amity.StreamRecord.active(content: "Hello")),
            (#"{"__status": "active", "content": "Hello! How may"}"#, .active(content: "Hello! How may")),
            (
                #"{"__status": "finished", "answer": "Hello! How may I help you?" , "inspection": {...}, "#
                    + "searchResults: {...}}",
                .finished(
                    .init(answer: "Hello! How may I help you?", inspection: .object([:]), searchResults: .object([:])))
            ),
            (
                #"{"__error", "name": "SampleException", "code": 400000, "status": 400, "message": "error message", "#
                    + #""errors": []}"#,
                .failure(.init(name: "SampleException", code: 400_000, status: 400, message: "error message"))
            ),
        ])
    func documented(data: String, expected: Amity.StreamRecord) {
        #expect(Amity.StreamRecord(data: data) == expected)
    }

    @Test("the request body of the documentation asks for a stream, as far as it is printed")
    func documentedRequest() throws {
        let body = "{\n  ...,\n  \"stream\": true\n}"
        let value = try WireJSON.decodeRepairing(JSONValue.self, from: Array(body.utf8))
        #expect(value == .object(["stream": .bool(true)]))
    }

    @Test(
        "each other record is read for what it says",
        arguments: [
            (#"{"__status":"active"}"#, Amity.StreamRecord.active(content: nil)),
            (#"{"__status":"active","content":null}"#, .active(content: nil)),
            (#"{"__status":"active","content":7}"#, .active(content: nil)),
            (#"{"__status":"active","content":""}"#, .active(content: "")),
            ("{\"__status\":\"active\",\"content\":\"a\tb\"}", .active(content: "a\tb")),
            (#"{"__status":"active","content":"a\ud83d"}"#, .active(content: "a\u{FFFD}")),
            (#"{"__status":"active","content":"a",}"#, .active(content: "a")),
            (#"{"__status":"finished"}"#, .finished(.init(answer: nil))),
            (
                #"{"__status":"finished","answer":null,"searchResults":[{"id":1}]}"#,
                .finished(.init(answer: nil, searchResults: .array([.object(["id": .integer(1)])])))
            ),
            (#"{"__status":"finished","answer":"a","inspection":null}"#, .finished(.init(answer: "a"))),
            (#"{"answer":"a"}"#, .finished(.init(answer: "a"))),
            (#"{"__status":"queued","content":"a"}"#, .unknown), (#"{"__status":7,"x":1}"#, .unknown), ("{}", .unknown),
            ("[DONE]", .unknown),
            (#"{"__status":"active","content":"a","__error":false,"message":"m"}"#, .failure(.init(message: "m"))),
            (#"{"__error":null}"#, .failure(.init(message: ""))),
            (#"{"__error":"No more"}"#, .failure(.init(message: "No more"))),
            (
                #"{"__error":{"name":"N","message":"m","code":"400100","status":401},"status":400}"#,
                .failure(.init(name: "N", code: 400_100, status: 400, message: "m"))
            ),
            (#"{"__error": nonsense"#, .failure(.init(message: #"{"__error": nonsense"#))),
        ])
    func record(data: String, expected: Amity.StreamRecord) {
        #expect(Amity.StreamRecord(data: data) == expected)
    }

    @Test(
        "a record that cannot be read is nil, never a wrong record",
        arguments: [
            "", "{", "42", "null", "[]", #"{"__status":"active","content":"cut"#,
            #"{"__status":"active","content":"about \"__error\" and"#, "DONE", "<html>",
        ])
    func lostRecord(data: String) {
        #expect(Amity.StreamRecord(data: data) == nil)
    }

    @Test("our own bytes are those of the documentation, members in the order of their names")
    func bytes() throws {
        #expect(try encoded(Amity.StreamRecord.active(content: "Hello")) == #"{"__status":"active","content":"Hello"}"#)
        let answer = Amity.Answer(answer: "Hi", inspection: .object([:]), searchResults: .object([:]))
        #expect(
            try encoded(Amity.StreamRecord.finished(answer))
                == #"{"__status":"finished","answer":"Hi","inspection":{},"searchResults":{}}"#)
        #expect(try encoded(answer) == #"{"answer":"Hi","inspection":{},"searchResults":{}}"#)
        let error = Amity.ErrorObject(name: "SampleException", code: 400_000, status: 400, message: "error message")
        let printed =
            #"{"__error":true,"code":400000,"errors":[],"message":"error message","name":"SampleException","status":400}"#
        #expect(try encoded(error) == printed)
        #expect(try encoded(Amity.StreamRecord.failure(error)) == printed)
        for record in [Amity.StreamRecord.active(content: "a\n\"😀"), .finished(answer), .failure(error), .unknown] {
            #expect(Amity.StreamRecord(data: try encoded(record)) == record)
        }
    }

    @Test("a request is read with any of the usual names")
    func request() throws {
        let full = Amity.Request(message: "Hi", sessionID: "s", stream: true, assistantID: "a")
        let text = #"{"assistantId":"a","message":"Hi","sessionId":"s","stream":true}"#
        #expect(try encoded(full) == text)
        #expect(try decoded(Amity.Request.self, text) == full)
        for name in ["question", "text", "content", "message"] {
            let request = try decoded(Amity.Request.self, #"{"\#(name)":"Hi","session_id":"s","x":1}"#)
            #expect(request == Amity.Request(message: "Hi", sessionID: "s"))
        }
        for text in [#"{"stream":true}"#, #"{"message":1}"#, #"{"message":"a","stream":"yes"}"#, "[]"] {
            #expect(throws: DecodingError.self) { try decoded(Amity.Request.self, text) }
        }
    }

    @Test("a whole body is an answer, an error, or neither")
    func reply() throws {
        let answer = #"{"answer":"Hi","inspection":{"chunks":[]},"searchResults":[]}"#
        #expect(
            Amity.Reply(body: Array(answer.utf8))
                == .answer(.init(answer: "Hi", inspection: .object(["chunks": .array([])]), searchResults: .array([]))))
        let error = #"{"__error":true,"message":"No","status":401}"#
        #expect(Amity.Reply(body: Array(error.utf8)) == .failure(.init(status: 401, message: "No")))
        for text in ["", "{}", "<html>", #"{"__status":"active","content":"a"}"#, "[1]"] {
            #expect(Amity.Reply(body: Array(text.utf8)) == nil)
        }
    }

    @Test("what became of a reply is read, also in words we do not know")
    func runStatus() throws {
        let status = Amity.RunStatus(sessionID: "s", status: .finished, answer: "Hi")
        #expect(try encoded(status) == #"{"answer":"Hi","sessionId":"s","status":"finished"}"#)
        #expect(try decoded(Amity.RunStatus.self, try encoded(status)) == status)
        #expect(try decoded(Amity.RunStatus.self, #"{"status":"paused"}"#).status == nil)
        #expect(try decoded(Amity.RunStatus.self, #"{"status":"none"}"#).status == Amity.RunStatus.State.none)
        #expect(throws: DecodingError.self) { try decoded(Amity.RunStatus.self, "{}") }
    }
}
