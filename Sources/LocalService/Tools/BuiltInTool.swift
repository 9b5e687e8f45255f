/// The tools that the Assisters API has by name.
package enum BuiltInTool: String, CaseIterable, Hashable, Sendable {
    case webSearch = "web_search"
    case knowledgeBase = "knowledge_base"
    case codeInterpreter = "code_interpreter"
    /// Stands for the functions that the assistant defines itself.
    case functionCalls = "function_calls"
}
