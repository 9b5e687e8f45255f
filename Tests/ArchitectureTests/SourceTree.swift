import Foundation
import Testing

/// The Swift files of the project, as text.
struct SourceFile: CustomTestStringConvertible {
    /// From the project's root: "Sources/Screen/Action.swift".
    let path: String
    let text: String

    var bytes: Data { Data(text.utf8) }

    var lineCount: Int { text.utf8.count { $0 == UInt8(ascii: "\n") } }

    /// The folder under `Sources` or `Tests`, which is the target's name.
    var target: String { String(path.split(separator: "/")[1]) }

    var name: String { String(path.split(separator: "/").last ?? "") }

    /// The modules that it imports.
    var imports: [String] {
        text.split(separator: "\n").compactMap { line in
            guard line.hasSuffix("import") || line.contains("import ") else { return nil }
            let words = line.split(separator: " ")
            guard let index = words.firstIndex(of: "import"), index + 1 < words.count,
                words[..<index].allSatisfy({ Self.importMarks.contains(String($0)) })
            else { return nil }
            // `import struct Module.Type` names the module second.
            let kinds = ["struct", "class", "enum", "protocol", "func", "let", "var", "typealias"]
            let module = kinds.contains(String(words[index + 1])) ? words[index + 2] : words[index + 1]
            return String(module.split(separator: ".")[0])
        }
    }

    var testDescription: String { path }

    private static let importMarks: Set = ["package", "public", "internal", "private", "@testable", "@preconcurrency"]

    static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()

    static let sources = files(under: "Sources")
    static let tests = files(under: "Tests") + files(under: "Benchmarks")

    private static func files(under folder: String) -> [SourceFile] {
        let base = root.appending(path: folder)
        guard let all = FileManager.default.enumerator(atPath: base.path(percentEncoded: false)) else { return [] }
        return all.compactMap { $0 as? String }.filter { $0.hasSuffix(".swift") }.sorted().compactMap { path in
            guard let text = try? String(contentsOf: base.appending(path: path), encoding: .utf8) else { return nil }
            return SourceFile(path: "\(folder)/\(path)", text: text)
        }
    }
}
