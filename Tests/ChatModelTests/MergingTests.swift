import ChatModel
import Testing

@Suite("Merging events")
struct MergingTests {
    static let pieces = ["", "a", "b\n", "e", "\u{301}", "👩", "\u{200D}👧", "\r", "\n", "\u{0}"]

    private static let message = Message(
        id: "m", thread: "t", role: .assistant, text: "start", createdAt: Timestamp(milliseconds: 0), state: .running)

    @Test("applying the merged event equals applying both, to the byte", arguments: pieces, pieces)
    func law(_ first: String, _ second: String) throws {
        let one = Event.replyGrew("t", "m", by: first)
        let two = Event.replyGrew("t", "m", by: second)
        var apart = SessionState()
        apart.apply(.messageAdded(Self.message))
        var together = apart
        apart.apply(one)
        apart.apply(two)
        var merged = [one]
        merged.appendMerging(two)
        try #require(merged.count == 1)
        together.apply(merged[0])
        let texts = [apart, together].map { $0.message("m", in: "t").map { Array($0.text.utf8) } }
        #expect(texts[0] == texts[1])
        #expect(apart == together)
    }

    @Test("only growths of one reply merge")
    func others() {
        let grew = Event.replyGrew("t", "m", by: "x")
        let events: [Event] = [
            .replyGrew("t", "other", by: "x"), .replyGrew("u", "m", by: "x"), .replyReplaced("t", "m", text: "x"),
            .messageStateChanged("t", "m", .complete), .draftSaved("t", text: "x"), .runEnded("r"),
            .threadOpened("t", []), .messageRemoved("t", "m"), .troubleChanged(nil), .messageAdded(Self.message),
        ]
        for event in events {
            for pair in [[grew, event], [event, grew]] {
                var merged = [pair[0]]
                merged.appendMerging(pair[1])
                #expect(merged == pair)
            }
        }
    }
}
