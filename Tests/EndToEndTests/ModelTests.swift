import Foundation
import TerminalModel
import TestSupport
import Testing

@Suite("Models behind their APIs", .serialized, .timeLimit(.minutes(3)))
struct ModelTests {
    private static let size = Size(columns: 120, rows: 70)

    private func talking(
        to tongues: [ModelTongue], more: String = "",
        _ body: (TerminalProgram, ModelHouse, ScriptedHTTPServer, Home) async throws -> Void
    ) async throws {
        let house = ModelHouse()
        try await ScriptedHTTPServer.serving {
            try await house.answer($0, $1)
        } _: { server in
            try await Home.lend { home in
                try home.settle(tongues, port: server.port, more: more)
                let weft = try home.weft(
                    size: Self.size, environment: ["MODEL_KEY": ModelHouse.key])
                try await weft.screen(contains: "Welcome to Weft")
                try await body(weft, house, server, home)
                try weft.type("<Ctrl-Q>")
                #expect(try await weft.exit() == .exited(0))
                #expect(home.files(holding: ModelHouse.key).isEmpty)
                #expect(!weft.logText.contains(ModelHouse.key))
            }
        }
    }

    @Test(
        "a reply with its thought folded and what it took, a stop that the service sees, an error, a wait",
        arguments: ModelTongue.allCases)
    func course(_ tongue: ModelTongue) async throws {
        try await talking(to: [tongue]) { weft, house, server, home in
            try weft.type("say hello<Enter>")
            try await weft.screen("the reply") {
                $0.text.contains("▸ Reasoned for") && $0.text.contains("Good day to you, friend.")
                    && $0.text.contains("• 1,204 tokens in, 56 out")
            }
            #expect(!weft.snapshot.text.contains("Greet back"))
            try weft.type("<Alt-O>")
            try await weft.screen(contains: "A greeting. Greet back.")

            try weft.type("say endless<Enter>")
            try await weft.screen(contains: "Half an answer")
            let asked = ContinuousClock.now
            try weft.type("<Esc>")
            try await weft.screen(contains: "■ stopped by closing the connection")
            let left = try #require(house.leftAt.first)
            print("\(tongue): the service saw the stop after \(left - asked)")
            #expect(left - asked < .seconds(2))

            try weft.type("say break<Enter>")
            try await weft.screen(contains: "The model fell over")
            #expect(weft.snapshot.text.ranges(of: "Half an answer").count == 2)

            try weft.type("say busy<Enter>")
            try await weft.screen(contains: "trying again in")
            #expect(weft.snapshot.text.contains("Slow down, please"))
            try await weft.screen("the second attempt") { $0.text.ranges(of: "Good day to you, friend.").count == 2 }
            let last = try #require(server.requests.last { $0.method == "POST" }).text
            #expect(
                last.contains("[The user stopped this reply here.]") && last.contains("[This reply was cut off here.]"))
            #expect(!last.contains("A greeting."))
            let (name, prefix) = tongue == .anthropic ? ("x-api-key", "") : ("Authorization", "Bearer ")
            #expect(server.requests.filter { $0.header(name) == prefix + ModelHouse.key }.count >= 5)
        }
    }

    @Test("a thread goes on at another service, which is told all of it in its own words")
    func change() async throws {
        try await talking(to: [.ollama, .anthropic]) { weft, _, server, _ in
            try weft.type("say hello<Enter>")
            try await weft.screen(contains: "• 1,204 tokens in, 56 out")
            try weft.type("<Ctrl-O>")
            try await weft.screen(contains: "Who answers in")
            try weft.type("ollama")
            try await weft.screen("the service alone") { $0.text.contains("› ollama") && $0.text.contains("▌") }
            try weft.type("<Enter>")
            try await weft.screen("the thread again") { !$0.text.contains("Who answers in") }
            try weft.type("say hello again<Enter>")
            try await weft.screen("the second reply") { $0.text.ranges(of: "Good day to you, friend.").count == 2 }
            let last = try #require(server.requests.last { $0.method == "POST" })
            #expect(last.target == "/api/chat")
            for words in ["say hello", "Good day to you, friend.", "say hello again"] {
                #expect(last.text.contains(words))
            }
            #expect(!last.text.contains("A greeting."))
        }
    }

    @Test("an image goes along as it was read, also when it is gone; a model that takes none is told that it was there")
    func files() async throws {
        try await talking(to: [.ollama, .anthropic]) { weft, _, server, home in
            let gif = Data("GIF89a".utf8) + Data([0xB4, 0x04, 0x20, 0x03, 0, 0, 0])
            let base64 = gif.base64EncodedString()
            let path = home.path + "/my dot.gif"
            try gif.write(to: URL(filePath: path))
            func last() throws -> ScriptedHTTPServer.Request {
                try #require(server.requests.last { $0.method == "POST" && $0.target != "/api/show" })
            }

            try weft.type("say hello<Alt-I>~/my<Tab>")
            try await weft.screen(contains: "~/my dot.gif")
            try weft.type("<Enter>")
            try await weft.screen(contains: "/attach ~/my dot.gif")
            try weft.type("<Enter>")
            try await weft.screen(contains: "image my dot.gif, 1,204 x 800, 13 bytes")
            try await weft.screen(contains: "• 1,204 tokens in, 56 out")
            #expect(try last().target == "/v1/messages" && last().text.contains(#""data":"\#(base64)""#))

            try FileManager.default.removeItem(atPath: path)
            try weft.type("<Alt-A> again<Enter>")
            try await weft.screen("the edited prompt") {
                $0.text.contains("say hello again") && $0.text.contains("2/2")
            }
            try await weft.screen(contains: "• 1,204 tokens in, 56 out")
            #expect(try last().text.contains("say hello again") && last().text.contains(base64))
            try weft.type("/attach ~/my dot.gif<Enter>")
            try await weft.screen(contains: "~/my dot.gif was not attached: No such file or directory")
            try await weft.screen(contains: "› /attach ~/my dot.gif")

            try weft.type("<Ctrl-C><Ctrl-O>")
            try await weft.screen(contains: "Who answers in")
            try weft.type("ollama")
            try await weft.screen("the service alone") { $0.text.contains("› ollama") && $0.text.contains("▌") }
            try weft.type("<Enter>")
            try await weft.screen("the thread again") { !$0.text.contains("Who answers in") }
            try weft.type("say hello there<Enter>")
            try await weft.screen("the second reply") { $0.text.ranges(of: "Good day to you, friend.").count == 2 }
            #expect(
                try last().target == "/api/chat" && last().text.contains("[The image my dot.gif was attached here."))
            #expect(try !last().text.contains(base64))
            try gif.write(to: URL(filePath: path))
            try weft.type("/attach ~/my dot.gif<Enter>")
            try await weft.screen(contains: "model-1 takes no images")
            #expect(try !last().text.contains(base64))
        }
    }

    @Test("a run in the background is stopped by its call, and the service says so")
    func background() async throws {
        try await talking(to: [.openaiResponses], more: "background = true") { weft, house, _, _ in
            try weft.type("say endless<Enter>")
            try await weft.screen(contains: "Half an answer")
            try weft.type("<Esc>")
            try await weft.screen(contains: "■ stopped by the service")
            #expect(house.stopped == ["/v1/responses/resp_1/cancel"])
        }
    }
}
