import Testing

/// The central file of every terminal program swells; here it cannot.
@Suite struct SizeTests {
    @Test("no file has over 400 lines", arguments: SourceFile.sources + SourceFile.tests)
    func length(file: SourceFile) {
        #expect(file.lineCount <= 400, "\(file.path): split it by what it does")
    }
}
