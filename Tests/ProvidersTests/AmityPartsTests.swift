import ChatModel
import Testing
import WireFormats

@testable import Providers

@Suite("What an Amity answer has beside its text")
struct AmityPartsTests {
    private func parts(inspection: String? = nil, sources: String? = nil) throws -> [MessagePart] {
        func value(_ text: String?) throws -> JSONValue? {
            try text.map { try WireJSON.decodeStrictly(JSONValue.self, from: Array($0.utf8)) }
        }
        return AmityParts.parts(
            of: .init(answer: "a", inspection: try value(inspection), searchResults: try value(sources)))
    }

    @Test("Nothing is made of nothing", arguments: [nil, "null", "{}", "[]", "\"\""])
    func nothing(json: String?) throws {
        #expect(try parts(inspection: json, sources: json).isEmpty)
    }

    @Test("The inspection is shown as JSON over several lines")
    func inspection() throws {
        let part = try #require(try parts(inspection: #"{"model":"guide","url":"a/b"}"#).first)
        #expect(
            part
                == MessagePart(
                    id: "inspection", kind: .inspection, title: "inspection",
                    text: "{\n  \"model\" : \"guide\",\n  \"url\" : \"a/b\"\n}"))
    }

    @Test(
        "Sources with usual names are a list, in an array or in an object",
        arguments: [
            #"[{"title":"Keys","url":"https://a/b","snippet":"Press  Esc"},{"name":"Other","content":"It *is*"},"Text"]"#,
            #"""
            {"total":3,"results":[{"title":"Keys","url":"https://a/b","snippet":"Press\nEsc"},
            {"name":"Other","content":"It *is*"},"Text"]}
            """#,
        ])
    func list(json: String) throws {
        let part = try #require(try parts(sources: json).first)
        #expect(part.id == "sources")
        #expect(part.kind == .sources)
        #expect(part.title == "3 sources")
        #expect(
            part.text == """
                1. [Keys](<https://a/b>)  
                   Press Esc
                2. Other  
                   It \\*is\\*
                3. Text
                """)
    }

    @Test("Sources with other names are shown as JSON, counted where they are a list")
    func unknown() throws {
        let cases = [
            (#"[{"x":1}]"#, "1 source"), (#"[{"title":"a"},{"x":1}]"#, "2 sources"), (#"{"x":1}"#, "sources"),
            (#"{"a":[1],"b":[2]}"#, "sources"), (#""text""#, "sources"),
        ]
        for (json, title) in cases {
            let part = try #require(try parts(sources: json).first)
            #expect(part.title == title)
            let shown = try WireJSON.decodeStrictly(JSONValue.self, from: Array(part.text.utf8))
            #expect(shown == (try WireJSON.decodeStrictly(JSONValue.self, from: Array(json.utf8))))
        }
    }

    @Test("What a source says means nothing in Markdown")
    func escaped() throws {
        let json = #"[{"title":"[a](b)\n# c","url":"https://x/>y z"},{"url":"- x"},{"title":"- `d`"}]"#
        let part = try #require(try parts(sources: json).first)
        #expect(
            part.text == ##"""
                1. [\[a\](b) \# c](<https://x/%3Ey z>)
                2. [\- x](<- x>)
                3. \- \`d\`
                """##)
    }
}
