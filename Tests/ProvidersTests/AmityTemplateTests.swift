import ChatModel
import Testing
import WireFormats

@testable import Providers

@Suite("The body of an Amity request")
struct AmityTemplateTests {
    private func filled(_ json: String, text: String = "T", streams: Bool = true) throws -> String {
        let template = try AmityTemplate(json: json)
        return String(decoding: template.filled(text: text, session: "S", streams: streams), as: UTF8.self)
    }

    @Test("The usual body is the one that our service reads")
    func standard() throws {
        let bytes = AmityTemplate.standard.filled(text: "Hi \"you\"\n", session: "s", streams: true)
        #expect(
            try WireJSON.decodeStrictly(Amity.Request.self, from: bytes)
                == Amity.Request(message: "Hi \"you\"\n", sessionID: "s", stream: true))
        let written = try AmityTemplate(
            json: #"{"message":"{text}","sessionId":"{session}","stream":"{stream}"}"#)
        #expect(written == .standard)
    }

    @Test("Marks are filled in at any depth, other values stay as they are")
    func depth() throws {
        let json = #"{"a":[1,null,{"q":"Say: {text} ({session})"}],"b":1.5,"s":"{stream}","t":"{x","u":"{a b}"}"#
        #expect(
            try filled(json, streams: false)
                == #"{"a":[1,null,{"q":"Say: T (S)"}],"b":1.5,"s":false,"t":"{x","u":"{a b}"}"#)
        #expect(try filled(#"{"q":"{text}{text}{{session}}","s":"is {stream}"}"#) == #"{"q":"TT{S}","s":"is true"}"#)
    }

    @Test("What is asked may hold anything, marks too")
    func anyText() throws {
        for text in ["{session}{text}{stream}", "\"}\\", "\u{0}\n", "{", ""] {
            let body = try filled(#"{"q":"{text}"}"#, text: text)
            #expect(try WireJSON.decodeStrictly([String: String].self, from: Array(body.utf8)) == ["q": text])
        }
    }

    @Test(
        "A template that cannot work is refused in words",
        arguments: [
            ("", "it is no JSON object"), ("[\"{text}\"]", "it is no JSON object"),
            ("\"{text}\"", "it is no JSON object"), ("{\"q\":{text}}", "it is no JSON object"),
            ("{\"q\":\"x\"}", "{text} is missing, which stands for what is asked"),
            ("{\"{text}\":1}", "{text} is missing, which stands for what is asked"),
            ("{\"q\":\"{text}\",\"s\":\"{sesion}\"}", "{sesion} stands for nothing"),
        ])
    func refused(json: String, why: String) {
        #expect { try AmityTemplate(json: json) } throws: { ($0 as? Failure)?.why == why }
    }

    @Test("Whether there is a session is known from the marks")
    func session() throws {
        #expect(AmityTemplate.standard.hasSession)
        #expect(try AmityTemplate(json: #"{"q":"{text}","s":["id-{session}"]}"#).hasSession)
        #expect(try !AmityTemplate(json: #"{"q":"{text}"}"#).hasSession)
    }
}

@Suite("The header of a key")
struct KeyHeaderTests {
    @Test("Is Authorization with Bearer, or any other with the key alone")
    func forms() throws {
        #expect(try KeyHeader(named: "authorization").prefix == "Bearer ")
        #expect(try KeyHeader(named: "Authorization", prefix: "Key ").prefix == "Key ")
        #expect(try KeyHeader(named: "x-api-key").prefix.isEmpty)
        #expect(KeyHeader.bearer.name == "Authorization")
    }

    @Test(
        "Cannot be a field of another use, or no field at all", arguments: ["", "a b", "x:", "Höst", "Host", "ACCEPT"])
    func refused(name: String) {
        #expect(throws: Failure.self) { try KeyHeader(named: name) }
    }

    @Test("Cannot have something before the key that a header cannot hold")
    func prefix() {
        #expect(throws: Failure.self) { try KeyHeader(named: "x-key", prefix: "a\r\nb") }
    }
}
