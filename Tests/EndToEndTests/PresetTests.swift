import Foundation
import TerminalModel
import TestSupport
import Testing

@Suite("Presets of models", .serialized, .timeLimit(.minutes(3)))
struct PresetTests {
    private static let key = ["MODEL_KEY": ModelHouse.key]

    private func house(
        _ tongues: [ModelTongue], _ body: (ScriptedHTTPServer, Home) async throws -> Void
    ) async throws {
        let house = ModelHouse()
        try await ScriptedHTTPServer.serving {
            try await house.answer($0, $1)
        } _: { server in
            try await Home.lend { home in
                try home.settle(tongues, port: server.port)
                try await body(server, home)
            }
        }
    }

    private func asked(_ server: ScriptedHTTPServer) -> String {
        server.requests.last { $0.method == "POST" }?.text ?? ""
    }

    @Test("one is made, chosen and asked, changed for one thread, kept, and asked from the shell beside and afterwards")
    func course() async throws {
        try await house([.ollama, .openai]) { server, home in
            let weft = try home.weft(size: Size(columns: 120, rows: 36), environment: Self.key)
            try await weft.screen(contains: "Welcome to Weft")
            try weft.type("<Ctrl-O>")
            try await weft.screen("the models") { $0.text.ranges(of: "model-2").count == 2 }
            try weft.type("<Ctrl-N>Reviewer<Tab>model-2<Tab>Review it.<Tab>0.25<Ctrl-S>")
            try await weft.screen(contains: "Reviewer is saved")
            try weft.type("<Enter>")
            try await weft.screen(contains: "preset Reviewer")
            try weft.type("say hello<Enter>")
            try await weft.screen(contains: "• 1,204 tokens in, 56 out")
            for part in [#""content":"Review it.""#, #""temperature":0.25"#, #""model":"model-2""#] {
                #expect(asked(server).contains(part), "\(asked(server))")
            }

            let beside = try home.run(["ask", "-a", "reviewer", "--no-save", "say hello"], environment: Self.key)
            #expect(beside.code == 0 && asked(server).contains("Review it."), "\(beside)")

            try weft.type("<F6>")
            try await weft.screen(contains: "” is answered")
            try weft.type("<Ctrl-U>Be brief.<Ctrl-S>")
            try await weft.screen(contains: "own settings")
            try weft.type("say hello again<Enter>")
            try await weft.screen("the second reply") { $0.text.ranges(of: "Good day to you, friend.").count == 2 }
            #expect(asked(server).contains("Be brief.") && !asked(server).contains("Review it."))
            #expect(asked(server).contains(#""temperature":0.25"#))
            try weft.type("<Ctrl-Q>")
            #expect(try await weft.exit() == .exited(0))

            let afterwards = try home.run(["ask", "-a", "Reviewer", "say hello"], environment: Self.key)
            #expect(afterwards.code == 0 && asked(server).contains("Review it."), "\(afterwards)")
            let export = try home.run(["threads", "export", "--all", "--format", "json"]).output
            #expect(export.contains(#""preset":"Reviewer","settings":{"system":"Review it.","temperature":0.25}"#))
            #expect(export.contains(#""settings":{"system":"Be brief.","temperature":0.25}"#))
        }
    }

    @Test("a deleted one breaks no thread, and what another service does not take is said")
    func deleted() async throws {
        try await house([.openai]) { server, home in
            let weft = try home.weft(size: Size(columns: 120, rows: 36), environment: Self.key)
            try await weft.screen(contains: "Welcome to Weft")
            try weft.type("<Ctrl-O>")
            try await weft.screen(contains: "model-2")
            try weft.type("<Ctrl-N>Reviewer<Tab><Tab>Review it.<Ctrl-S>")
            try await weft.screen(contains: "Reviewer is saved")
            try weft.type("<Enter>")
            try await weft.screen(contains: "preset Reviewer")
            try weft.type("<Ctrl-O>")
            try await weft.screen(contains: "Who answers in")
            try weft.type("<Ctrl-X>")
            try await weft.screen(contains: "Delete Reviewer?")
            try weft.type("y")
            try await weft.screen(contains: "Reviewer is deleted")
            try weft.type("<Esc>")
            try await weft.screen("the thread") { !$0.text.contains("Who answers in") }
            try weft.type("say hello<Enter>")
            try await weft.screen(contains: "• 1,204 tokens in, 56 out")
            #expect(asked(server).contains("Review it."))
            try weft.type("<F6>")
            try await weft.screen(contains: "” is answered")
            try weft.type("<Ctrl-U>Be brief.<Ctrl-S>")
            try await weft.screen(contains: "own settings")
            try weft.type("<Ctrl-O>")
            try await weft.screen(contains: "Who answers in")
            try weft.type("Local service")
            try await weft.screen(contains: "› Local service")
            try weft.type("<Enter>")
            try await weft.screen(contains: "own settings, not all sent")
            try weft.type("<Ctrl-Q>")
            #expect(try await weft.exit() == .exited(0))
        }
    }
}
