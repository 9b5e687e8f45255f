import Foundation
import TerminalModel
import TestSupport
import Testing

@Suite("A thread that outgrows its model, and lists of models that are kept", .serialized, .timeLimit(.minutes(2)))
struct FullModelTests {
    private static let size = Size(columns: 120, rows: 40)
    private static let environment = ["MODEL_KEY": ModelHouse.key]

    private func posts(_ server: ScriptedHTTPServer) -> [String] {
        server.requests.filter { $0.method == "POST" }.map(\.text)
    }

    /// A person with a server of models that is told to hold little.
    private static func smallModel(_ body: (ScriptedHTTPServer, Home) async throws -> Void) async throws {
        let house = ModelHouse()
        try await ScriptedHTTPServer.serving {
            try await house.answer($0, $1)
        } _: { server in
            try await Home.lend { home in
                try home.settle([.openai], port: server.port, more: "context = 1400")
                try await body(server, home)
            }
        }
    }

    @Test("nothing is sent before the person has chosen; a summary goes in the place of the rest, or it is left out")
    func screen() async throws {
        try await Self.smallModel { server, home in
            let weft = try home.weft(size: Self.size, environment: Self.environment)
            try await weft.screen(contains: "Welcome to Weft")
            try weft.type("say hello<Enter>")
            try await weft.screen(contains: "context 90 %")
            try weft.type("say more<Enter>")
            try await weft.screen(contains: "More than the model can hold (about 103 %). l leave out the oldest")
            try weft.type("<Esc>")
            try await weft.screen(contains: "Nothing was sent")
            #expect(posts(server).count == 1)
            try weft.type("<Enter>")
            try await weft.screen(contains: "s summarise")
            try weft.type("s")
            try await weft.screen(contains: "─ what is above is sent as a summary ─")
            #expect(weft.snapshot.text.contains("› say more"))
            #expect(posts(server).last?.contains("Summarise the conversation above") == true)
            try weft.type("<Enter>")
            try await weft.screen("the second reply") { $0.text.ranges(of: "• 1,204 tokens in, 56 out").count == 2 }
            let asked = try #require(posts(server).last)
            #expect(asked.contains("A summary of what was said before") && !asked.contains("say hello"))
            try weft.type("say again<Enter>")
            try await weft.screen(contains: "l leave out the oldest")
            try weft.type("l")
            try await weft.screen("the third reply") { $0.text.ranges(of: "• 1,204 tokens in, 56 out").count == 3 }
            #expect(weft.snapshot.text.contains("─ what is above is not sent ─"))
            #expect(posts(server).last?.contains("A summary of what") == false && posts(server).count == 4)
            try weft.type("<Ctrl-Q>")
            #expect(try await weft.exit() == .exited(0))
        }
    }

    @Test("a question from the shell says that the thread is too long, and leaves the oldest out only when told to")
    func shell() async throws {
        try await Self.smallModel { server, home in
            #expect(try home.shell("weft ask 'say hello'", Self.environment).code == 0)
            let refused = try home.shell("weft ask -c 'say more'", Self.environment)
            #expect(refused.code == 1 && refused.output.isEmpty && posts(server).count == 1)
            #expect(refused.errors.contains("of the 1,400 tokens that the model can hold"))
            #expect(refused.errors.contains("--leave-out leaves out the oldest messages"))
            let asked = try home.shell("weft ask -c --leave-out 'say more'", Self.environment)
            #expect(asked.code == 0 && asked.output == "Good day to you, friend.\n")
            #expect(posts(server).last?.contains("say hello") == false && posts(server).count == 2)
            let paper = try home.shell("weft threads export --all", Self.environment)
            #expect(paper.output.contains(#""kind":"cut""#), "\(paper.errors)")
        }
    }

    @Test("the models that were fetched last are there when the service is not, and the list says of when it is")
    func kept() async throws {
        let house = ModelHouse()
        try await Home.lend { home in
            try await ScriptedHTTPServer.serving {
                try await house.answer($0, $1)
            } _: { server in
                try home.settle([.openai], port: server.port)
                let weft = try home.weft(size: Self.size, environment: Self.environment)
                try await weft.screen(contains: "Welcome to Weft")
                try weft.type("<Ctrl-O>")
                try await weft.screen(contains: "model-2")
                try weft.type("<Esc><Ctrl-Q>")
                #expect(try await weft.exit() == .exited(0))
            }
            let weft = try home.weft(size: Self.size, environment: Self.environment)
            try await weft.screen(contains: "Welcome to Weft")
            try weft.type("<Ctrl-O>")
            try await weft.screen("the list from before") {
                $0.text.contains("model-2") && $0.text.contains("What stands above was fetched before: ")
            }
            #expect(home.files(holding: ModelHouse.key).isEmpty)
            try weft.type("<Esc><Ctrl-Q>")
            #expect(try await weft.exit() == .exited(0))
        }
    }
}
