import Foundation
import TerminalModel
import Testing

@testable import Screen

@Suite("The manual and the keys")
struct ManualKeysTests {
    /// The first cells of all tables in the manual's chapter about keys.
    private static func keysOfTheManual() throws -> Set<String> {
        let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        let chapter = root.appending(path: "Sources/LocalService/Manual/chapter-08-keys.md")
        let rows = try String(contentsOf: chapter, encoding: .utf8).split(separator: "\n").filter { $0.hasPrefix("| ") }
        let cells = rows.compactMap { $0.dropFirst(2).split(separator: " |").first }.filter { $0 != "Key" }
        return Set(cells.flatMap { $0.split(separator: ", ").map(String.init) })
    }

    @Test("The manual names every key that does something, and no other")
    func everyKey() throws {
        let keys = Set(Action.allCases.flatMap { $0.keys.map(\.description) })
        #expect(try Self.keysOfTheManual().symmetricDifference(keys).isEmpty)
    }
}

@Suite("The manual and the themes")
struct ManualThemeTests {
    @Test("The manual names everything that a theme can say, and nothing else")
    func everyName() throws {
        let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        let chapter = root.appending(path: "Sources/LocalService/Manual/chapter-02-screen.md")
        let rows = try String(contentsOf: chapter, encoding: .utf8).split(separator: "\n").filter { $0.hasPrefix("| ") }
        let cells = rows.compactMap { $0.dropFirst(2).split(separator: " |").first }.filter { $0 != "Name" }
        let names = cells.flatMap { $0.split(separator: ", ").map(String.init) }
        #expect(Set(names) == Set(StyleName.allCases.map(\.rawValue)) && names.count == StyleName.allCases.count)
    }
}
