import Foundation
import TestSupport
import Testing

@Suite("weft setup", .serialized, .timeLimit(.minutes(2)))
struct SetupTests {
    private static func file(of home: Home) -> String? {
        try? String(contentsOfFile: home.path + "/.config/weft/config.toml", encoding: .utf8)
    }

    @Test("With a key and an Ollama it writes a configuration that works, for its owner alone, and no key")
    func found() async throws {
        try await ScriptedHTTPServer.serving(ScriptedModels.script) { server in
            try await Home.lend { home in
                let variables = [
                    "OPENAI_API_KEY": "scripted-key", "OPENAI_BASE_URL": "http://127.0.0.1:\(server.port)/v1",
                    "OLLAMA_HOST": "127.0.0.1:\(server.port)", "LLAMA_ARG_PORT": "1",
                ]
                // Use openai, its model, use ollama, its model, who answers, write.
                let answers = "y\\nlarge\\n\\n\\nollama\\n\\n"
                let setup = try home.shell("printf '\(answers)' | weft setup", variables)
                #expect(setup.code == 0 && setup.errors.isEmpty, "\(setup)")
                #expect(
                    Self.file(of: home) == """
                        default = "ollama"
                        [services.openai]
                        kind = "openai"
                        url = "http://127.0.0.1:\(server.port)/v1"
                        key_env = "OPENAI_API_KEY"
                        model = "large"

                        [services.ollama]
                        kind = "ollama"
                        url = "http://127.0.0.1:\(server.port)"
                        model = "llama:3b"

                        """)
                #expect(home.files.first { $0.path.hasSuffix("config.toml") }?.permissions == 0o600)
                #expect(try home.shell("weft ask hi", variables).output == "From a llama.\n")
                #expect(try home.shell("weft ask -s openai hi", variables).output.contains("**answer**"))
                let again = try home.shell("weft setup </dev/null", variables)
                #expect(again.code == 0 && again.output.hasPrefix("Nothing was found that config.toml does not have"))
            }
        }
    }

    @Test("With nothing found it says what to do, writes nothing, and the Guide answers")
    func nothing() async throws {
        try await Home.lend { home in
            let variables = ["OLLAMA_HOST": "127.0.0.1:1", "LLAMA_ARG_PORT": "1"]
            let setup = try home.shell("weft setup", variables)
            #expect(setup.code == 0 && setup.output.contains("OPENAI_API_KEY") && setup.output.contains("Ollama"))
            #expect(Self.file(of: home) == nil)
            #expect(try home.shell("weft ask 'how do I quit?'", variables).output.contains("Quitting [1]"))
        }
    }

    @Test("At the first start the full screen names what is here, and not once there is a configuration")
    func offered() async throws {
        try await Home.lend { home in
            let variables = ["GROQ_API_KEY": "k", "OLLAMA_HOST": "127.0.0.1:1", "LLAMA_ARG_PORT": "1"]
            let weft = try await home.readyWeft(environment: variables)
            try await weft.screen(contains: "weft setup can use what is here: groq")
            try weft.type("<Ctrl-Q>")
            #expect(try await weft.exit() == .exited(0))
        }
    }
}
