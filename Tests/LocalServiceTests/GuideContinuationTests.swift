import Testing

@testable import LocalService

@Suite("Continuing an answer")
struct GuideContinuationTests {
    private let knowledge = KnowledgeBase.manualOnly
    private let question = EngineMessage(isFromUser: true, text: "how do I stop an answer?")
    private let goOn = "Continue from where you stopped."

    private func partial(_ text: some StringProtocol) -> EngineMessage {
        EngineMessage(isFromUser: false, text: String(text), isPartial: true)
    }

    @Test("gives what is missing after every prefix")
    func everyPrefix() async throws {
        let whole = try await knowledge.answer(question.text)
        for length in 0..<whole.count {
            let said = String(whole.prefix(length))
            let conversation = try #require(Continuation([question, partial(said)]))
            let rest = try #require(conversation.rest(of: whole))
            #expect(said + rest == whole)
        }
    }

    @Test(
        "goes on after a reply, and after a reply that was continued before",
        arguments: ["go on", "Continue", "weiter"])
    func twice(wish: String) async throws {
        let whole = try await knowledge.answer(question.text)
        let once = [question, partial(whole.prefix(100))]
        #expect(try await knowledge.answer(goOn, after: once) == String(whole.dropFirst(100)))
        let twice = once + [EngineMessage(isFromUser: true, text: goOn), partial(whole.dropFirst(100).prefix(50))]
        #expect(try await knowledge.answer(wish, after: twice) == String(whole.dropFirst(150)))
    }

    @Test("does not mind white space that was lost or added at the end")
    func lostSpace() async throws {
        let whole = try await knowledge.answer(question.text)
        let lead = "From Weft's manual:"
        let rest = try await knowledge.answer(goOn, after: [question, partial(lead + "\n \n")])
        #expect(lead + rest == whole)
    }

    @Test("starts anew, and says so, when the text was another one; and goes on with that later")
    func changed() async throws {
        let whole = try await knowledge.answer(question.text)
        let earlier = [question, partial("Something else")]
        let anew = try await knowledge.answer(goOn, after: earlier)
        #expect(anew == GuideWriter.anew + whole)
        let later = earlier + [EngineMessage(isFromUser: true, text: goOn), partial(anew.prefix(200))]
        #expect(try await knowledge.answer(goOn, after: later) == String(anew.dropFirst(200)))
    }

    @Test("says so when nothing is missing, or nothing was said")
    func nothing() async throws {
        let whole = try await knowledge.answer(question.text)
        #expect(try await knowledge.answer(goOn, after: [question, partial(whole)]) == GuideText.nothingMissing)
        #expect(try await knowledge.answer(goOn) == GuideText.nothingToContinue)
    }
}
