import Testing

@testable import Store

/// Texts that a search passes over without folding them.
@Suite("A text that is passed over unfolded")
struct PassingTests {
    private static let pieces = [
        "a", "A", "z", "Z", "+", " ", "\t", "\u{7F}", "é", "ź", "＋", "\u{212A}", "k", "一", "\u{301}",
    ]

    private static func isMissing(_ needle: String, in text: String) -> Bool {
        var text = text
        let terms = [SearchTerm(needle)].compactMap(\.self)
        return text.withUTF8 { terms.areMissing(in: UnsafeRawBufferPointer($0)) }
    }

    @Test("would not have been found folded, whatever it is made of")
    func sound() {
        let texts = Self.pieces.flatMap { first in
            Self.pieces.flatMap { second in Self.pieces.map { first + second + $0 } }
        }
        let needles = Self.pieces + Self.pieces.flatMap { first in Self.pieces.map { first + $0 } }
        for needle in needles {
            for text in texts where FoldedText(text).contains(FoldedText(needle).trimmed) {
                #expect(!Self.isMissing(needle, in: text), "\(needle) in \(text)")
            }
        }
    }

    @Test("is nearly every text without one of the signs, of any length")
    func effective() {
        for count in [0, 1, 7, 8, 9, 100] {
            let text = String(repeating: "b", count: count) + "a"
            #expect(Self.isMissing("zq", in: text))
            #expect(Self.isMissing("一", in: text))
            #expect(Self.isMissing("+", in: text))
            #expect(!Self.isMissing("A", in: text))
            #expect(!Self.isMissing("zq", in: text + "一"))
        }
    }
}
