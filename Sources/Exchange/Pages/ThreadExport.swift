package import ChatModel

/// Threads as one text in some format, written thread by thread:
///
///     write(export.start(title: …)); for each thread { write(export.next(thread)) }; write(export.end)
///
/// Moments are those of UTC, because files travel.
package struct ThreadExport: Sendable {
    private let format: ExportFormat
    private let colours: PageColours
    private var count = 0

    package init(_ format: ExportFormat, colours: PageColours = .dark) {
        self.format = format
        self.colours = colours
    }

    /// - Parameter title: of the whole, for formats that have one.
    package func start(title: String) -> [UInt8] {
        switch format {
        case .json: ThreadSchema.start
        case .html: HTMLPage.start(title: title, colours)
        case .markdown, .text: []
        }
    }

    package mutating func next(_ thread: StoredThread) -> [UInt8] {
        count += 1
        let isFirst = count == 1
        switch format {
        case .json: return (isFirst ? [] : ThreadSchema.separator) + thread.json
        case .html: return Array(HTMLPage.article(thread).utf8)
        case .markdown: return Array(((isFirst ? "" : "\n") + MarkdownTranscript.text(of: thread)).utf8)
        case .text: return Array(((isFirst ? "" : "\n\n\n") + PlainTranscript.text(of: thread)).utf8)
        }
    }

    package var end: [UInt8] {
        switch format {
        case .json: ThreadSchema.end
        case .html: HTMLPage.end
        case .markdown, .text: []
        }
    }
}

/// The words about a message that the formats for reading share.
extension Message {
    var speaker: String { role == .user ? "User" : author.isEmpty ? "Assistant" : author }

    /// How it ended, if not well: "stopped by the service".
    var end: String? {
        switch state {
        case .sent, .complete: nil
        case .queued: "not sent yet"
        case .running: "still coming"
        case .stopped(let outcome): outcome.words
        case .interrupted(let failure), .failed(let failure):
            [failure.what, failure.why].filter { !$0.isEmpty }.joined(separator: ": ")
        }
    }
}

extension MessagePart {
    /// What it is, in words: "Attached: file_ghi789".
    var heading: String {
        switch kind {
        case .attachment: "Attached: \(title)"
        case .image: "Attached image: \(fileWords)"
        case .document: "Attached file: \(fileWords)"
        case .toolCall: "Called \(title)"
        case .sources, .inspection, .notice, .reasoning, .usage, .cut: title
        }
    }

    /// What it says to a reader beyond its heading.
    var words: String {
        switch kind {
        case .usage, .image: ""
        case .document: Fence.enclosed(text)
        default: text
        }
    }
}

extension String {
    /// One line, of which each character is kept that is no control.
    var oneLine: String {
        split(whereSeparator: \.isNewline).joined(separator: " ").filter { !$0.isControl }
    }
}

extension Character {
    var isControl: Bool { unicodeScalars.allSatisfy { $0.properties.generalCategory == .control } }
}
