import ChatModel
import Testing
import WireFormats

@testable import Providers

@Suite("What models are asked")
struct ModelRequestTests {
    private static let history = [
        Message.sample("1", "One?"), .sample("2", "Two", role: .assistant, state: .complete),
        .sample("3", "Three?"), .sample("4", "Fo", role: .assistant, state: .stopped(.byClosing)),
        .sample("5", "Go on."), .sample("6", "ur", role: .assistant, state: .interrupted(Failure(what: "cut"))),
    ]

    private static let settings = ModelSettings(
        model: "usual", system: "Be brief.", temperature: 0.5, topP: 1, maxTokens: 100, effort: .low)

    private func body(_ host: String, _ request: ReplyRequest, _ settings: ModelSettings) throws -> JSONValue {
        let dialect = ChatCompletionsDialect(ChatCompletionsTable.row(of: host))
        return try WireJSON.decode(JSONValue.self, from: try dialect.call(for: request, settings).body ?? [])
    }

    @Test("What a thread decides holds before what the service is asked for otherwise, each by itself")
    func ownSettings() {
        let own = ReplySettings(system: "", temperature: 0, topP: 0.5, maxTokens: 1, effort: ReasoningEffort.none)
        let all = Self.settings.with(own)
        #expect(all.system == "" && all.temperature == 0 && all.topP == 0.5 && all.maxTokens == 1)
        #expect(all.effort == ReasoningEffort.none && all.model == "usual")
        #expect(Self.settings.with(ReplySettings()) == Self.settings)
        for setting in ReplySetting.allCases {
            var one = ReplySettings()
            switch setting {
            case .system: one.system = own.system
            case .temperature: one.temperature = own.temperature
            case .topP: one.topP = own.topP
            case .maxTokens: one.maxTokens = own.maxTokens
            case .effort: one.effort = own.effort
            }
            #expect(one.named == [setting])
            let mixed = Self.settings.with(one)
            #expect((mixed.system == "") == (setting == .system))
            #expect((mixed.temperature == 0) == (setting == .temperature))
            #expect((mixed.topP == 0.5) == (setting == .topP))
            #expect((mixed.maxTokens == 1) == (setting == .maxTokens))
            #expect((mixed.effort == ReasoningEffort.none) == (setting == .effort))
        }
    }

    @Test("The thread is told in turns, and what was not brought to its end says so")
    func turns() {
        let turns = ModelTurn.turns(of: .sample("Seven?", history: Self.history))
        #expect(
            turns == [
                ModelTurn(role: .user, text: "One?"), ModelTurn(role: .assistant, text: "Two"),
                ModelTurn(role: .user, text: "Three?"),
                ModelTurn(role: .assistant, text: "Fo\n\n[The user stopped this reply here.]"),
                ModelTurn(role: .user, text: "Go on."),
                ModelTurn(role: .assistant, text: "ur\n\n[This reply was cut off here.]"),
                ModelTurn(role: .user, text: "Seven?"),
            ])
    }

    @Test("Sides take turns, and the first is of the person")
    func alternation() {
        let history = [
            Message.sample("1", "Welcome", role: .assistant, state: .complete), .sample("2", "A", state: .sent),
            .sample("3", "", role: .assistant, state: .failed(Failure(what: "x"))), .sample("4", "B", state: .sent),
        ]
        let turns = ModelTurn.turns(of: .sample("C", history: history))
        #expect(turns.map(\.role) == [.user, .assistant, .user])
        #expect(turns.last?.text == "A\n\nB\n\nC")
    }

    @Test("Reasoning and other parts are not sent back")
    func parts() throws {
        var reply = Message.sample("2", "Two", role: .assistant, state: .complete)
        reply.set(ModelPart.reasoning(1, "secret thought"))
        let request = ReplyRequest.sample("And?", assistant: "m", history: [.sample("1", "One?"), reply])
        let call = try ChatCompletionsDialect(ChatCompletionsTable.others).call(for: request, Self.settings)
        #expect(!String(decoding: call.body ?? [], as: UTF8.self).contains("secret"))
    }

    @Test("A Chat Completion is asked for as the service wants it")
    func chat() throws {
        let request = ReplyRequest.sample("Hello?", assistant: "gpt-5")
        let others = try body("127.0.0.1", request, Self.settings)
        #expect(
            others == [
                "model": "gpt-5", "stream": true, "stream_options": ["include_usage": true],
                "temperature": .number(0.5), "top_p": .integer(1), "max_tokens": .integer(100),
                "reasoning_effort": "low",
                "messages": .array([
                    ["role": "system", "content": "Be brief."], ["role": "user", "content": "Hello?"],
                ]),
            ])
        let openAI = try body("api.openai.com", request, Self.settings)
        #expect(openAI["max_completion_tokens"] == .integer(100) && openAI["max_tokens"] == nil)
        let openRouter = try body("openrouter.ai", request, Self.settings)
        #expect(openRouter["reasoning"] == ["effort": "low"] && openRouter["reasoning_effort"] == nil)
        let mistral = try body("api.mistral.ai", request, Self.settings)
        #expect(mistral["stream_options"] == nil)
        let groq = try body("api.groq.com", request, Self.settings)
        #expect(groq["reasoning_format"] == "parsed")
    }

    @Test("What is not set is not sent, and the model of the settings answers where the thread names none")
    func plain() throws {
        let body = try body("127.0.0.1", .sample("Hello?"), ModelSettings(model: "usual"))
        #expect(
            body == [
                "model": "usual", "stream": true, "stream_options": ["include_usage": true],
                "messages": .array([["role": "user", "content": "Hello?"]]),
            ])
    }

    @Test("A run of the Responses API is asked for in its words, and is not kept there")
    func responses() throws {
        let call = try ResponsesDialect().call(for: .sample("Hello?", assistant: "gpt-5"), Self.settings)
        #expect(call.path == "responses")
        #expect(
            try WireJSON.decode(JSONValue.self, from: call.body ?? []) == [
                "model": "gpt-5", "stream": true, "store": false, "instructions": "Be brief.",
                "temperature": .number(0.5), "top_p": .integer(1), "max_output_tokens": .integer(100),
                "reasoning": ["effort": "low", "summary": "auto"],
                "input": .array([["role": "user", "content": "Hello?"]]),
            ])
    }

    @Test("A host has its row, its subdomains too, and no other host has")
    func rows() {
        #expect(ChatCompletionsTable.row(of: "api.openai.com").limitField == "max_completion_tokens")
        #expect(ChatCompletionsTable.row(of: "eu.openrouter.ai").host == "openrouter.ai")
        #expect(ChatCompletionsTable.row(of: "notopenrouter.ai") == ChatCompletionsTable.others)
    }
}
