import WireFormats

/// What the Guide says of tools, in Markdown.
enum ToolText {
    static let notInstalled = "this installation does not have it"
    static let noQuery = "its arguments need a query that is a text"
    static let noName = "Say which tool to call, like this: `/call NAME {\"member\": \"value\"}`.\n\n"

    static func unknown(_ name: String) -> String {
        "There is no tool \(GuideText.quoted([name])) that this assistant may call.\n\n"
    }

    static func noObject(_ name: String) -> String {
        """
        I did not call `\(name)`: what follows the name must be a JSON object, such as `{"query": "tea"}`. Leave it \
        out when the tool needs nothing.

        """
    }

    /// Why `function_calls` itself cannot be called.
    static func noTool(_ functions: [String]) -> String {
        let start = "it only stands for the functions of the assistant"
        return functions.isEmpty
            ? "\(start), and this one has none" : "\(start): call \(functions.joined(separator: " or "))"
    }

    /// The tools that can be called.
    static func list(_ tools: [ToolDefinition]) -> String {
        guard !tools.isEmpty else {
            return "This assistant has no tools. Tools are named in the `tools` of an assistant, through the API.\n"
        }
        return "Tools that can be called:\n\n" + tools.map(line).joined()
    }

    static func announcement(of call: EngineToolCall) -> String {
        "I call the tool `\(call.name)` with:\n\n\(fenced(call.arguments, "json"))\n"
    }

    static func result(of call: EngineToolCall, _ outcome: ToolOutcome) -> String {
        switch outcome {
        case .output(let output) where output.trimmed.isEmpty: "`\(call.name)` answered with an empty text.\n"
        case .output(let output): "`\(call.name)` answered:\n\n\(fenced(output, isJSON(output) ? "json" : "text"))"
        case .failure(let words): "\(PlainText.escapedName(words)).\n"
        }
    }
}

extension ToolText {
    private static func line(_ tool: ToolDefinition) -> String {
        let about =
            switch tool.kind {
            case .builtIn(.knowledgeBase):
                "searches the manual and your documents: `/call knowledge_base {\"query\": \"tea\"}`"
            case .builtIn(.functionCalls): "stands for the functions of this assistant"
            case .builtIn: "not in this installation"
            case .function: PlainText.escapedName(String(tool.description.prefix(200)))
            }
        return about.trimmed.isEmpty ? "- `\(tool.name)`\n" : "- `\(tool.name)`: \(about)\n"
    }

    /// A code block that the text cannot end.
    private static func fenced(_ text: String, _ language: String) -> String {
        let longest = text.split { $0 != "`" }.map(\.count).max() ?? 0
        let fence = String(repeating: "`", count: max(3, longest + 1))
        return "\(fence)\(language)\n\(text)\(text.hasSuffix("\n") ? "" : "\n")\(fence)\n"
    }

    private static func isJSON(_ text: String) -> Bool {
        (try? WireJSON.decodeStrictly(JSONValue.self, from: text.utf8)) != nil
    }
}
