import ChatModel
import Testing
import WireFormats

@testable import Providers

@Suite("What Anthropic and Ollama are asked")
struct OtherRequestTests {
    private static let settings = ModelSettings(system: "Be brief.", temperature: 0.5, topP: 0.25, maxTokens: 2_000)

    private static let history = [
        Message.sample("1", "One?"), .sample("2", " \n", role: .assistant, state: .complete),
        .sample("3", "Three?"), .sample("4", "Fo", role: .assistant, state: .stopped(.byClosing)),
    ]

    private func anthropic(_ address: String) throws -> AnthropicDialect {
        AnthropicDialect(at: try ServiceAddress(address))
    }

    private func ollama(_ address: String) throws -> OllamaDialect { OllamaDialect(at: try ServiceAddress(address)) }

    private func body(_ call: ServiceCall) throws -> JSONValue {
        try WireJSON.decode(JSONValue.self, from: call.body ?? [])
    }

    private func member(_ name: String, _ call: ServiceCall) throws -> JSONValue? {
        if case .object(let members) = try body(call) { members[name] } else { nil }
    }

    @Test("the paths are right with and without their beginning in the address")
    func paths() throws {
        let request = ReplyRequest.sample("Hi", assistant: "m")
        for (address, prefix) in [
            ("https://api.anthropic.com/v1", ""), ("https://api.anthropic.com/v1/", ""),
            ("https://api.anthropic.com", "v1/"), ("https://x.example.com/anthropic", "v1/"),
        ] {
            let dialect = try anthropic(address)
            #expect(try dialect.call(for: request, Self.settings).path == prefix + "messages")
            #expect(dialect.models.path == prefix + "models?limit=1000")
        }
        for (address, prefix) in [("http://127.0.0.1:11434", "api/"), ("https://ollama.com/api", "")] {
            let dialect = try ollama(address)
            #expect(try dialect.call(for: request, Self.settings).path == prefix + "chat")
            #expect(dialect.models.path == prefix + "tags")
        }
    }

