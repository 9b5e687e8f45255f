import Foundation
import Testing
import WireFormats

@testable import LocalService

@Suite("The Guide's tools")
struct GuideToolTests {
    /// Answers every call with the same outcome and keeps the calls.
    private struct Fixed: ToolCaller {
        let outcome: ToolOutcome
        let calls = Signal<EngineToolCall>()

        func call(_ call: EngineToolCall) async -> ToolOutcome {
            calls.send(call)
            return outcome
        }
    }

    private static let lookUp = ToolDefinition(
        name: "lookup_user", kind: .function(url: nil), description: "Retrieve *user* profile")

    private func events(
        _ prompt: String, tools: [ToolDefinition] = [lookUp], caller: any ToolCaller = Fixed(outcome: .output("x")),
        after earlier: [EngineMessage] = []
    ) async throws -> [EngineEvent] {
        var request = EngineRequest(prompt, pace: 0)
        request.messages = earlier + request.messages
        request.tools = Toolbox(tools, caller: caller)
        var events: [EngineEvent] = []
        for try await event in Guide(knowledge: .manualOnly, clock: JumpingClock()).run(request) {
            if case .text(let piece) = event, case .text(let before)? = events.last {
                events[events.count - 1] = .text(before + piece)
            } else {
                events.append(event)
            }
        }
        return events
    }

    private func text(_ prompt: String, tools: [ToolDefinition] = [lookUp]) async throws -> String {
        let events = try await events(prompt, tools: tools)
        guard case .text(let text)? = events.first, events.count == 1 else {
            Issue.record("\(events)")
            return ""
        }
        return text
    }

