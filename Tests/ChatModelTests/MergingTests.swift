import ChatModel
import Testing

@Suite("Merging events")
struct MergingTests {
    static let pieces = ["", "a", "b\n", "e", "\u{301}", "👩", "\u{200D}👧", "\r", "\n", "\u{0}"]

    private static let message = Message(
        id: "m", thread: "t", role: .assistant, text: "start", createdAt: Timestamp(milliseconds: 0), state: .running,
        parts: [MessagePart(id: "p", kind: .reasoning, title: "Reasoning", text: "thought")])

    @Test("applying the merged event equals applying both, to the byte", arguments: pieces, pieces)
    func law(_ first: String, _ second: String) throws {
        try merges(.replyGrew("t", "m", by: first), .replyGrew("t", "m", by: second))
        try merges(
            .messagePartGrew("t", "m", part: "p", by: first), .messagePartGrew("t", "m", part: "p", by: second))
    }

    private func merges(_ one: Event, _ two: Event) throws {
        var apart = SessionState()
        apart.apply(.messageAdded(Self.message))
        var together = apart
        apart.apply(one)
        apart.apply(two)
        var merged = [one]
        merged.appendMerging(two)
        try #require(merged.count == 1)
        together.apply(merged[0])
        let texts = [apart, together].map { state in
            state.message("m", in: "t").map { ([$0.text] + $0.parts.map(\.text)).map { Array($0.utf8) } }
        }
        #expect(texts[0] == texts[1])
        #expect(apart == together)
    }

    @Test("only growths of one reply or of one part merge")
    func others() {
        let grew = Event.replyGrew("t", "m", by: "x")
        let partGrew = Event.messagePartGrew("t", "m", part: "p", by: "x")
        let events: [Event] = [
            .replyGrew("t", "other", by: "x"), .replyGrew("u", "m", by: "x"), .replyReplaced("t", "m", text: "x"),
            .messageStateChanged("t", "m", .complete), .draftSaved("t", text: "x"), .runEnded("r"),
            .threadOpened("t", []), .messageRemoved("t", "m"), .troubleChanged(nil), .messageAdded(Self.message),
            .messagePartGrew("t", "m", part: "q", by: "x"), .messagePartGrew("t", "n", part: "p", by: "x"),
            .messagePartSet("t", "m", Self.message.parts[0]),
        ]
        let pairs =
            events.flatMap { [[grew, $0], [$0, grew], [partGrew, $0], [$0, partGrew]] } + [[grew, partGrew]]
        for pair in pairs {
            var merged = [pair[0]]
            merged.appendMerging(pair[1])
            #expect(merged == pair)
        }
    }
}
