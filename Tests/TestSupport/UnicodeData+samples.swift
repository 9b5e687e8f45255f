extension UnicodeData {
    /// The emoji of `emoji-test.txt`, one string each.
    package static func emoji() throws -> [String] {
        try lines("emoji/emoji-test.txt").map { line in
            string(line.prefix { $0 != ";" }.split(separator: " "))
        }
    }

    /// The texts of a test for breaks: `GraphemeBreakTest.txt`, `LineBreakTest.txt`.
    package static func breakTexts(_ name: String) throws -> [String] {
        try lines("auxiliary/\(name)").map { string($0.split(separator: " ").filter { $0 != "÷" && $0 != "×" }) }
    }

    /// Letters of many scripts under heaps of marks: 1 to 60 of them, always the same.
    package static func heaps() -> [String] {
        let bases = ["a", "Z", "é", "ß", "i", "漢", "か", "한", "ש", "م", "क", "ท", "ம", "😀", "1", " ", "|", "\u{25CC}"]
        let marks: [UInt32] = Array(0x300...0x36F) + Array(0x1AB0...0x1ABE) + Array(0x20D0...0x20F0)
        var state: UInt64 = 1
        return (0..<540).map { number in
            var text = bases[number % bases.count]
            for _ in 0...(number % 60) {
                state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
                let mark = marks[Int(state >> 33) % marks.count]
                if let scalar = Unicode.Scalar(mark) { text.unicodeScalars.append(scalar) }
            }
            return text
        }
    }

    private static func string(_ numbers: [Substring]) -> String {
        var scalars = String.UnicodeScalarView()
        for number in numbers {
            if let scalar = UInt32(number, radix: 16).flatMap(Unicode.Scalar.init) { scalars.append(scalar) }
        }
        return String(scalars)
    }
}