    @Test("a call is announced, made, and its result shown")
    func called() async throws {
        let caller = Fixed(outcome: .output(#"{"name": "John Doe"}"#))
        let events = try await events(#"/call lookup_user {"user_id": "user_123"}"#, caller: caller)
        let call = try #require(await caller.calls.next())
        #expect(ResourceID.isValid(call.id) && call.id.hasPrefix("call_"))
        #expect(call == EngineToolCall(id: call.id, name: "lookup_user", arguments: #"{"user_id":"user_123"}"#))
        #expect(
            events == [
                .text("I call the tool `lookup_user` with:\n\n```json\n{\"user_id\":\"user_123\"}\n```\n\n"),
                .toolCalled(call), .toolAnswered(id: call.id, .output(#"{"name": "John Doe"}"#)),
                .text("`lookup_user` answered:\n\n```json\n{\"name\": \"John Doe\"}\n```\n"),
            ])
    }

    @Test("arguments may be left out")
    func noArguments() async throws {
        let caller = Fixed(outcome: .output(""))
        let events = try await events("/call lookup_user", caller: caller)
        #expect(await caller.calls.next()?.arguments == "{}")
        #expect(events.last == .text("`lookup_user` answered with an empty text.\n"))
    }

    @Test("an output cannot end its code block")
    func fences() async throws {
        let caller = Fixed(outcome: .output("a\n```\n# b\n````"))
        let events = try await events("/call lookup_user", caller: caller)
        #expect(events.last == .text("`lookup_user` answered:\n\n`````text\na\n```\n# b\n````\n`````\n"))
    }

    @Test("a tool that fails is said in words, with its marks escaped")
    func failed() async throws {
        let caller = Fixed(outcome: .failure("The tool lookup_user gave no answer: it *broke*"))
        let events = try await events("/call lookup_user", caller: caller)
        #expect(events.last == .text("The tool lookup\\_user gave no answer: it \\*broke\\*.\n"))
    }

    @Test("the knowledge base is really searched, and its passages are the answer with their sources")
    func knowledgeBase() async throws {
        let tool = ToolDefinition(name: "knowledge_base", kind: .builtIn(.knowledgeBase))
        let events = try await events(
            #"/call knowledge_base {"query": "how do I stop an answer?"}"#, tools: [tool])
        guard events.count == 5, case .toolCalled(let call) = events[1],
            case .toolAnswered(let id, .output(let output)) = events[2], case .used(let sources) = events[3],
            case .text(let text) = events[4]
        else {
            Issue.record("\(events)")
            return
        }
        #expect(id == call.id)
        #expect(text == (try await KnowledgeBase.manualOnly.answer("how do I stop an answer?")))
        let json = try WireJSON.decodeStrictly(JSONValue.self, from: output.utf8)
        guard case .array(let passages) = json["passages"] else {
            Issue.record("\(output)")
            return
        }
        #expect(passages.count == sources.count && !sources.isEmpty)
        #expect(sources.map(\.rank) == Array(1...sources.count))
        for (passage, source) in zip(passages, sources) {
            #expect(passage["title"] == .string(source.title))
            #expect(passage["source"] == .string(source.location))
            #expect(passage["text"] == .string(source.text))
            #expect(source.location.hasPrefix("Manual: "))
            #expect(text.contains(source.text))
        }
    }

    @Test("the knowledge base wants a query", arguments: ["", "{}", #"{"query": ""}"#, #"{"query": 7}"#])
    func noQuery(arguments: String) async throws {
        let tool = ToolDefinition(name: "knowledge_base", kind: .builtIn(.knowledgeBase))
        let events = try await events("/call knowledge_base \(arguments)", tools: [tool])
        guard case .toolAnswered(_, .failure(let words))? = events.dropLast().last else {
            Issue.record("\(events)")
            return
        }
        #expect(words == "The tool knowledge_base was not called: its arguments need a query that is a text")
    }

    @Test("what this installation does not have is said", arguments: ["web_search", "code_interpreter"])
    func notInstalled(name: String) async throws {
        let tool = try #require(BuiltInTool(rawValue: name).map { ToolDefinition(name: name, kind: .builtIn($0)) })
        let events = try await events("/call \(name)", tools: [tool])
        guard case .toolAnswered(_, .failure(let words))? = events.dropLast().last else {
            Issue.record("\(events)")
            return
        }
        #expect(words == "The tool \(name) was not called: this installation does not have it")
    }

    @Test("function_calls leads to the functions, if there are any")
    func functionCalls() async throws {
        let tool = ToolDefinition(name: "function_calls", kind: .builtIn(.functionCalls))
        for (tools, end) in [([tool], "and this one has none"), ([tool, Self.lookUp], "call lookup_user")] {
            let events = try await events("/call function_calls", tools: tools)
            guard case .toolAnswered(_, .failure(let words))? = events.dropLast().last else {
                Issue.record("\(events)")
                return
            }
            #expect(words.hasSuffix(end))
        }
    }

    @Test("a tool that is not the assistant's is not called, and those that are get listed")
    func unknown() async throws {
        let list = "Tools that can be called:\n\n- `lookup_user`: Retrieve \\*user\\* profile\n"
        for line in ["/call other", "/call other {}", "/call other x", "/call knowledge_base {\"query\": \"x\"}"] {
            let words = try await text(line)
            #expect(words.hasPrefix("There is no tool “"))
            #expect(words.hasSuffix(list))
        }
        #expect(try await text("/call").hasSuffix(list))
        #expect(try await text("/call x", tools: []).contains("This assistant has no tools."))
        #expect(try await text("help").hasSuffix(list))
        #expect(!(try await text("help", tools: []).contains("tool")))
    }

    @Test("what is no JSON object is not sent", arguments: ["x", "[1]", "{\"a\": }", "7", "{} {}"])
    func invalid(arguments: String) async throws {
        let words = try await text("/call lookup_user \(arguments)")
        #expect(words.hasPrefix("I did not call `lookup_user`: what follows the name must be a JSON object"))
    }

    @Test("to continue the answer of a call does not call again")
    func continued() async throws {
        let events = try await events(
            "continue",
            after: [
                .init(isFromUser: true, text: "/call lookup_user"),
                .init(isFromUser: false, text: "I call", isPartial: true),
            ])
        #expect(events == [.text(GuideText.callNotRepeated)])
    }

    @Test("an answer from passages says first what it uses, and no other answer does")
    func used() async throws {
        let events = try await events("how do I stop an answer?")
        guard case .used(let sources)? = events.first, events.count == 2 else {
            Issue.record("\(events)")
            return
        }
        #expect(sources.first?.location.hasPrefix("Manual: Stopping an answer") == true)
        for prompt in ["hello", "help", "zzzunknownzzz", "Show me the whole manual"] {
            #expect(!(try await text(prompt)).isEmpty)
        }
    }

    @Test("a reader that is cancelled in a call gets the end, not the answer of the tool")
    func cancelledInCall() async throws {
        struct Waiting: ToolCaller {
            let begun = Signal<Void>()
            func call(_ call: EngineToolCall) async -> ToolOutcome {
                begun.send(())
                for await _ in AsyncStream<Never>.makeStream().stream {}
                return .output("too late")
            }
        }
        let caller = Waiting()
        var request = EngineRequest("/call lookup_user", pace: 0)
        request.tools = Toolbox([Self.lookUp], caller: caller)
        let guide = Guide(knowledge: .manualOnly, clock: JumpingClock())
        let reader = Task { [request] in
            var answered = false
            do {
                for try await event in guide.run(request) {
                    if case .toolAnswered = event { answered = true }
                }
            } catch is CancellationError {}
            return answered
        }
        await caller.begun.next()
        reader.cancel()
        #expect(try await reader.value == false)
    }
}
