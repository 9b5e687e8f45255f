import Testing

@testable import TerminalModel

#if canImport(Glibc)
    import Glibc
#endif

@Suite("Display width")
struct DisplayWidthTests {
    @Test(
        "clusters take the columns that terminals give them",
        arguments: [
            ("a", 1), ("é", 1), ("e\u{301}", 1), ("世", 2), ("가", 2), ("\u{1112}\u{1161}\u{11AB}", 2), ("ｱ", 1),
            ("Ａ", 2),
            ("😀", 2), ("👍🏽", 2), ("👩‍💻", 2), ("🇩🇪", 2), ("\u{1F1E9}", 1), ("1️⃣", 2), ("❤", 1), ("❤️", 2), ("☕", 2),
            ("か\u{3099}", 2), ("─", 1), ("│", 1), ("…", 1), ("•", 1), ("\u{301}", 0), ("\u{200B}", 0), ("กำ", 2),
            ("का", 2), ("नि", 2), ("क्ष", 2), ("ﷺ", 1),
        ])
    func clusters(_ text: String, columns: Int) {
        #expect(DisplayWidth.columns(of: text) == columns)
        #expect(text.reduce(0) { $0 + DisplayWidth.columns(of: $1) } == columns)
    }

    @Test("the cells of a cluster make the cluster again, and each takes at most two columns")
    func cells() {
        for text in ["क्ष", "का", "กำ", "a\u{1F3FD}", "👩‍💻", "❤️", "世", "e\u{301}", "क्ष्म"] {
            for cluster in text {
                let cells = DisplayWidth.cells(of: cluster)
                #expect(cells.reduce(into: "") { $0.append($1.cluster) } == String(cluster))
                #expect(cells.reduce(0) { $0 + $1.columns } == DisplayWidth.columns(of: cluster))
                #expect(cells.allSatisfy { 1...2 ~= $0.columns })
            }
        }
    }

    @Test("the ranges ascend and do not touch the plane's ends wrongly")
    func table() {
        for ranges in [WidthTable.zero, WidthTable.wide] {
            #expect(ranges.count.isMultiple(of: 2))
            for index in stride(from: 0, to: ranges.count, by: 2) {
                #expect(ranges[index] <= ranges[index + 1])
                if index > 0 { #expect(ranges[index] > ranges[index - 1]) }
            }
        }
    }

    #if canImport(Glibc)
        /// What Unicode 16 made wide after glibc's tables; a newer glibc says 2 as well.
        private static let widerSince: [ClosedRange<UInt32>] = [
            0x2630...0x2637, 0x268A...0x268F, 0x1D300...0x1D356, 0x1D360...0x1D376,
        ]

        @Test("every scalar that glibc can measure and the filter lets through alone has glibc's width")
        func agreesWithTheLibrary() throws {
            let symbol = try #require(dlsym(nil, "wcwidth"))
            let wcwidth = unsafeBitCast(symbol, to: (@convention(c) (wchar_t) -> Int32).self)
            let locale = newlocale(1 << LC_CTYPE, "C.UTF-8", nil)
            let before = uselocale(locale)
            defer {
                uselocale(before)
                freelocale(locale)
            }
            var measured = 0
            for value in UInt32(0x20)...0x10FFFF {
                guard let scalar = Unicode.Scalar(value) else { continue }
                let library = Int(wcwidth(wchar_t(bitPattern: value)))
                guard library >= 0, SafeText(String(scalar)).string == String(scalar) else { continue }
                if Self.widerSince.contains(where: { $0.contains(value) }) { continue }
                measured += 1
                if DisplayWidth.columns(of: scalar) != library {
                    Issue.record("U+\(String(value, radix: 16)): \(DisplayWidth.columns(of: scalar)), not \(library)")
                }
            }
            #expect(measured > 100_000)
        }
    #endif
}
