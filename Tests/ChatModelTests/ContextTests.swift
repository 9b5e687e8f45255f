import Testing

@testable import ChatModel

@Suite("How full a model is")
struct ContextTests {
    @Test("an estimate counts letters by four, other scripts by the character, and what goes beside the text")
    func estimates() {
        #expect(TokenEstimate.tokens(of: "") == 0 && TokenEstimate.tokens(of: "a") == 1)
        #expect(TokenEstimate.tokens(of: String(repeating: "word", count: 100)) == 100)
        #expect(TokenEstimate.tokens(of: "日本語") == 3 && TokenEstimate.tokens(of: "привет") == 3)
        #expect(TokenEstimate.tokens(of: "🙂") == 2)
        var message = Branch.of([10])[0]
        #expect(TokenEstimate.tokens(of: message) == 10)
        for kind in MessagePart.Kind.allCases where [.reasoning, .usage, .cut, .toolCall, .notice].contains(kind) {
            message.set(MessagePart(id: kind.rawValue, kind: kind, title: "t", text: "not sent again"))
        }
        #expect(TokenEstimate.tokens(of: message) == 10)
    }

    @Test("what is known of a model goes by its name, and no model is sent more than the person wants")
    func limits() {
        var limits = ContextLimits(
            contexts: [.init(model: "gpt-4", tokens: 8), .init(model: "gpt-4o", tokens: 128)],
            replies: [.init(model: "opus-*", tokens: 3)])
        let known = ["gpt-4": 8, "gpt-4-0613": 8, "gpt-4o": 128, "gpt-4o-mini": 128, "gpt-4.1": nil, "gpt": nil]
        for (name, tokens) in known { #expect(limits.context(of: name) == tokens, "\(name)") }
        #expect(limits.context(of: "gpt-4", listed: 9) == 9)
        #expect(limits.reply(of: "opus-4") == 3 && limits.reply(of: "opus") == nil)
        limits.most = 100
        #expect(limits.context(of: "gpt-4") == 8 && limits.context(of: "gpt-4o") == 100)
        #expect(limits.context(of: "other") == 100 && limits.context(of: "x", listed: 200) == 100)
    }

    @Test("a service that counts what cannot be is not believed, and takes nothing down")
    func absurd() {
        for usage in [
            TokenUsage(input: .max, output: .max), TokenUsage(input: .max, output: .max, reasoning: .min),
            TokenUsage(input: .min, output: .min, reasoning: .max),
        ] {
            let tokens = BranchTokens(sentAlong: Branch.of([10, 10, 10]).counted(usage, at: 1)).tokens
            #expect((0...3_000_000_000).contains(tokens))
        }
    }

    @Test("what the service has counted counts, without what was thought; the rest is an estimate")
    func counts() {
        let usage = TokenUsage(input: 500, output: 100, reasoning: 40)
        let branch = Branch.of([10, 10, 10, 10]).counted(usage, at: 1)
        #expect(BranchTokens(sentAlong: []).tokens == 0 && !BranchTokens(sentAlong: []).isEstimate)
        let whole = BranchTokens(sentAlong: Array(branch.prefix(2)))
        #expect(whole.tokens == 560 && !whole.isEstimate)
        let more = BranchTokens(sentAlong: branch)
        #expect(more.tokens == 580 && more.isEstimate)
        let uncounted = BranchTokens(sentAlong: Branch.of([10, 10, 10]))
        #expect(uncounted.tokens == 30 && uncounted.isEstimate)
    }

    @Test("a count from before a cut says nothing of what is sent since")
    func countsAndCuts() {
        let usage = TokenUsage(input: 500, output: 100)
        let branch = Branch.of([10, 10, 10, 10, 10, 10]).counted(usage, at: 3)
        #expect(BranchTokens(sentAlong: branch.with(HistoryCut(kept: 2), at: 5)).tokens == 20)
        #expect(BranchTokens(sentAlong: branch.with(HistoryCut(kept: nil), at: 5)).tokens == 60)
        #expect(BranchTokens(sentAlong: branch.with(HistoryCut(kept: 2), at: 3)).tokens == 40)
        #expect(BranchTokens(sentAlong: branch.with(HistoryCut(kept: 2), at: 2)).tokens == 620)
    }

    @Test("the use is in words, and high from 80 %")
    func words() {
        let branch = Branch.of([10, 10]).counted(TokenUsage(input: 300, output: 41), at: 1)
        let use = Branch.state(limit: 1000, branch).contextUse(of: "t")
        #expect(use?.words == "context 34 %" && use?.isHigh == false)
        #expect(Branch.state(limit: 40, Branch.of([10, 10])).contextUse(of: "t")?.words == "context about 50 %")
        #expect(ContextUse(tokens: 1, isEstimate: false, limit: 1_000_000).percent == 1)
        #expect(ContextUse(tokens: 795, isEstimate: false, limit: 1000).isHigh)
        #expect(!ContextUse(tokens: 794, isEstimate: false, limit: 1000).isHigh)
        #expect(Branch.state(limit: nil, branch).contextUse(of: "t") == nil)
        #expect(Branch.state(limit: 1000).contextUse(of: "t") == nil)
    }

    @Test("what the service lists of a model goes before what is known without it")
    func listed() {
        var state = Branch.state(limit: nil, Branch.of([10, 10]))
        let model = Assistant(id: "model", profile: AssistantProfile(name: "Model"), contextTokens: 200)
        state.apply(.assistantsChanged("s", AssistantList(assistants: [model], hasMore: false)))
        #expect(state.contextUse(of: "t")?.limit == 200)
    }
}

@Suite("A prompt that does not fit")
struct ContextShortageTests {
    private func shortage(
        _ limit: Int?, _ path: [Message], prompt: Int = 10, isRefused: Bool = false
    ) -> ContextShortage? {
        Branch.state(limit: limit, path).shortage(of: "t", after: path, prompt: prompt, isRefused: isRefused)
    }

