import ChatModel
import Testing

@testable import Exchange

@Suite("Files that are cut, broken or not what they seem")
struct CutFileTests {
    private static let threads: [StoredThread] = {
        var random = RandomThreads(seed: 21)
        return (0..<3).map { _ in random.next() }
    }()

    @Test("However a file is cut into pieces, the same is read")
    func pieces() throws {
        let bytes = exported(Self.threads, as: .json)
        for size in [1, 2, 3, 5, 17, 64, 1000] {
            #expect(try findings(bytes, pieces: size).compactMap(\.thread?.stored) == Self.threads)
        }
    }

    @Test("Wherever a file ends, the threads before are read, and the end is named")
    func cuts() throws {
        let bytes = exported(Self.threads, as: .json)
        for end in stride(from: 60, to: bytes.count - 3, by: 37) {
            let found = try findings(Array(bytes[..<end]))
            let read = found.compactMap(\.thread?.stored)
            #expect(read == Array(Self.threads.prefix(read.count)))
            #expect(found.last?.skipped?.hasSuffix("the file ends in the middle of it") == true)
        }
    }

    @Test("One record that is broken takes no other with it")
    func brokenRecord() throws {
        var export = ThreadExport(.json)
        var bytes = export.start(title: "")
        bytes += export.next(Self.threads[0]) + Array(",{\"id\":\"x\",\"messages\":[nope]}".utf8)
        bytes += export.next(Self.threads[1]) + export.end
        let found = try findings(bytes)
        #expect(found.compactMap(\.thread?.stored) == [Self.threads[0], Self.threads[1]])
        #expect(found.compactMap(\.skipped).count == 1)
    }

    @Test("A record that is too long is passed over without being kept")
    func longRecord() {
        var records = JSONRecords(mostBytes: 20)
        let text = #"[{"a":1},{"b":"a text that is longer than that"},{"c":3}]"#
        let pieces = records.take(Array(text.utf8)) + records.end().pieces
        #expect(
            pieces == [
                .record(Array(#"{"a":1}"#.utf8)), .tooLong(bytes: 39), .record(Array(#"{"c":3}"#.utf8)),
            ])
    }

    @Test(
        "Brackets and commas in texts end nothing",
        arguments: [
            #"[{"a":"]}\"],{"},{"b":"\\"}]"#, #" [ {"a":"]}\"],{"} , {"b":"\\"} ] "#,
            #"{"x":[1,{"threads":2}],"threads":[{"a":"]}\"],{"},{"b":"\\"}],"y":[{}]}"#,
            "{\"a\":\"]}\\\"],{\"}\n{\"b\":\"\\\\\"}\n",
        ])
    func strings(text: String) {
        var records = JSONRecords(mostBytes: 1000)
        let (last, cut) = (records.take(Array(text.utf8)), records.end().cut)
        let found = last.compactMap {
            if case .record(let bytes) = $0 { String(decoding: bytes, as: UTF8.self) } else { nil }
        }
        #expect(found == [#"{"a":"]}\"],{"}"#, #"{"b":"\\"}"#])
        #expect(cut == nil)
    }

    @Test(
        "A file that is nothing of the kind is refused in words",
        arguments: [
            ([], "there is nothing in it that Weft can read"),
            ([0x20, 0x0A], "there is nothing in it that Weft can read"),
            ([0x50, 0x4B, 0x03, 0x04, 0x00], "it is a zip archive"),
            ([0x89, 0x50, 0x4E, 0x47, 0x00, 0x01], "there is nothing in it that Weft can read"),
            (Array("just some words".utf8), "no line in it names a speaker, such as ## User or **User:**"),
        ] as [([UInt8], String)])
    func nothing(bytes: [UInt8], why: String) {
        do {
            _ = try findings(bytes)
            Issue.record("it was read")
        } catch { #expect((error as? Failure)?.why == why) }
    }

    @Test("A mark of UTF-8 in front is no obstacle")
    func mark() throws {
        let bytes = [0xEF, 0xBB, 0xBF] + exported(Self.threads, as: .json)
        for size in [1, 2, 1000] {
            #expect(try findings(bytes, pieces: size).compactMap(\.thread?.stored) == Self.threads)
        }
    }
}

@Suite("JSON as others write it")
struct JSONReaderTests {
    @Test(
        "Escapes, halves of pairs and raw controls are read",
        arguments: [
            (#""\u0041\n\t\/\\\"""#, "A\n\t/\\\""), (#""\ud83d\ude00""#, "😀"), (#""\ud83d""#, "\u{FFFD}"),
            (#""\ud83dx""#, "\u{FFFD}x"), (#""\ude00\ud83d\ude00""#, "\u{FFFD}😀"), (#""\u0000""#, "\u{0}"),
            ("\"a\u{1}b\"", "a\u{1}b"), (#""\ud83d\u0041""#, "\u{FFFD}A"),
        ])
    func texts(json: String, expected: String) throws {
        #expect(try JSONReader.value(of: Array(json.utf8)).string.map { Array($0.utf8) } == Array(expected.utf8))
    }

    @Test(
        "What is no JSON is a mistake and never a trap",
        arguments: [
            "", "{", "[1,", "\"", "\"\\u12", "\"\\", "tru", "-", "1e999", "{\"a\"}", "[1 2]", "1 2", "nul", "\"\\x\"",
        ])
    func mistakes(json: String) {
        #expect(throws: JSONMistake.self) { try JSONReader.value(of: Array(json.utf8)) }
    }

    @Test("Nesting without end is a mistake")
    func deep() {
        #expect(throws: JSONMistake.self) { try JSONReader.value(of: [UInt8](repeating: 0x5B, count: 1_000_000)) }
    }

    @Test("Any bytes are read or refused", arguments: 1...200)
    func anything(seed: Int) {
        var numbers = SeededNumbers(state: UInt64(seed))
        let signs = Array("{}[]\",:\\u0dt1e-. \n".utf8) + [0xFF, 0xC3, 0x00]
        let bytes = (0..<60).map { _ in signs.randomElement(using: &numbers) ?? 0 }
        if let value = try? JSONReader.value(of: bytes) {
            #expect((try? JSONReader.value(of: Array(value.text.utf8))) == value)
        }
        var records = JSONRecords(mostBytes: 40)
        _ = records.take(bytes)
        _ = records.end()
    }
}
