package import ChatModel

/// A file of threads that is read piece by piece: never more than one thread of it is held.
///
/// It may be what Weft exported as JSON, the `conversations.json` of an account export of ChatGPT or of Claude, or a
/// transcript in Markdown; which it is, it says itself. A record that cannot be read is passed over and named.
package struct ThreadFile: Sendable {
    package enum Finding: Hashable, Sendable {
        case thread(ImportedThread)
        /// "record 17 (Roman roads)" and "it has no messages".
        case skipped(name: String, why: String)
    }

    /// A longer record is passed over: reading it would take several times its length in memory.
    package static let mostRecordBytes = 192 << 20
    /// A transcript is held whole.
    package static let mostTranscriptBytes = 64 << 20

    private enum Kind {
        case unknown
        case json
        case markdown
    }

    private let choice: ServiceChoice
    private let now: Timestamp
    private var kind: Kind
    /// What came before it can be said what the file is.
    private var start: [UInt8] = []
    private var records: JSONRecords
    private var transcript: [UInt8] = []
    private var count = 0

    /// - Parameters:
    ///   - isMarkdown: its name says so; else its first bytes decide.
    ///   - choice: who answers from here on in threads of other programs.
    ///   - now: when threads were made that do not say it.
    package init(isMarkdown: Bool = false, choice: ServiceChoice, now: Timestamp) {
        self.choice = choice
        self.now = now
        kind = isMarkdown ? .markdown : .unknown
        records = JSONRecords(mostBytes: Self.mostRecordBytes)
    }

    /// - Throws: in words, when nothing of the file can be read.
    package mutating func take(_ bytes: [UInt8]) throws(Failure) -> [Finding] {
        guard kind == .unknown else { return try read(bytes) }
        start += bytes
        guard start.count >= 4 else { return [] }
        return try begin()
    }

    /// Reads what was held until it could be said what it is.
    private mutating func begin() throws(Failure) -> [Finding] {
        try decide()
        guard kind != .unknown else { return [] }
        let bytes = start
        start = []
        return try read(bytes.droppingMark)
    }

    private mutating func read(_ bytes: [UInt8]) throws(Failure) -> [Finding] {
        guard kind == .markdown else { return try findings(records.take(bytes)) }
        transcript += bytes
        guard transcript.count <= Self.mostTranscriptBytes else { throw .tooLong }
        return []
    }

    /// What the end of the file brings.
    package mutating func end() throws(Failure) -> [Finding] {
        let last = kind == .unknown ? try begin() : []
        switch kind {
        case .unknown: throw .nothing
        case .markdown:
            do throws(RecordProblem) {
                return try TranscriptReader.threads(
                    of: String(decoding: transcript, as: UTF8.self), choice: choice, now: now
                ).map { .thread($0) }
            } catch {
                throw Failure(what: "This file cannot be imported", why: error.why, remedy: .kinds)
            }
        case .json:
            let (pieces, cut) = records.end()
            var found = try last + findings(pieces)
            if cut != nil {
                found.append(.skipped(name: "record \(count + 1)", why: "the file ends in the middle of it"))
            }
            return found
        }
    }

    private mutating func decide() throws(Failure) {
        let start = start.droppingMark.drop { $0 == 0x20 || (0x09...0x0D).contains($0) }
        guard let first = start.first else { return }
        if start.starts(with: [0x50, 0x4B, 0x03, 0x04]) { throw .archive }
        kind = first == UInt8(ascii: "{") || first == UInt8(ascii: "[") ? .json : .markdown
        let isOurs = start.starts(with: MarkdownTranscript.mark.utf8)
        if kind == .markdown, !isOurs, start.prefix(4096).contains(0) { throw .nothing }
    }
}

extension ThreadFile {
    private mutating func findings(_ pieces: [JSONRecords.Piece]) throws(Failure) -> [Finding] {
        var found: [Finding] = []
        for piece in pieces {
            switch piece {
            case .header(let bytes): try check(header: bytes)
            case .tooLong(let bytes):
                count += 1
                let most = Self.mostRecordBytes >> 20
                found.append(
                    .skipped(name: "record \(count)", why: "it has \(bytes >> 20) MiB, more than the \(most) MiB read"))
            case .record(let bytes):
                count += 1
                found.append(finding(bytes))
            }
        }
        return found
    }

    private func check(header: [UInt8]) throws(Failure) {
        guard let record = try? JSONReader.value(of: header), record["format"]?.string == ThreadSchema.format,
            let version = record["version"]?.integer, version > ThreadSchema.version
        else { return }
        throw Failure(
            what: "This file cannot be imported",
            why: "a newer Weft wrote it (version \(version), this one knows up to \(ThreadSchema.version))",
            remedy: "install that Weft")
    }

    private func finding(_ bytes: [UInt8]) -> Finding {
        let record: JSONValue
        do throws(JSONMistake) {
            record = try JSONReader.value(of: bytes)
        } catch {
            return .skipped(name: "record \(count)", why: "it is not JSON: \(error.what), at its byte \(error.place)")
        }
        do throws(RecordProblem) {
            return .thread(try thread(record))
        } catch {
            return .skipped(name: name(of: record), why: error.why)
        }
    }

    private func thread(_ record: JSONValue) throws(RecordProblem) -> ImportedThread {
        if ChatGPTConversation.matches(record) {
            return try ChatGPTConversation.thread(record, choice: choice, now: now)
        }
        if ClaudeConversation.matches(record) {
            return try ClaudeConversation.thread(record, choice: choice, now: now)
        }
        guard case .array? = record["messages"] else { throw RecordProblem("it is no conversation of a known kind") }
        return ImportedThread(stored: try StoredThread(record))
    }

    private func name(of record: JSONValue) -> String {
        let title = (record["title"] ?? record["name"])?.string?.oneLine ?? ""
        return title.isEmpty ? "record \(count)" : "record \(count) (\(title.prefix(60)))"
    }
}

extension [UInt8] {
    /// Without the mark of UTF-8 that some programs put in front.
    fileprivate var droppingMark: [UInt8] { starts(with: [0xEF, 0xBB, 0xBF]) ? Array(self[3...]) : self }
}

extension Failure {
    fileprivate static let nothing = Failure(
        what: "This file cannot be imported", why: "there is nothing in it that Weft can read", remedy: .kinds)

    fileprivate static let archive = Failure(
        what: "This file cannot be imported", why: "it is a zip archive",
        remedy: "unpack it, and import the conversations.json in it")

    fileprivate static let tooLong = Failure(
        what: "This file cannot be imported",
        why: "a transcript in Markdown may have \(ThreadFile.mostTranscriptBytes >> 20) MiB",
        remedy: "cut it in parts")
}

extension String {
    fileprivate static let kinds =
        "Weft reads its own JSON, conversations.json of ChatGPT and of Claude, and transcripts in Markdown"
}
