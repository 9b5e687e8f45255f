/// What a reply was made of, as far as its engine told.
struct RunGrounds: Codable, Sendable, Hashable {
    /// One call of a tool, with its answer if that came.
    struct Call: Codable, Sendable, Hashable {
        let id: String
        let name: String
        /// JSON text.
        let arguments: String
        var output: String?
        var failure: String?
    }

    var sources: [EngineSource] = []
    var calls: [Call] = []

    var isEmpty: Bool { sources.isEmpty && calls.isEmpty }

    mutating func begin(_ call: EngineToolCall) {
        calls.append(Call(id: call.id, name: call.name, arguments: call.arguments))
    }

    mutating func end(_ id: String, _ outcome: ToolOutcome) {
        guard let place = calls.lastIndex(where: { $0.id == id }) else { return }
        switch outcome {
        case .output(let text): calls[place].output = text
        case .failure(let words): calls[place].failure = words
        }
    }
}
