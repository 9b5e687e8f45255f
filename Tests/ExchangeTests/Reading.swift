import ChatModel
import Testing

@testable import Exchange

/// What a file holds, read in pieces of some size.
func findings(
    _ bytes: [UInt8], isMarkdown: Bool = false, pieces: Int = .max
) throws -> [ThreadFile.Finding] {
    var file = ThreadFile(
        isMarkdown: isMarkdown, choice: ServiceChoice(service: "local"), now: Timestamp(milliseconds: 1_700_000_000_000)
    )
    var found: [ThreadFile.Finding] = []
    var rest = bytes[...]
    while !rest.isEmpty {
        found += try file.take(Array(rest.prefix(pieces)))
        rest = rest.dropFirst(pieces)
    }
    return try found + file.end()
}

func findings(_ text: String, isMarkdown: Bool = false) throws -> [ThreadFile.Finding] {
    try findings(Array(text.utf8), isMarkdown: isMarkdown)
}

extension ThreadFile.Finding {
    var thread: ImportedThread? { if case .thread(let thread) = self { thread } else { nil } }
    var skipped: String? { if case .skipped(let name, let why) = self { "\(name): \(why)" } else { nil } }
}

/// The one thread of a file of which nothing is skipped.
func onlyThread(_ found: [ThreadFile.Finding]) throws -> StoredThread {
    #expect(found.compactMap(\.skipped) == [])
    #expect(found.count == 1)
    return try #require(found.first?.thread?.stored)
}

func exported(_ threads: [StoredThread], as format: ExportFormat) -> [UInt8] {
    var export = ThreadExport(format)
    var bytes = export.start(title: "Threads")
    for thread in threads { bytes += export.next(thread) }
    return bytes + export.end
}
