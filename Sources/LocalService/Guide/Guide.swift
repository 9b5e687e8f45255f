/// The assistant behind the embedded service: it searches the knowledge base and shows what it finds.
///
/// It has no language model, and says so. The answer to a prompt depends on the prompt, the documents and the tools
/// only; what was said before counts when a reply is to be continued. It calls a tool only where the person asks for
/// it by `/call`.
package struct Guide<Time: Clock>: Engine where Time.Duration == Duration {
    /// Tokens a second when the request names no pace.
    package static var usualPace: Double { 60 }

    private let knowledge: KnowledgeBase
    private let clock: Time

    /// - Parameter clock: paces the tokens of a reply.
    package init(knowledge: KnowledgeBase, clock: Time) {
        self.knowledge = knowledge
        self.clock = clock
    }

    /// Works only while the stream is read: the search begins with the first element, and a cancelled reader gets a
    /// `CancellationError` or the end.
    package func run(_ request: EngineRequest) -> AsyncThrowingStream<EngineEvent, any Error> {
        let writer = GuideWriter(
            tools: GuideTools(knowledge: knowledge, box: request.tools), assistantName: request.assistantName)
        let run = GuideRun(
            writer: writer, messages: request.messages, clock: clock, pace: request.pace ?? Self.usualPace)
        return AsyncThrowingStream { try await run.next() }
    }
}
