/// How much of a branch is sent from a message on. It is a part of that message, and the last one in a branch counts.
///
/// It says how many messages stay, and not which: so it holds in copies of a thread too.
package struct HistoryCut: Hashable, Sendable {
    /// How many messages are sent of those that lead to the one that has this part, itself among them; 0 for what
    /// follows alone, nil for all again.
    package let kept: Int?
    /// What is sent in place of those before; empty if nothing is.
    package let summary: String

    package init(kept: Int?, summary: String = "") {
        self.kept = kept.map { max(0, $0) }
        self.summary = summary
    }

    /// What a message one further on has for the same.
    package var oneFurther: HistoryCut { HistoryCut(kept: kept.map { $0 + 1 }, summary: summary) }
}

// As a part of a message

extension HistoryCut {
    package static let partID = "cut"

    /// Reads what `part` wrote; nil for any other part.
    package init?(part: MessagePart) {
        guard part.kind == .cut else { return nil }
        switch part.title {
        case Self.whole: self.init(kept: nil)
        case Self.nothing: self.init(kept: 0, summary: part.text)
        case Self.one: self.init(kept: 1, summary: part.text)
        default:
            guard part.title.hasPrefix(Self.before), part.title.hasSuffix(Self.behind),
                let kept = Int(part.title.dropFirst(Self.before.count).dropLast(Self.behind.count)), kept >= 0
            else { return nil }
            self.init(kept: kept, summary: part.text)
        }
    }

    package var part: MessagePart {
        let title =
            switch kept {
            case nil: Self.whole
            case 0: Self.nothing
            case 1: Self.one
            case let kept?: "\(Self.before)\(kept)\(Self.behind)"
            }
        return MessagePart(id: Self.partID, kind: .cut, title: title, text: kept == nil ? "" : summary)
    }

    private static let whole = "All up to here is sent"
    private static let nothing = "Nothing up to here is sent"
    private static let one = "Up to here only this message is sent"
    private static let before = "Up to here only the last "
    private static let behind = " messages are sent"
}

extension Message {
    /// What this message says about how much of its branch is sent.
    package var cut: HistoryCut? { parts.last { $0.kind == .cut }.flatMap(HistoryCut.init) }
}

/// Where a branch is cut.
package struct CutPlace: Hashable, Sendable {
    /// The place of the message that says so.
    package let decided: Int
    /// The place of the first message that is sent; behind the end if none is.
    package let start: Int
    package let summary: String
}

extension RandomAccessCollection<Message> where Index == Int {
    /// Where what is sent of this branch begins, if not at its beginning.
    package var cutPlace: CutPlace? {
        guard let decided = indices.last(where: { self[$0].cut != nil }), let cut = self[decided].cut,
            let kept = cut.kept
        else { return nil }
        let start = Swift.max(startIndex, decided + 1 - Swift.min(kept, decided + 1 - startIndex))
        guard start > startIndex || !cut.summary.isEmpty else { return nil }
        return CutPlace(decided: decided, start: start, summary: cut.summary)
    }
}
