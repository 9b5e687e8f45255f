import Testing
import WireFormats

@Suite("Wire values of the BetterForms API")
struct BetterFormsTests {
    /// The request of the documentation, without the comment `// Optional: to continue a conversation` that stands
    /// behind its thread_id there and is no JSON.
    private static let request = """
        {
          "apiKey": "BFAPI_xxxxxxxx-xxxxxx-xxxxxx",
          "channels": [
            "user-conversation-channel-123"
          ],
          "actionName": "handleAssistantResponse",
          "payload": {
            "provider": "openai",
            "apiKey": "sk-xxxxxxx-xxxxxxxx-xxxxxxx",
            "stream": true,
            "model": "gpt-4-turbo",
            "instructions": "You are a helpful assistant that provides concise answers.",
            "thread_id": "thread_abc123",
            "messages": [
              {
                "role": "user",
                "content": "What's the weather like in San Francisco?"
              }
            ],
            "tools": [
              {
                "type": "function",
                "function": {
                  "name": "getCurrentWeather",
                  "description": "Get the current weather in a given location",
                  "parameters": {
                    "type": "object",
                    "properties": {
                      "location": {
                        "type": "string",
                        "description": "The city and state, e.g. San Francisco, CA"
                      }
                    },
                    "required": ["location"]
                  }
                }
              }
            ]
          }
        }
        """
    private static let created = """
        {
          "success": true,
          "threadId": "thread_abc123",
          "runId": "run_abc123",
          "status": "created"
        }
        """
    private static let done = """
        {
          "success": true,
          "data": [
            {
              "type": "text",
              "text": {
                "value": "Final assistant response"
              }
            }
          ],
          "threadId": "thread_abc123",
          "runId": "run_abc123",
          "status": "done"
        }
        """
    private static let threadInfo = """
        {
          "type": "threadInfo",
          "content": {
            "assistantThreadId": "thread_abc123",
            "runId": "run_abc123"
          }
        }
        """
    private static let stop = """
        {
          "threadId": "thread_abc123",
          "runId": "run_abc123"
        }
        """
    private static let ids = BetterForms.RunIDs(thread: "thread_abc123", run: "run_abc123")

    private func decoded<Value: Decodable>(_ type: Value.Type, _ text: String) throws -> Value {
        try WireJSON.decode(type, from: Array(text.utf8))
    }

    private func encoded(_ value: some Encodable) throws -> String {
        String(decoding: try WireJSON.encode(value), as: UTF8.self)
    }

    /// Reads the document's example and writes it again: nothing is lost, nothing is added.
    private func expectSame<Value: Codable>(_ type: Value.Type, _ example: String) throws {
        let again = try encoded(try decoded(type, example))
        #expect(try decoded(JSONValue.self, again) == decoded(JSONValue.self, example))
    }

    @Test("the examples of the documentation are written as they are read")
    func examples() throws {
        try expectSame(BetterForms.CreateRequest.self, Self.request)
        try expectSame(BetterForms.CreateReply.self, Self.created)
        try expectSame(BetterForms.CreateReply.self, Self.done)
        try expectSame(BetterForms.ChannelEvent.self, Self.threadInfo)
        try expectSame(BetterForms.StopRequest.self, Self.stop)
    }

