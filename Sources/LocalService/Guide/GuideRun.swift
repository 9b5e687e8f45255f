/// One reply of the Guide, event by event.
///
/// Every event is worked out when it is asked for; the text comes at a steady pace.
actor GuideRun<Time: Clock> where Time.Duration == Duration {
    private enum Step {
        case compose
        case event(EngineEvent)
        case text(PacedReply<Time>)
        case perform(EngineToolCall)
    }

    private let writer: GuideWriter
    private let messages: [EngineMessage]
    private let clock: Time
    private let pace: Double
    private var steps: [Step] = [.compose]

    init(writer: GuideWriter, messages: [EngineMessage], clock: Time, pace: Double) {
        self.writer = writer
        self.messages = messages
        self.clock = clock
        self.pace = pace
    }

    /// nil after the last event. Throws a `CancellationError` to a cancelled reader.
    func next() async throws -> EngineEvent? {
        while let step = steps.first {
            switch step {
            case .compose:
                steps = self.steps(of: try await writer.reply(to: messages))
            case .event(let event):
                steps.removeFirst()
                return event
            case .text(let text):
                if let piece = try await text.next() { return .text(piece) }
                steps.removeFirst()
            case .perform(let call):
                let result = await writer.tools.result(of: call)
                try Task.checkCancellation()
                steps = [.event(.toolAnswered(id: call.id, result.outcome))] + self.steps(of: result.answer)
            }
        }
        return nil
    }

    private func steps(of answer: GuideAnswer) -> [Step] {
        let text = answer.text
        let used: [Step] = answer.sources.isEmpty ? [] : [.event(.used(answer.sources))]
        let call: [Step] = answer.call.map { [.event(.toolCalled($0)), .perform($0)] } ?? []
        return used + [.text(PacedReply(clock: clock, pace: pace) { text })] + call
    }
}
