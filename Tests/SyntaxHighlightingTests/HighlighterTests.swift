import Testing

@testable import SyntaxHighlighting

@Suite("Highlighter")
struct HighlighterTests {
    @Test("a language that is not known has no highlighter", arguments: ["no such language", "", " ", "swift "])
    func unknown(name: String) { #expect(Highlighter(language: name) == nil) }

    @Test(
        "languages have the names of fences",
        arguments: [
            "swift", "c", "c++", "cpp", "objective-c", "objc", "rust", "rs", "go", "java", "kotlin", "kt", "c#", "cs",
            "javascript", "js", "typescript", "ts", "jsx", "tsx", "python", "py", "ruby", "rb", "php", "perl", "pl",
            "lua", "r", "haskell", "hs", "scala", "sql", "sh", "bash", "zsh", "shell", "console", "fish", "powershell",
            "ps1", "make", "makefile", "dockerfile", "json", "yaml", "yml", "toml", "ini", "xml", "html", "css", "scss",
            "markdown", "md", "diff", "patch", "Swift", "JSON", "C++",
        ])
    func known(name: String) { #expect(Highlighter(language: name) != nil) }

    @Test("no name means two languages")
    func distinct() {
        let names = Highlighter.languages.joined()
        #expect(Set(names).count == names.count)
        #expect(names.allSatisfy { $0 == $0.lowercased() })
    }

    @Test("every language has a sample")
    func sampled() {
        for names in Highlighter.languages {
            #expect(Sample.all.contains { names.contains($0.language) }, "\(names[0])")
        }
    }

    @Test("code has its kinds", arguments: Sample.all)
    func kinds(sample: Sample) throws {
        var highlighter = try #require(Highlighter(language: sample.language))
        for line in sample.lines {
            let tokens = highlighter.tokens(ofNextLine: Array(line.code.utf8)[...])
            #expect(Sample.marks(of: tokens, in: line.code) == line.marks, "\(line.code)")
        }
    }

    @Test("a copy made at any line reads the same on", arguments: Sample.all)
    func copies(sample: Sample) throws {
        let lines = sample.lines.map { Array($0.code.utf8) }
        for start in lines.indices {
            var original = try #require(Highlighter(language: sample.language))
            for line in lines[..<start] { _ = original.tokens(ofNextLine: line[...]) }
            var copy = original
            for line in lines[start...] {
                #expect(original.tokens(ofNextLine: line[...]) == copy.tokens(ofNextLine: line[...]))
                #expect(original == copy)
            }
        }
    }

    @Test("a line may be a part of a larger array")
    func slices() throws {
        var whole = try #require(Highlighter(language: "swift"))
        var part = whole
        let text = Array("xx let a = \"b\" // c".utf8)
        let tokens = part.tokens(ofNextLine: text[3...])
        #expect(tokens == whole.tokens(ofNextLine: Array(text[3...])[...]))
        #expect(tokens.first == Token(.keyword, bytes: 0..<3))
    }

    @Test("a huge line may come in pieces", arguments: 1...40)
    func pieces(size: Int) throws {
        let text = Array("call(\"a long string\") /* and a comment */ // to the end of the line".utf8)
        var cut = try #require(Highlighter(language: "swift"))
        var pieces: [Token.Kind: Int] = [:]
        for start in stride(from: 0, to: text.count, by: size) {
            let end = min(start + size, text.count)
            for token in cut.tokens(ofNextLine: text[start..<end], isContinued: end < text.count) {
                pieces[token.kind, default: 0] += token.bytes.count
            }
        }
        #expect(pieces[.string] == 15)
        // A sign that is cut in two is not seen; here none is.
        if size == 30 { #expect(pieces[.comment] == 44) }
    }

    @Test("a string that its line leaves open ends there, and one of several lines does not")
    func openStrings() throws {
        var swift = try #require(Highlighter(language: "swift"))
        _ = swift.tokens(ofNextLine: Array("let a = \"open \\(f(".utf8)[...])
        #expect(swift.tokens(ofNextLine: Array("let".utf8)[...]).map(\.kind) == [.keyword])
        _ = swift.tokens(ofNextLine: Array("let a = \"\"\"".utf8)[...])
        #expect(swift.tokens(ofNextLine: Array("let".utf8)[...]).map(\.kind) == [.string])
    }
}