    @Test("the examples of the documentation say what they mean")
    func meanings() throws {
        let request = try decoded(BetterForms.CreateRequest.self, Self.request)
        #expect(request.apiKey == "BFAPI_xxxxxxxx-xxxxxx-xxxxxx")
        #expect(request.channels == ["user-conversation-channel-123"])
        #expect(request.actionName == "handleAssistantResponse")
        #expect(request.payload.stream && request.payload.provider == "openai")
        #expect(request.payload.apiKey == "sk-xxxxxxx-xxxxxxxx-xxxxxxx")
        #expect(request.payload.model == "gpt-4-turbo")
        #expect(request.payload.instructions == "You are a helpful assistant that provides concise answers.")
        #expect(request.payload.threadID == "thread_abc123")
        #expect(request.payload.messages == [.init(content: "What's the weather like in San Francisco?")])
        #expect(request.payload.tools?.first?["function"]?["name"] == .string("getCurrentWeather"))
        #expect(try decoded(BetterForms.CreateReply.self, Self.created) == .created(Self.ids))
        let done = try decoded(BetterForms.CreateReply.self, Self.done)
        #expect(done == .done("Final assistant response", Self.ids))
        #expect(done.text == "Final assistant response")
        #expect(done.ids == Self.ids)
        #expect(try decoded(BetterForms.StopRequest.self, Self.stop).ids == Self.ids)
        #expect(
            try decoded(BetterForms.ChannelEvent.self, Self.threadInfo)
                == .init(.threadInfo(threadID: "thread_abc123", runID: "run_abc123")))
    }

    @Test("our own bytes")
    func bytes() throws {
        let request = BetterForms.CreateRequest(
            apiKey: "BFAPI_1", channels: ["c"], actionName: "a",
            payload: .init(apiKey: "sk-1", stream: true, messages: [.init(content: "Hi")], threadID: "thread_1"))
        #expect(
            try encoded(request) == """
                {"actionName":"a","apiKey":"BFAPI_1","channels":["c"],"payload":{"apiKey":"sk-1",\
                "messages":[{"content":"Hi","role":"user"}],"provider":"openai","stream":true,"thread_id":"thread_1"}}
                """)
        #expect(
            try encoded(BetterForms.CreateReply.created(Self.ids))
                == #"{"runId":"run_abc123","status":"created","success":true,"threadId":"thread_abc123"}"#)
        #expect(
            try encoded(BetterForms.CreateReply.done("Hi", Self.ids)) == """
                {"data":[{"text":{"value":"Hi"},"type":"text"}],"runId":"run_abc123","status":"done","success":true,\
                "threadId":"thread_abc123"}
                """)
        #expect(
            try encoded(BetterForms.StopRequest(Self.ids, apiKey: "BFAPI_1"))
                == #"{"apiKey":"BFAPI_1","runId":"run_abc123","threadId":"thread_abc123"}"#)
        #expect(
            try encoded(BetterForms.StopReply(status: .notFound, Self.ids))
                == #"{"runId":"run_abc123","status":"not_found","success":true,"threadId":"thread_abc123"}"#)
    }

    @Test("what a request leaves out reads as it is used")
    func sparseRequest() throws {
        let request = try decoded(BetterForms.CreateRequest.self, #"{"payload":{}}"#)
        #expect(
            request
                == BetterForms.CreateRequest(
                    apiKey: nil, channels: [], actionName: nil, payload: .init(stream: false, messages: [])))
        #expect(throws: DecodingError.self) { try decoded(BetterForms.CreateRequest.self, "{}") }
    }

    @Test(
        "channels may come joined by commas",
        arguments: [
            (#"["channel1, channel2, channel3"]"#, ["channel1", "channel2", "channel3"]),
            (#"" one ,two,, ""#, ["one", "two"]), (#"["a","b"]"#, ["a", "b"]), (#"[" "]"#, []), ("null", []),
        ])
    func channels(text: String, expected: [String]) throws {
        let request = try decoded(BetterForms.CreateRequest.self, #"{"payload":{},"channels":\#(text)}"#)
        #expect(request.channels == expected)
    }

    @Test(
        "the text of a message may come in parts",
        arguments: [
            (#""Hi""#, "Hi"), (#"[{"type":"text","text":"a"},{"type":"image_url"},{"type":"text","text":"b"}]"#, "ab"),
            (#"{"text":{"value":"v"}}"#, "v"), (#"["a",{"value":"b"}]"#, "ab"), ("[]", ""),
        ])
    func messageParts(content: String, text: String) throws {
        let message = try decoded(BetterForms.Message.self, #"{"role":"user","content":\#(content)}"#)
        #expect(message.content == text)
    }

    @Test(
        "the texts of a reply are one text, and other parts are passed over",
        arguments: [
            (
                #"[{"type":"text","text":{"value":"a ","annotations":[]}},{"type":"image_file","text":{"value":"no"}},"#
                    + #"{"type":"text","text":{"value":"b"}},{"type":"text"},7]"#, "a b"
            ),
            (#"[{"text":"plain"}]"#, "plain"), ("[]", ""), (#"{"message":"Streaming setup complete"}"#, nil),
            ("null", nil),
        ] as [(String, String?)])
    func replyParts(data: String, text: String?) throws {
        let reply = try decoded(BetterForms.CreateReply.self, #"{"success":true,"data":\#(data)}"#)
        #expect(reply.text == text)
        #expect(reply.ids == nil)
    }

    @Test(
        "a stop request has both ids or none",
        arguments: [
            (#"{"threadId":"t","runId":"r"}"#, true), (#"{"thread_id":"t","run_id":"r"}"#, true),
            (#"{"threadId":"t","run_id":"r","apiKey":"k"}"#, true),
            (#"{"threadId":"","thread_id":"t","runId":"r"}"#, true),
            (#"{"threadId":"t"}"#, false), (#"{"runId":"r"}"#, false), ("{}", false),
            (#"{"threadId":"","runId":"r"}"#, false), (#"{"threadId":"t","runId":7}"#, false),
            (#"{"threadId":null,"runId":"r"}"#, false),
        ])
    func stopRequest(text: String, isWhole: Bool) throws {
        let request = try decoded(BetterForms.StopRequest.self, text)
        #expect(request.ids == (isWhole ? BetterForms.RunIDs(thread: "t", run: "r") : nil))
    }

    @Test("each word of a stop reply is known, in any case of letters, and others are not")
    func stopReply() throws {
        for status in BetterForms.StopStatus.allCases {
            for word in [status.rawValue, status.rawValue.uppercased()] {
                #expect(try decoded(BetterForms.StopReply.self, #"{"status":"\#(word)"}"#).known == status)
            }
        }
        for text in ["{}", #"{"status":"gone"}"#, #"{"status":3}"#] {
            #expect(try decoded(BetterForms.StopReply.self, text).known == nil)
        }
        let ended = BetterForms.StopStatus.allCases.filter(\.hadEnded)
        #expect(ended == [.completed, .failed, .expired, .incomplete, .done])
    }

    @Test("our error is both families in one")
    func ourError() throws {
        let body = BetterForms.ErrorBody(status: 400, message: "threadId and runId are required")
        let text = """
            {"success":false,"name":"BadRequest","message":"threadId and runId are required","code":400,\
            "className":"bad-request","error":{"message":"threadId and runId are required","code":400}}
            """
        #expect(try decoded(JSONValue.self, encoded(body)) == decoded(JSONValue.self, text))
        #expect(try decoded(BetterForms.ErrorBody.self, text) == body)
        #expect(BetterForms.ErrorBody(status: 429, message: "").className == "too-many-requests")
        #expect(BetterForms.ErrorBody(status: 418, message: "").name == "BadRequest")
        #expect(BetterForms.ErrorBody(status: 599, message: "").name == "GeneralError")
    }

    @Test(
        "errors of both families are read",
        arguments: [
            (
                #"{"success":false,"actionName":"a","error":{"message":"No","code":"bad","details":{"x":1}}}"#,
                BetterForms.ErrorDetail(message: "No", code: "bad", details: .object(["x": .integer(1)]))
            ),
            (
                #"{"name":"NotAuthenticated","message":"No","code":401,"className":"not-authenticated","data":{}}"#,
                .init(message: "No", code: "401")
            ),
            (#"{"success":false,"error":"No"}"#, .init(message: "No")),
            (#"{"error":{"code":500},"message":"No"}"#, .init(message: "No", code: "500")),
            (#"{"error":null,"message":"No"}"#, .init(message: "No")), ("{}", .init(message: "")),
        ])
    func errors(text: String, detail: BetterForms.ErrorDetail) throws {
        #expect(try decoded(BetterForms.ErrorBody.self, text).error == detail)
    }
}
