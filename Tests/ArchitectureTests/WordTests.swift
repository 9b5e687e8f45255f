import Testing

/// Words that have no place in this code. They are written in two halves here so that this file passes itself.
@Suite struct WordTests {
    static let inCode = [
        "fatal" + "Error(", "try" + "!", "@unchecked " + "Sendable", "nonisolated" + "(unsafe)", "TO" + "DO",
        "FIX" + "ME", "XX" + "X", "Thread." + "sleep",
    ]
    static let inNames = ["Man" + "ager", "Hel" + "per", "Ut" + "il", "Com" + "mon"]

    @Test("no source uses an escape hatch or leaves a mark", arguments: SourceFile.sources + SourceFile.tests)
    func words(file: SourceFile) {
        for (number, line) in file.lines.enumerated() {
            for word in Self.inCode where line.contains(word) {
                Issue.record("\(file.path):\(number + 1): \(word)")
            }
        }
    }

    @Test("no type or file has an empty name", arguments: SourceFile.sources)
    func names(file: SourceFile) {
        for word in Self.inNames {
            #expect(!file.name.contains(word), "\(file.path)")
            for line in file.lines where line.contains("struct ") || line.contains("class ") || line.contains("enum ") {
                let type = line.split(separator: " ").drop { !["struct", "class", "enum"].contains($0) }.dropFirst()
                    .first
                #expect(type?.contains(word) != true, "\(file.path): \(line)")
            }
        }
    }
}
