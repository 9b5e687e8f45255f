import HTTPTypes
import HummingbirdTesting
import Testing
import WireFormats

@testable import LocalService

@Suite("The tools of an assistant")
struct ToolDefinitionTests {
    private func tools(_ json: String) throws -> [Assisters.Tool] {
        try WireJSON.decodeStrictly([Assisters.Tool].self, from: json.utf8)
    }

    @Test("all built-in tools can be listed, and so can functions")
    func listed() throws {
        let tools = try tools(
            """
            ["web_search", "knowledge_base", "code_interpreter", "function_calls",
             {"type": "function", "name": "lookup_user", "description": "Retrieve user profile",
              "parameters": {"type": "object"}},
             {"type": "function", "name": "x-1_Y", "url": "http://127.0.0.1:9/ask?a=b"}]
            """)
        let read = try ToolDefinition.read(tools)
        #expect(read.prefix(4).map(\.kind) == BuiltInTool.allCases.map { .builtIn($0) })
        #expect(
            read.suffix(2) == [
                ToolDefinition(
                    name: "lookup_user", kind: .function(url: nil), description: "Retrieve user profile",
                    parameters: ["type": .string("object")]),
                ToolDefinition(name: "x-1_Y", kind: .function(url: "http://127.0.0.1:9/ask?a=b")),
            ])
        #expect(ToolDefinition.readable(tools) == read)
    }

    @Test(
        "what cannot be is refused, and named",
        arguments: [
            (#"["websearch"]"#, "There is no built-in tool \"websearch\""),
            (#"[{"name":"a"}]"#, "tools[0].type must be"),
            (#"[{"type":"webhook","name":"a"}]"#, "tools[0].type must be"),
            (#"["web_search",{"type":"function"}]"#, "tools[1].name is required"),
            (#"[{"type":"function","function":{"name":"a"}}]"#, "tools[0].name is required"),
            (#"[{"type":"function","name":""}]"#, "tools[0].name must be 1 to 64"),
            (#"[{"type":"function","name":"a b"}]"#, "tools[0].name must be 1 to 64"),
            (#"[{"type":"function","name":"a/b"}]"#, "tools[0].name must be 1 to 64"),
            (#"[{"type":"function","name":"ä"}]"#, "tools[0].name must be 1 to 64"),
            (#"[{"type":"function","name":7}]"#, "tools[0].name must be 1 to 64"),
            (#"[{"type":"function","name":"a","description":7}]"#, "tools[0].description must be a text"),
            (#"[{"type":"function","name":"a","parameters":"x"}]"#, "tools[0].parameters must be an object"),
            (#"[{"type":"function","name":"a","parameters":[]}]"#, "tools[0].parameters must be an object"),
            (#"[{"type":"function","name":"a","url":"ftp://127.0.0.1/"}]"#, "tools[0].url must be an http"),
            (#"[{"type":"function","name":"a","url":{}}]"#, "tools[0].url must be an http"),
            (#"["web_search","web_search"]"#, "There are two tools of the name web_search"),
            (
                #"["web_search",{"type":"function","name":"web_search"}]"#,
                "There are two tools of the name web_search"
            ),
        ])
    func refused(json: String, words: String) async throws {
        try await TestService().withoutSocket { api in
            let guide = try await api.guide()
            for (path, body) in [
                ("/v1/assisters", #"{"name":"A","tools":\#(json)}"#),
                ("/v1/assisters/\(guide)", #"{"tools":\#(json)}"#),
            ] {
                let reply = try await api.send(.post, path, body)
                #expect(reply.status == .badRequest)
                #expect(reply.error?.param == "tools")
                #expect(reply.error?.message.hasPrefix(words) == true, "\(reply.error?.message ?? "")")
            }
        }
    }

    @Test("a name has at most 64 characters, an assistant at most 128 tools")
    func limits() throws {
        let name = String(repeating: "n", count: 64)
        func function(_ name: String) -> Assisters.Tool {
            .defined(["type": .string("function"), "name": .string(name)])
        }
        #expect(try ToolDefinition.read([function(name)]).map(\.name) == [name])
        #expect(throws: Refusal.self) { try ToolDefinition.read([function(name + "n")]) }
        let many = (0..<128).map { function("f\($0)") }
        #expect(try ToolDefinition.read(many).count == 128)
        #expect(throws: Refusal.self) { try ToolDefinition.read(many + [function("one_more")]) }
    }

    @Test("what was kept before tools were looked at is passed over")
    func readable() throws {
        let kept = try tools(#"["old_tool", "web_search", {"name": "a"}, "web_search"]"#)
        #expect(ToolDefinition.readable(kept).map(\.name) == ["web_search"])
    }
}

@Suite("Addresses of tools")
struct ToolAddressTests {
    @Test(
        "those on this computer are known by their host",
        arguments: [
            ("http://127.0.0.1:9000", true), ("https://127.255.0.3/x", true), ("http://localhost", true),
            ("HTTP://LOCALHOST:1/", true), ("http://[::1]:8080/a", true), ("http://127.0.0.1.evil.test", false),
            ("http://localhost.evil.test", false), ("http://127.1", false), ("http://127.0.0.01", false),
            ("http://2130706433", false), ("http://0.0.0.0", false), ("http://10.0.0.1", false),
            ("http://[::ffff:127.0.0.1]", false), ("http://example.test", false),
        ])
    func loopback(text: String, isLoopback: Bool) throws {
        #expect(try #require(ToolAddress(text)).isLoopback == isLoopback)
    }

    @Test(
        "what is no plain address is none",
        arguments: [
            "", "127.0.0.1:9000", "//127.0.0.1", "ftp://127.0.0.1", "file:///etc/passwd", "http://", "http:///x",
            "http://user@127.0.0.1", "http://user:pw@127.0.0.1", "http://127.0.0.1/#x", "http://127.0.0.1:0",
            "http://127.0.0.1:70000", "http://a b", "unix:///tmp/socket",
        ])
    func none(text: String) { #expect(ToolAddress(text) == nil) }

    @Test("the tools are below the base")
    func below() throws {
        for base in ["http://127.0.0.1:9/app", "http://127.0.0.1:9/app/", "http://127.0.0.1:9/app//"] {
            #expect(ToolAddress(base)?.tool("look_up")?.text == "http://127.0.0.1:9/app/tools/look_up")
        }
        #expect(ToolAddress("http://127.0.0.1:9?x=1")?.tool("a") == nil)
    }
}

@Suite("The line that calls a tool")
struct ToolCallLineTests {
    @Test(
        "is read with its arguments",
        arguments: [
            ("/call a", ToolCallLine.call(name: "a", arguments: [:])),
            ("  /call  a  \n", .call(name: "a", arguments: [:])),
            ("/call a {}", .call(name: "a", arguments: [:])),
            (#"/call a {"n": 1, "s": "x y"}"#, .call(name: "a", arguments: ["n": .integer(1), "s": .string("x y")])),
            ("/call a\n{\"n\":\n[1]}", .call(name: "a", arguments: ["n": .array([.integer(1)])])),
            (#"/call a{"n":null}"#, .call(name: "a", arguments: ["n": .null])),
            ("/call", .noName), ("/call   ", .noName), ("/call {}", .noName), ("/call a b", .noObject(name: "a")),
            ("/call a [1]", .noObject(name: "a")), ("/call a {\"n\":}", .noObject(name: "a")),
            ("/call a {} {}", .noObject(name: "a")), ("/call a 7", .noObject(name: "a")),
        ])
    func read(text: String, line: ToolCallLine) { #expect(ToolCallLine(text) == line) }

    @Test("is nothing else", arguments: ["", "call a", "/caller a", "please /call a", "/ call a", "/Call a"])
    func other(text: String) { #expect(ToolCallLine(text) == nil) }
}
