import WireFormats

/// What the Guide can do besides talking: search the knowledge base, and call the tools of its assistant.
struct GuideTools: Sendable {
    let knowledge: KnowledgeBase
    let box: Toolbox

    /// The passages that fit, or the words that none does.
    func answer(toQuestion text: String) async throws -> GuideAnswer {
        try await answer(from: try await knowledge.find(Question(text)))
    }

    private func answer(from findings: Findings) async throws -> GuideAnswer {
        guard findings.passages.isEmpty else {
            return GuideAnswer(text: FoundAnswer(findings).markdown, sources: findings.sources)
        }
        return GuideAnswer(
            text: GuideText.nothingFits(unknown: findings.unknownWords, try await knowledge.contents()))
    }
}

// MARK: - Calls

/// What came of a call: for whoever follows the reply, and for the person.
struct GuideToolResult: Hashable, Sendable {
    let outcome: ToolOutcome
    let answer: GuideAnswer
}

extension GuideTools {
    /// Announces the call that the line asks for, or says why there is none.
    func answer(to line: ToolCallLine) -> GuideAnswer {
        switch line {
        case .noName: return GuideAnswer(text: ToolText.noName + ToolText.list(box.definitions))
        case .call(let name, _) where !has(name), .noObject(let name) where !has(name):
            return GuideAnswer(text: ToolText.unknown(name) + ToolText.list(box.definitions))
        case .noObject(let name): return GuideAnswer(text: ToolText.noObject(name))
        case .call(let name, let arguments):
            let json = (try? WireJSON.encode(arguments)).map { String(decoding: $0, as: UTF8.self) }
            let call = EngineToolCall(id: ResourceID.random(.call), name: name, arguments: json ?? "{}")
            return GuideAnswer(text: ToolText.announcement(of: call), call: call)
        }
    }

    /// What can be called, to be said after what can be asked; empty without tools.
    var offer: String { box.definitions.isEmpty ? "" : "\n" + ToolText.list(box.definitions) }

    /// Does the call. Whatever goes wrong is in the result.
    func result(of call: EngineToolCall) async -> GuideToolResult {
        switch box.definitions.first(where: { $0.name == call.name })?.kind {
        case .builtIn(.knowledgeBase): await search(for: call)
        case .builtIn(.functionCalls): GuideToolResult(call, .notCalled(call.name, ToolText.noTool(functions)))
        case .builtIn: GuideToolResult(call, .notCalled(call.name, ToolText.notInstalled))
        case .function, nil: GuideToolResult(call, await box.caller.call(call))
        }
    }

    private func has(_ name: String) -> Bool { box.definitions.contains { $0.name == name } }

    private var functions: [String] {
        box.definitions.compactMap { if case .function = $0.kind { $0.name } else { nil } }
    }

    private func search(for call: EngineToolCall) async -> GuideToolResult {
        let arguments = try? WireJSON.decode([String: JSONValue].self, from: call.arguments.utf8)
        guard case .string(let query) = arguments?["query"], !query.trimmed.isEmpty else {
            return GuideToolResult(call, .notCalled(call.name, ToolText.noQuery))
        }
        do {
            let findings = try await knowledge.find(Question(query))
            return GuideToolResult(
                outcome: .output(try findings.json), answer: try await answer(from: findings))
        } catch {
            return GuideToolResult(call, .noAnswer(call.name, "the search failed"))
        }
    }
}

extension GuideToolResult {
    /// With the outcome itself as the answer.
    fileprivate init(_ call: EngineToolCall, _ outcome: ToolOutcome) {
        self.init(outcome: outcome, answer: GuideAnswer(text: ToolText.result(of: call, outcome)))
    }
}

extension Findings {
    fileprivate var json: String {
        get throws {
            let passages = sources.map { source -> JSONValue in
                .object([
                    "title": .string(source.title), "source": .string(source.location), "text": .string(source.text),
                ])
            }
            let words = unknownWords.map(JSONValue.string)
            let json = try WireJSON.encode(["passages": JSONValue.array(passages), "unknown_words": .array(words)])
            return String(decoding: json, as: UTF8.self)
        }
    }
}
