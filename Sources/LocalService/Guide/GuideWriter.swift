/// Makes the answers of the Guide.
struct GuideWriter: Sendable {
    let tools: GuideTools
    let assistantName: String

    private var knowledge: KnowledgeBase { tools.knowledge }

    /// Said before a reply that could not be continued.
    static let anew = "The text before has changed since, so here is the answer from its beginning.\n\n"

    /// - Parameter messages: oldest first, the prompt last.
    func reply(to messages: [EngineMessage]) async throws -> GuideAnswer {
        guard let prompt = messages.last else { return try await answer(to: "") }
        guard GuideIntent(prompt.text) == .continuation else { return try await answer(to: prompt.text) }
        guard let conversation = Continuation(messages.dropLast()) else {
            return GuideAnswer(text: GuideText.nothingToContinue)
        }
        // What a tool does may not be done twice unasked.
        if case .call = GuideIntent(conversation.prompt) { return GuideAnswer(text: GuideText.callNotRepeated) }
        var whole = try await answer(to: conversation.prompt)
        let rest = conversation.rest(of: whole.text) ?? Self.anew + whole.text
        guard !rest.trimmed.isEmpty else { return GuideAnswer(text: GuideText.nothingMissing) }
        whole.text = rest
        return whole
    }

    private func answer(to prompt: String) async throws -> GuideAnswer {
        switch GuideIntent(prompt) {
        case .greeting: GuideAnswer(text: GuideText.greeting(as: assistantName))
        case .thanks: GuideAnswer(text: GuideText.thanks)
        case .identity: GuideAnswer(text: GuideText.identity(as: assistantName))
        case .contents: GuideAnswer(text: GuideText.contents(try await knowledge.contents()) + tools.offer)
        case .wholeManual: GuideAnswer(text: knowledge.manual.markdown)
        case .continuation: GuideAnswer(text: GuideText.nothingToContinue)
        case .title(let title): GuideAnswer(text: title.text)
        case .call(let line): tools.answer(to: line)
        case .question(let text): try await tools.answer(toQuestion: text)
        }
    }
}
