import Testing
import WireFormats

@Suite("Repair of broken JSON")
struct JSONRepairTests {
    private func repaired(_ text: String) -> String {
        String(decoding: JSONRepair.repaired(Array(text.utf8)), as: UTF8.self)
    }

    @Test(
        "text that is right comes back unchanged",
        arguments: [
            #"{"a":"b"}"#, #"{"a":"\ud83d\ude00 \\ud83d \" \\"}"#, #"["\\","\"",1e5,null]"#, "{\n\t\"a\":\r\n1}",
            #"{"emoji":"😀 か゚ "}"#, "", #"""#, #"\"#, #"{"a":"\u00e9"}"#,
        ])
    func unchanged(text: String) {
        #expect(repaired(text) == text)
    }

    @Test(
        "a lone surrogate escape becomes the replacement character",
        arguments: [
            (#""\ud83d""#, #""\uFFFD""#), (#""\uDE00""#, #""\uFFFD""#),
            (#""\ud83d\ud83d\ude00""#, #""\uFFFD\ud83d\ude00""#),
            (#""\ud83dx\ude00""#, #""\uFFFDx\uFFFD""#), (#""\ud83d\n""#, #""\uFFFD\n""#),
            (#""\ud83d\u0041""#, #""\uFFFD\u0041""#),
        ])
    func surrogates(broken: String, expected: String) {
        #expect(repaired(broken) == expected)
    }

    @Test("every raw control character inside a string is escaped, outside none is touched")
    func controls() throws {
        for byte in UInt8(0)..<0x20 {
            let bytes = Array("\"a".utf8) + [byte] + Array("b\"".utf8)
            let text = try WireJSON.decode(String.self, from: bytes)
            #expect(Array(text.utf8) == Array("a".utf8) + [byte] + Array("b".utf8))
            #expect(JSONRepair.repaired([byte]) == [byte])
        }
    }

    @Test("bytes that are not UTF-8 become the replacement character")
    func invalidBytes() throws {
        let bytes = Array("\"a".utf8) + [0xFF, 0xC2] + Array("b\"".utf8)
        #expect(try WireJSON.decode(String.self, from: bytes) == "a\u{FFFD}\u{FFFD}b")
    }

    @Test("what the repair makes of every short text of awkward bytes is its own repair")
    func isIdempotent() {
        let alphabet = Array("\"\\u\u{1}".utf8)
        var texts: [[UInt8]] = [[]]
        for _ in 0..<6 {
            texts = texts.flatMap { text in alphabet.map { text + [$0] } }
            for text in texts {
                let once = JSONRepair.repaired(text)
                #expect(JSONRepair.repaired(once) == once)
            }
        }
    }

    @Test("what is broken beyond repair still throws")
    func beyondRepair() {
        for text in [#"{"a":"#, "{\"a\": \u{1}1}", "nonsense", ""] {
            #expect(throws: DecodingError.self) { try WireJSON.decode(JSONValue.self, from: Array(text.utf8)) }
        }
    }
}