    @Test("it fits where nobody knows a limit, and up to the last token that the reply leaves")
    func fits() {
        let path = Branch.of([30, 30, 20, 20])
        #expect(shortage(nil, path) == nil)
        #expect(shortage(120, path) == nil)
        #expect(shortage(119, path) == ContextShortage(needed: 120, limit: 119, kept: 2))
    }

    @Test("as many turns stay as leave half of the room, else the last that fits, else what fits of it")
    func kept() {
        for sizes in [[30, 30, 20, 20], [50, 50, 10, 10, 10, 10], [10, 10, 80, 80], [5, 200], [200, 5]] {
            let path = Branch.of(sizes)
            for limit in stride(from: 20, to: sizes.reduce(0, +) + 20, by: 1) {
                guard let shortage = shortage(limit, path) else {
                    Issue.record("\(sizes) fits \(limit)")
                    continue
                }
                let room = limit - min(10, limit / 2) - 10
                guard let kept = shortage.kept else {
                    #expect(room <= 0)
                    continue
                }
                func tail(_ kept: Int) -> Int { sizes.suffix(kept).reduce(0, +) }
                let fitting = (0..<sizes.count).filter { tail($0) <= room }
                let turns = fitting.filter { $0 > 0 && $0.isMultiple(of: 2) }
                let wanted = turns.last { tail($0) <= (room + 10) / 2 } ?? turns.first ?? fitting.last
                #expect(kept == wanted, "\(sizes) in \(limit)")
            }
        }
    }

    @Test("messages are measured in the tokens that the service has counted")
    func scaled() {
        let path = Branch.of([20, 20, 20, 20]).counted(TokenUsage(input: 300, output: 20), at: 3)
        // They count four times as much as estimated, so that one turn takes 160.
        #expect(shortage(330, path)?.kept == 2)
        #expect(shortage(200, path)?.kept == 2)
        #expect(shortage(170, path)?.kept == 1)
    }

    @Test("a prompt that is too long alone cannot be helped")
    func alone() {
        #expect(shortage(100, [], prompt: 95) == ContextShortage(needed: 105, limit: 100, kept: nil))
        #expect(shortage(100, Branch.of([10, 10]), prompt: 95)?.kept == nil)
    }

    @Test("where the service says so half of what was sent stays, until something was left out")
    func said() {
        let full = MessageState.failed(Failure(what: Failure.threadIsTooLong))
        let path = Branch.of([40, 40, 20, 20, 20, 20], endsWith: full)
        #expect(shortage(nil, path) == ContextShortage(needed: nil, limit: nil, kept: 4))
        #expect(shortage(10_000, path)?.kept == 4)
        #expect(shortage(nil, path.with(HistoryCut(kept: 2), at: 5)) == nil)
        #expect(shortage(nil, path.with(HistoryCut(kept: nil), at: 5))?.kept == 4)
        #expect(shortage(nil, Branch.of([40, 40], endsWith: .failed(Failure(what: "other")))) == nil)
        #expect(shortage(nil, Branch.of([40, 40, 40, 40]), isRefused: true)?.kept == 2)
    }

    @Test("what one model says is not said of another")
    func otherModel() {
        let path = Branch.of([40, 40], endsWith: .interrupted(Failure(what: Failure.contextIsFull)))
        var state = Branch.state(limit: nil, path)
        #expect(state.shortage(of: "t", after: path, prompt: 1) != nil)
        if var row = state.thread("t") {
            row.assistant = AssistantReference(id: "large", name: "large")
            state.apply(.threadSaved(row))
        }
        #expect(state.shortage(of: "t", after: path, prompt: 1) == nil)
    }

    @Test("a prompt that is asked again keeps the cut that it was sent with")
    func again() {
        let path = Branch.of([40, 40, 10, 10, 10])
        let state = Branch.state(limit: 80, path)
        #expect(state.shortage(asking: path[4])?.kept == 2)
        let cut = path.with(HistoryCut(kept: 3), at: 4)
        #expect(Branch.state(limit: 80, cut).shortage(asking: cut[4]) == nil)
    }
}
