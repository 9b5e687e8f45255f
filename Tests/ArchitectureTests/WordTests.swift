import Foundation
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
        for word in Self.inCode {
            #expect(file.bytes.range(of: Data(word.utf8)) == nil, "\(file.path): \(word)")
        }
    }

    @Test("no type or file has an empty name", arguments: SourceFile.sources)
    func names(file: SourceFile) {
        for word in Self.inNames {
            #expect(!file.name.contains(word), "\(file.path)")
            for kind in ["struct", "class", "enum", "actor"] {
                let pattern = "\(kind) [A-Za-z]*\(word)"
                #expect(file.text.range(of: pattern, options: .regularExpression) == nil, "\(file.path): \(word)")
            }
        }
    }
}
