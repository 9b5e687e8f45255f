/// The piece of a text around the first thing that was searched for, with all that matches in it.
struct Snippet: Equatable {
    let text: String
    /// In UTF-8 offsets of `text`, in order and apart.
    let matches: [Range<Int>]

    /// In bytes, before the first match and in all, about.
    static let before = 48
    static let length = 240

    init(of whole: String, needles: [FoldedText]) {
        var whole = whole
        let (text, matches) = whole.withUTF8 { source -> (String, [Range<Int>]) in
            let first = Self.firstMatch(of: needles, in: source)
            let window = Self.window(around: first, in: source)
            let matches = Self.matches(of: needles, in: source, window)
            let piece = UnsafeBufferPointer(rebasing: source[window])
            return (String(decoding: piece, as: UTF8.self), matches)
        }
        self.text = text
        self.matches = matches
    }

    /// The offset in the source where the first of the needles begins.
    private static func firstMatch(of needles: [FoldedText], in source: UnsafeBufferPointer<UInt8>) -> Int {
        var folded = FoldedText()
        folded.append(source)
        guard let place = needles.compactMap({ folded.firstPlace(of: $0) }).min() else { return 0 }
        var first: Int?
        _ = FoldedText.fold(source, after: nil) { start, end in
            if first == nil, end > place { first = start }
        }
        return first ?? 0
    }

    /// Begins at a word if one begins near, and cuts no scalar.
    private static func window(around first: Int, in source: UnsafeBufferPointer<UInt8>) -> Range<Int> {
        var start = max(0, first - before)
        if start > 0 {
            let near = start..<max(start, first - before / 2)
            start = near.first { source[$0] == 0x20 || source[$0] == 0x0A }.map { $0 + 1 } ?? start
        }
        var end = min(source.count, start + length)
        while start < first, source[start] & 0xC0 == 0x80 { start += 1 }
        while end < source.count, source[end] & 0xC0 == 0x80 { end += 1 }
        return start..<end
    }

    private static func matches(
        of needles: [FoldedText], in source: UnsafeBufferPointer<UInt8>, _ window: Range<Int>
    ) -> [Range<Int>] {
        var origins: [Int] = []
        let bytes = FoldedText.fold(UnsafeBufferPointer(rebasing: source[window]), after: nil) { start, end in
            while origins.count < end { origins.append(start) }
        }
        let folded = FoldedText(folded: bytes)
        origins.append(window.count)
        var found: [Range<Int>] = []
        for needle in needles {
            var start = 0
            while let place = folded.firstPlace(of: needle, from: start) {
                let end = place + needle.bytes.count
                found.append(origins[place]..<origins[end])
                start = end
            }
        }
        return merged(found)
    }

    private static func merged(_ ranges: [Range<Int>]) -> [Range<Int>] {
        var merged: [Range<Int>] = []
        for range in ranges.sorted(by: { $0.lowerBound < $1.lowerBound }) where !range.isEmpty {
            if let last = merged.last, range.lowerBound <= last.upperBound {
                merged[merged.count - 1] = last.lowerBound..<max(last.upperBound, range.upperBound)
            } else {
                merged.append(range)
            }
        }
        return merged
    }
}
