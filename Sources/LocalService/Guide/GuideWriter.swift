/// Makes the whole text of a reply.
struct GuideWriter: Sendable {
    let knowledge: KnowledgeBase
    let assistantName: String

    /// Said before a reply that could not be continued.
    static let anew = "The text before has changed since, so here is the answer from its beginning.\n\n"

    /// - Parameter messages: oldest first, the prompt last.
    func reply(to messages: [EngineMessage]) async throws -> String {
        guard let prompt = messages.last else { return try await answer(to: "") }
        guard GuideIntent(prompt.text) == .continuation else { return try await answer(to: prompt.text) }
        guard let conversation = Continuation(messages.dropLast()) else { return GuideText.nothingToContinue }
        let whole = try await answer(to: conversation.prompt)
        guard let rest = conversation.rest(of: whole) else { return Self.anew + whole }
        return rest.trimmed.isEmpty ? GuideText.nothingMissing : rest
    }

    private func answer(to prompt: String) async throws -> String {
        switch GuideIntent(prompt) {
        case .greeting: GuideText.greeting(as: assistantName)
        case .thanks: GuideText.thanks
        case .identity: GuideText.identity(as: assistantName)
        case .contents: GuideText.contents(try await knowledge.contents())
        case .wholeManual: knowledge.manual.markdown
        case .continuation: GuideText.nothingToContinue
        case .question(let text): try await answer(toQuestion: text)
        }
    }

    private func answer(toQuestion text: String) async throws -> String {
        let findings = try await knowledge.find(Question(text))
        guard findings.passages.isEmpty else { return FoundAnswer(findings).markdown }
        return GuideText.nothingFits(unknown: findings.unknownWords, try await knowledge.contents())
    }
}