    @Test("a message is asked for in Anthropic's words, with the version of the API and the key in its field")
    func message() throws {
        let dialect = try anthropic("https://api.anthropic.com/v1")
        let request = ReplyRequest.sample("Hello?", assistant: "claude-x", history: Self.history)
        let call = try dialect.call(for: request, Self.settings)
        #expect(
            try body(call) == [
                "model": "claude-x", "stream": true, "max_tokens": .integer(2_000), "system": "Be brief.",
                "temperature": .number(0.5), "top_p": .number(0.25),
                "messages": .array([
                    ["role": "user", "content": "One?"],
                    ["role": "user", "content": "Three?"],
                    ["role": "assistant", "content": "Fo\n\n[The user stopped this reply here.]"],
                    ["role": "user", "content": "Hello?"],
                ]),
            ])
        #expect(call.fields == ["anthropic-version": "2023-06-01"] && dialect.models.fields == call.fields)
        #expect(dialect.keyHeader == .apiKey && dialect.accept == "text/event-stream")
    }

    static let limits = [
        ("claude-3-opus-20240229", 4_096), ("claude-3-5-haiku-latest", 8_192), ("claude-opus-4-20250514", 32_000),
        ("claude-opus-4-1", 32_000), ("claude-opus-4-5-20251101", 64_000), ("claude-sonnet-4-5", 64_000),
        ("claude-haiku-9", 32_000), ("glm-4.6", 8_192),
    ]

    @Test("without a limit it is what the model can write", arguments: limits)
    func limit(_ model: String, _ tokens: Int) throws {
        let call = try anthropic("https://x.example.com/v1").call(
            for: .sample("Hi", assistant: AssistantID(model)), ModelSettings())
        #expect(try member("max_tokens", call) == .integer(Int64(tokens)))
        #expect(try member("thinking", call) == nil)
    }

    @Test("an effort is a budget that leaves something for the answer, or a word where the model chooses")
    func effort() throws {
        let dialect = try anthropic("https://x.example.com/v1")
        func thinking(_ effort: ReasoningEffort, _ model: String, limit: Int? = nil) throws -> JSONValue? {
            let settings = ModelSettings(model: model, maxTokens: limit, effort: effort)
            return try member("thinking", dialect.call(for: .sample("Hi", assistant: AssistantID(model)), settings))
        }
        func budget(_ tokens: Int64) -> JSONValue { ["type": "enabled", "budget_tokens": .integer(tokens)] }
        #expect(try thinking(.none, "claude-sonnet-4-5") == ["type": "disabled"])
        #expect(try thinking(.minimal, "claude-sonnet-4-5") == budget(1_024))
        #expect(try thinking(.high, "claude-sonnet-4-5") == budget(32_000))
        #expect(try thinking(.medium, "claude-sonnet-4-5", limit: 4_000) == budget(2_000))
        #expect(try thinking(.low, "claude-sonnet-4-5", limit: 100) == budget(1_024))
        #expect(try thinking(.low, "claude-opus-9") == ["type": "adaptive"])
        let call = try dialect.call(
            for: .sample("Hi", assistant: "claude-opus-9"), ModelSettings(effort: .minimal))
        #expect(try member("output_config", call) == ["effort": "low"])
    }

    /// What is sent of temperature, top p and thinking where the service and the thread want this.
    private func sent(_ settings: ModelSettings, _ own: ReplySettings) throws -> [JSONValue?] {
        var thread = ReplyRequest.sample("Hi", assistant: "claude-sonnet-4-5").thread
        thread.settings = own
        let request = ReplyRequest(run: "r", thread: thread, prompt: .sample("p", "Hi"), history: [])
        let call = try anthropic("https://x.example.com/v1").call(for: request, settings.with(own))
        return try ["temperature", "top_p", "thinking"].map { try member($0, call) }
    }

    @Test("a model that thinks is told no temperature and no top p that it would refuse: what is configured stays away")
    func chanceOfConfiguration() throws {
        let thinking: JSONValue = ["type": "enabled", "budget_tokens": .integer(4_096)]
        let service = ModelSettings(temperature: 0.5, topP: 0.9)
        #expect(try sent(service, ReplySettings()) == [.number(0.5), .number(0.9), nil])
        #expect(try sent(service, ReplySettings(effort: .low)) == [nil, nil, thinking])
        #expect(
            try sent(service, ReplySettings(effort: ReasoningEffort.none)) == [
                .number(0.5), .number(0.9), ["type": "disabled"],
            ])
        let fitting = ModelSettings(temperature: 1, topP: 0.95, effort: .low)
        #expect(try sent(fitting, ReplySettings()) == [.integer(1), .number(0.95), thinking])
        #expect(
            try sent(ModelSettings(temperature: 0.5, topP: 1, effort: .low), ReplySettings()) == [
                nil, .integer(1), thinking,
            ])
    }

    @Test("what the thread decides holds before an effort of the configuration, and both in one thread are refused")
    func chanceOfThread() throws {
        let service = ModelSettings(topP: 1, effort: .low)
        #expect(try sent(service, ReplySettings(temperature: 0.5)) == [.number(0.5), .integer(1), nil])
        #expect(try sent(service, ReplySettings(topP: 0.5)) == [nil, .number(0.5), nil])
        for own in [ReplySettings(temperature: 0, effort: .low), ReplySettings(topP: 0.5, effort: .high)] {
            let failure = #expect(throws: Failure.self) { try sent(ModelSettings(), own) }
            #expect(failure?.what == "The message was not sent")
        }
        #expect(try sent(ModelSettings(), ReplySettings(temperature: 1, effort: .low)).last != JSONValue?.none)
    }

    @Test("a chat is asked for in Ollama's words, and never to be shortened unseen")
    func chat() throws {
        let dialect = try ollama("http://127.0.0.1:11434")
        let call = try dialect.call(for: .sample("Hello?", assistant: "llama3.2"), Self.settings)
        #expect(
            try body(call) == [
                "model": "llama3.2", "stream": true, "truncate": false, "shift": false,
                "options": ["temperature": .number(0.5), "top_p": .number(0.25), "num_predict": .integer(2_000)],
                "messages": .array([
                    ["role": "system", "content": "Be brief."], ["role": "user", "content": "Hello?"],
                ]),
            ])
        let bare = try dialect.call(for: .sample("Hello?", assistant: "llama3.2"), ModelSettings())
        #expect(try member("options", bare) == nil && member("think", bare) == nil)
        #expect(dialect.accept == "application/x-ndjson" && dialect.keyHeader == .bearer)
    }

    @Test("a model of Ollama's thinks or not, and one family by efforts", arguments: ReasoningEffort.allCases)
    func think(_ effort: ReasoningEffort) throws {
        func think(_ model: String) throws -> JSONValue? {
            try member(
                "think",
                try ollama("http://127.0.0.1:11434").call(
                    for: .sample("Hi", assistant: AssistantID(model)), ModelSettings(effort: effort)))
        }
        #expect(try think("qwen3") == .bool(effort != .none))
        let word: JSONValue = [.medium, .high].contains(effort) ? .string(effort.rawValue) : "low"
        #expect(try think("gpt-oss:20b") == word)
    }

    @Test("what a service refuses is told in its words")
    func refusals() throws {
        let anthropic = try anthropic("https://x.example.com/v1")
        let overloaded =
            #"{"type":"error","error":{"type":"overloaded_error","message":"Overloaded"},"request_id":"r"}"#
        #expect(
            anthropic.refusal(in: ServiceAnswer(status: 529, body: Array(overloaded.utf8)))
                == Refusal(status: 529, code: "overloaded_error", message: "Overloaded"))
        let billing = #"{"type":"error","error":{"type":"billing_error","message":"No credit"}}"#
        #expect(anthropic.refusal(in: ServiceAnswer(status: 402, body: Array(billing.utf8))).isAboutQuota)
        #expect(anthropic.refusal(in: ServiceAnswer(status: 502, body: Array("<html>".utf8))).message.isEmpty)
        let ollama = try ollama("http://127.0.0.1:11434")
        let missing = #"{"error":"model 'x' not found"}"#
        #expect(
            ollama.refusal(in: ServiceAnswer(status: 404, body: Array(missing.utf8)))
                == Refusal(status: 404, message: "model 'x' not found"))
        let long = #"{"error":"the input length exceeds the context length"}"#
        #expect(ollama.refusal(in: ServiceAnswer(status: 400, body: Array(long.utf8))).isAboutLength)
    }

    @Test("the lists of models are read, also where one of them cannot be")
    func models() throws {
        let claude = """
            {"data":[{"type":"model","id":"claude-opus-9","display_name":"Claude Opus 9","created_at":"2026-01-01T00:00:00Z",
            "max_input_tokens":200000,"max_tokens":64000},{"display_name":"no id"},{"id":"claude-old"}],
            "has_more":false,"first_id":"a","last_id":"b"}
            """
        let listed = try anthropic("https://x.example.com/v1").models(
            in: ServiceAnswer(status: 200, body: Array(claude.utf8)))
        #expect(
            listed == [
                ModelListing(
                    id: "claude-opus-9", name: "Claude Opus 9", description: "200k tokens of context",
                    contextTokens: 200_000),
                ModelListing(id: "claude-old"),
            ])
        let tags = """
            {"models":[{"name":"llama3.2:latest","model":"llama3.2:latest","size":2019393189,
            "details":{"format":"gguf","family":"llama","families":["llama"],"parameter_size":"3.2B",
            "quantization_level":"Q4_K_M"}},{"name":"nomic-embed-text:latest","details":{"family":"nomic-bert"}},
            {"model":"cloud"},{"size":1}]}
            """
        let ollama = try ollama("http://127.0.0.1:11434")
        #expect(
            try ollama.models(in: ServiceAnswer(status: 200, body: Array(tags.utf8))) == [
                ModelListing(id: "llama3.2:latest", description: "3.2B, Q4_K_M, 2.0 GB"), ModelListing(id: "cloud"),
            ])
        let empty = ServiceAnswer(status: 200, body: Array(#"{"models":null}"#.utf8))
        #expect(try ollama.models(in: empty).isEmpty)
    }
}
