import Testing

@testable import ChatModel

@Suite("What is left out of a branch")
struct HistoryCutTests {
    @Test("what is written as a part is read back", arguments: [nil, 0, 1, 2, 3, 400])
    func roundTrip(kept: Int?) {
        for summary in ["", "They spoke.\n\nOf this."] {
            let cut = HistoryCut(kept: kept, summary: kept == nil ? "" : summary)
            #expect(HistoryCut(part: cut.part) == cut)
            #expect(cut.part.kind == .cut && cut.part.id == HistoryCut.partID)
        }
    }

    @Test("other parts and other words cut nothing")
    func foreign() {
        for title in [
            "", "Up to here only the last -1 messages are sent", "Up to here only the last x messages are sent",
        ] {
            #expect(HistoryCut(part: MessagePart(id: "cut", kind: .cut, title: title)) == nil)
        }
        let whole = HistoryCut(kept: 3).part
        #expect(HistoryCut(part: MessagePart(id: "cut", kind: .notice, title: whole.title)) == nil)
    }

    @Test("the last decision in a branch counts, and never more is kept than there is")
    func places() {
        for count in 1...5 {
            let branch = Branch.of(Array(repeating: 8, count: count))
            #expect(branch.cutPlace == nil)
            for decided in 0..<count {
                for kept in 0...count + 1 {
                    let start = max(0, decided + 1 - kept)
                    let place = branch.with(HistoryCut(kept: kept), at: decided).cutPlace
                    #expect(place == (start == 0 ? nil : CutPlace(decided: decided, start: start, summary: "")))
                    let lifted = branch.with(HistoryCut(kept: kept), at: 0).with(HistoryCut(kept: nil), at: decided)
                    #expect(lifted.cutPlace == nil)
                }
            }
        }
    }

    @Test("what is told begins at the cut, whether it is decided at the prompt or before it")
    func history() {
        let branch = Branch.of([8, 8, 8, 8, 8])
        let all = (0..<4).map { MessageID("m\($0)") }
        #expect(ReplyRequest.history(along: branch, before: "m4").map(\.id) == all)
        for start in 1...4 {
            let told = Array(all[start...])
            let before = branch.with(HistoryCut(kept: 4 - start), at: 3)
            #expect(ReplyRequest.history(along: before, before: "m4").map(\.id) == told)
            let atPrompt = branch.with(HistoryCut(kept: 4 - start).oneFurther, at: 4)
            #expect(ReplyRequest.history(along: atPrompt, before: "m4").map(\.id) == told)
        }
    }

    @Test("a summary goes before what is told, in words that say what it is; in a copy without what it stands for too")
    func summary() {
        let branch = Branch.of([8, 8, 8, 8]).with(HistoryCut(kept: 2, summary: "Short."), at: 3)
        for path in [branch, Array(branch.suffix(2))] {
            let told = ReplyRequest.history(along: path)
            #expect(told.map(\.role) == [.user, .user, .assistant])
            #expect(told[0].text.hasPrefix("[A summary of") && told[0].text.hasSuffix("\n\nShort."))
            #expect(told.dropFirst().map(\.id) == ["m2", "m3"])
        }
        let nothing = Branch.of([8, 8]).with(HistoryCut(kept: 0, summary: "Short."), at: 1)
        #expect(ReplyRequest.history(along: nothing).map(\.state) == [.sent])
    }
}
