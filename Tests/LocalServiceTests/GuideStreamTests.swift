import Testing

@testable import LocalService

@Suite("The Guide's stream")
struct GuideStreamTests {
    private let knowledge = KnowledgeBase.manualOnly

    private func texts(_ request: EngineRequest, clock: JumpingClock) async throws -> [String] {
        var texts: [String] = []
        for try await case .text(let text) in Guide(knowledge: knowledge, clock: clock).run(request) {
            texts.append(text)
        }
        return texts
    }

    @Test(
        "is the answer byte for byte, at every pace",
        arguments: [nil, 0, -1, 0.5, 60, 1000, 1e9, Double.nan, Double.infinity])
    func concatenation(pace: Double?) async throws {
        let expected = try await knowledge.answer("how do I stop an answer?")
        let texts = try await texts(EngineRequest("how do I stop an answer?", pace: pace), clock: JumpingClock())
        #expect(Array(texts.joined().utf8) == Array(expected.utf8))
        #expect(!texts.contains(""))
    }

    @Test("sends sixty tokens a second when no pace is named")
    func usualPace() async throws {
        let clock = JumpingClock()
        let texts = try await texts(EngineRequest("Show me the whole manual", pace: nil), clock: clock)
        #expect(texts.count > 3_000)
        let difference = clock.now.sinceStart - Duration.seconds(1) * (texts.count - 1) / 60
        #expect(difference < .milliseconds(1) && difference > .milliseconds(-1))
    }

    @Test("sends at once what became due while the reader was away, and does not drift")
    func slowReader() async throws {
        let clock = JumpingClock()
        let text = (0..<100).map { " word\($0)" }.joined()
        let reply = PacedReply(clock: clock, pace: 10) { text }
        #expect(try await reply.next() == " word0")
        clock.advance(by: .milliseconds(450))
        #expect(try await reply.next() == " word1 word2 word3 word4")
        #expect(try await reply.next() == " word5")
        #expect(clock.now.sinceStart == .milliseconds(500))
    }

    @Test("takes no time without a pace, and comes in parts")
    func unpaced() async throws {
        let clock = JumpingClock()
        let texts = try await texts(EngineRequest("Show me the whole manual", pace: 0), clock: clock)
        #expect(clock.now.sinceStart == .zero)
        #expect(texts.count > 10)
    }

    @Test("ends at once when the reader is cancelled")
    func cancelled() async throws {
        let guide = Guide(knowledge: knowledge, clock: StandingClock())
        let request = EngineRequest("Show me the whole manual", pace: 1)
        let (first, firstArrived) = AsyncStream<String>.makeStream()
        let reader = Task {
            var texts: [String] = []
            do {
                for try await case .text(let text) in guide.run(request) {
                    texts.append(text)
                    firstArrived.yield(text)
                }
            } catch is CancellationError {}
            return texts
        }
        for await _ in first { break }
        reader.cancel()
        #expect(try await reader.value == ["#"])
    }

    @Test("sends nothing to a reader that is cancelled before it begins")
    func cancelledBefore() async throws {
        let reply = PacedReply(clock: JumpingClock(), pace: 0) { "never said" }
        let reader = Task {
            while !Task.isCancelled { await Task.yield() }
            return try await reply.next()
        }
        reader.cancel()
        await #expect(throws: CancellationError.self) { try await reader.value }
    }
}

@Suite("Answer tokens")
struct AnswerTokensTests {
    @Test("put together are the text, whatever it is")
    func concatenation() {
        let parts = [
            "a", " ", "\n", "word", "é", "e\u{301}", "👩‍👩‍👧", "停止", ".", "\r\n", "\t", "```",
            String(repeating: "x", count: 40),
        ]
        for first in parts {
            for second in parts {
                for third in parts {
                    let text = first + second + third
                    let tokens = AnswerTokens.split(text)
                    #expect(Array(tokens.joined().utf8) == Array(text.utf8))
                    #expect(!tokens.contains(""))
                }
            }
        }
        #expect(AnswerTokens.split("").isEmpty)
    }

    @Test("carry the space before them and the punctuation after them")
    func spaces() {
        #expect(
            AnswerTokens.split("Press **Esc** now.\n\n- one\n") == ["Press", " **Esc**", " now.", "\n\n-", " one\n"])
        #expect(AnswerTokens.split("停止回答") == ["停止", "回答"])
    }
}
