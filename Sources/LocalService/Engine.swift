/// Whatever makes the replies behind the service's APIs.
package protocol Engine: Sendable {
    /// Runs one reply. Ending the iteration, or cancelling the task that iterates, ends the run's work.
    func run(_ request: EngineRequest) -> AsyncThrowingStream<EngineEvent, any Error>
}

/// One run: who is asked, and all that was said in the thread.
package struct EngineRequest: Sendable, Hashable {
    package var assistantName: String
    package var instructions: String
    package var model: String
    /// Tokens a second; 0 sends as fast as the reader takes them; nil leaves it to the engine.
    package var pace: Double?
    /// Oldest first; the last one is the prompt.
    package var messages: [EngineMessage]
    /// What the assistant may call.
    package var tools: Toolbox

    package init(
        assistantName: String, instructions: String, model: String, pace: Double?, messages: [EngineMessage],
        tools: Toolbox = .empty
    ) {
        self.assistantName = assistantName
        self.instructions = instructions
        self.model = model
        self.pace = pace
        self.messages = messages
        self.tools = tools
    }
}

package struct EngineMessage: Sendable, Hashable {
    package var isFromUser: Bool
    package var text: String
    /// A reply that was stopped or broke off: `text` is only its beginning.
    package var isPartial: Bool

    package init(isFromUser: Bool, text: String, isPartial: Bool = false) {
        self.isFromUser = isFromUser
        self.text = text
        self.isPartial = isPartial
    }
}

package enum EngineEvent: Sendable, Hashable {
    /// More text, with the spaces that belong to it.
    case text(String)
    /// What the text that follows is made of.
    case used([EngineSource])
    /// A tool is called; its answer follows, unless the run ends before.
    case toolCalled(EngineToolCall)
    /// What the call of this id came to.
    case toolAnswered(id: String, ToolOutcome)
}

/// One call of a tool.
package struct EngineToolCall: Sendable, Hashable {
    /// Unique in its run.
    package var id: String
    package var name: String
    /// JSON text, an object.
    package var arguments: String

    package init(id: String, name: String, arguments: String) {
        self.id = id
        self.name = name
        self.arguments = arguments
    }
}

/// What a call of a tool came to.
package enum ToolOutcome: Sendable, Hashable {
    /// JSON text, or plain text of a tool that speaks no JSON.
    case output(String)
    /// Why there is no output, in words for a person.
    case failure(String)
}

/// A piece of a document that an answer is made of.
package struct EngineSource: Codable, Sendable, Hashable {
    package let title: String
    /// Where it stands, in words: the path of a file, a chapter of the manual.
    package let location: String
    package let text: String
    /// Its place in the answer, from 1.
    package let rank: Int

    package init(title: String, location: String, text: String, rank: Int) {
        self.title = title
        self.location = location
        self.text = text
        self.rank = rank
    }
}
