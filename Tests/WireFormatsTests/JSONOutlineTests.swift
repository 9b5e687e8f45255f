import Testing
import WireFormats

@Suite("Repair of the outline of JSON")
struct JSONOutlineTests {
    private func repaired(_ text: String) -> String {
        String(decoding: JSONRepair.withOutlineRepaired(Array(text.utf8)), as: UTF8.self)
    }

    @Test(
        "text that is right comes back unchanged",
        arguments: [
            #"{"a":"b"}"#, #"{"a": [true, false, null, -1.5e+7], "b": {}}"#, #"["__error", "x"]"#, "[]", "{}", "42",
            #"{"name":"__error","x":1}"#, #"{"a":"{b: 1,} ... \"__error\", ","c":"\\"}"#, #"{"__error":true,"x":1}"#,
            #"{"__error" : "a", "b": [[1, 2], {"c": {"d": []}}]}"#, "", " \n", #"{"é":"ก็"}"#,
        ])
    func unchanged(text: String) {
        #expect(repaired(text) == text)
    }

    @Test(
        "what was meant is written out",
        arguments: [
            (#"{"__error", "name": "x"}"#, #"{"__error":true, "name": "x"}"#),
            (#"{"__error" , "name": "x"}"#, #"{"__error":true , "name": "x"}"#),
            (#"{"name": "x", "__error"}"#, #"{"name": "x", "__error":true}"#),
            (#"{"a":1, searchResults: {b_1 : 2}}"#, #"{"a":1, "searchResults": {"b_1" : 2}}"#),
            (#"{true: true}"#, #"{"true": true}"#), (#"[1,2, ]"#, "[1,2 ]"), (#"{"a":[1,],}"#, #"{"a":[1]}"#),
            (#"{"a":{...},"b":[...]}"#, #"{"a":{},"b":[]}"#), (#"{..., "a": 1}"#, #"{ "a": 1}"#),
            (#"{"a":[{"b":1,},...]}"#, #"{"a":[{"b":1}]}"#),
        ])
    func repairs(broken: String, expected: String) {
        #expect(repaired(broken) == expected)
    }

    @Test(
        "what is wrong in another way stays wrong",
        arguments: [
            #"{"a""#, #"{"a":}"#, "nonsense", #"{"a":"b"#, #"{"a" "b"}"#, "{1:2}", "}", "{\"a\\", #"{"__error","x""#,
            #"["__error",x:1]"#,
        ])
    func beyondRepair(text: String) {
        #expect(throws: DecodingError.self) {
            try WireJSON.decodeRepairing(JSONValue.self, from: Array(text.utf8))
        }
    }

    @Test(
        "the repair of every short text of awkward pieces keeps its value, and is its own repair where it can be read")
    func keepsValues() {
        let pieces = ["{", "}", "[", "]", ",", ":", "\"", "\\", "a", "...", #""__error""#, "1", " "]
        var texts = [""]
        for _ in 0..<4 {
            texts = texts.flatMap { text in pieces.map { text + $0 } }
            for text in texts {
                let once = repaired(text)
                if let value = value(text) { #expect(self.value(once) == value) }
                if value(once) != nil { #expect(repaired(once) == once) }
            }
        }
    }

    private func value(_ text: String) -> JSONValue? {
        try? WireJSON.decodeStrictly(JSONValue.self, from: Array(text.utf8))
    }

    @Test("raw control characters in strings and a broken outline are repaired together")
    func both() throws {
        let value = try WireJSON.decodeRepairing(JSONValue.self, from: Array("{answer: \"a\tb\\ud83d\",}".utf8))
        #expect(value == .object(["answer": .string("a\tb\u{FFFD}")]))
    }

    @Test("broken text deep inside any value is repaired")
    func brokenTextInside() throws {
        let value = try WireJSON.decode(JSONValue.self, from: Array(##"{"a":[{"b":"x\ud83d"}]}"##.utf8))
        #expect(value["a"] == .array([.object(["b": .string("x\u{FFFD}")])]))
    }
}
