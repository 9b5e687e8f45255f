/// Whatever has the functions of an assistant called.
package protocol ToolCaller: Sendable {
    /// Returns when the tool has answered, has failed to, or the task is cancelled; never throws and never hangs.
    func call(_ call: EngineToolCall) async -> ToolOutcome
}

/// The tools of a run and the way to have one of them called.
package struct Toolbox: Sendable {
    package let definitions: [ToolDefinition]
    package let caller: any ToolCaller

    /// - Parameter caller: nil where nothing can be called.
    package init(_ definitions: [ToolDefinition], caller: (any ToolCaller)? = nil) {
        self.definitions = definitions
        self.caller = caller ?? NoCaller()
    }

    /// No tools at all.
    package static let empty = Toolbox([])

    private struct NoCaller: ToolCaller {
        func call(_ call: EngineToolCall) async -> ToolOutcome {
            .notCalled(call.name, "there is nothing here that calls tools")
        }
    }
}

extension Toolbox: Hashable {
    /// Two boxes are equal when they hold the same tools, whoever calls them.
    package static func == (left: Self, right: Self) -> Bool { left.definitions == right.definitions }

    package func hash(into hasher: inout Hasher) { hasher.combine(definitions) }
}
