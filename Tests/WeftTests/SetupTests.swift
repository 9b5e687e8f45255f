import ChatModel
import Testing

@testable import weft

@Suite("Finding services and asking which to use")
struct SetupTests {
    private static func search(_ environment: [String: String], _ text: String = "") throws -> ServiceSearch {
        // No port of this machine is looked at.
        ServiceSearch(environment: environment, configuration: try Configuration.parse(text).get())
    }

    @Test("Each key in the environment is a service, once; an empty one is none")
    func keyed() throws {
        let found = try Self.search(["OPENAI_API_KEY": "a", "GROQ_API_KEY": "b", "MISTRAL_API_KEY": ""]).keyed
        #expect(found.map(\.name) == ["openai", "groq"])
        #expect(found.first?.words == "openai, with the key in OPENAI_API_KEY")
        #expect(found.first?.configured(model: "m")?.kind == .openai)
    }

    @Test("What the configuration has is not found again, and a name that is taken is not given twice")
    func known() throws {
        let text = """
            [services.groq]
            kind = "openai"
            url = "https://api.groq.com/openai/v1"

            [services.openai]
            kind = "amity"
            url = "https://example.com/m"
            """
        let found = try Self.search(["OPENAI_API_KEY": "a", "GROQ_API_KEY": "b"], text).keyed
        #expect(found.map(\.name) == ["openai-2"])
    }

    @Test(
        "A port of this machine is read as its server is told it; another machine's is none",
        arguments: [
            ("11435", 11435), ("127.0.0.1:11435", 11435), ("http://localhost:1/", 1), (":80", 80), ("0.0.0.0:5", 5),
            ("gpu:11434", nil), ("https://example.com", nil), ("", nil), ("127.0.0.1", nil), ("127.0.0.1:99999", nil),
            ("[::1]:7", 7),
        ] as [(String, Int?)])
    func port(text: String, port: Int?) { #expect(ServiceSearch.ownPort(text) == port) }

    /// What was asked and said, and what came of it.
    private final class Talk {
        var answers: [String]
        var heard = ""
        init(_ answers: [String]) { self.answers = answers }
    }

    private func outcome(
        _ answers: [String], models: Result<[String], Failure> = .success(["one", "two"]), works: Bool = true,
        in text: String = ""
    ) async throws -> (outcome: SetupDialog.Outcome?, heard: String) {
        let search = try Self.search(["OPENAI_API_KEY": "sk-CANARY", "GROQ_API_KEY": "b"], text)
        let talk = Talk(answers)
        let dialog = SetupDialog(
            configuration: search.configuration,
            ask: { question in
                talk.heard += question
                return talk.answers.isEmpty ? nil : talk.answers.removeFirst()
            },
            say: { talk.heard += $0 + "\n" }, models: { _ in models }, check: { _ in works })
        let outcome = try? await dialog.run(search.keyed)
        #expect(talk.answers.isEmpty, "asked too little: \(talk.answers)")
        #expect(!talk.heard.contains("CANARY"))
        return (outcome, talk.heard)
    }

    @Test("Return alone takes all that works, with its first model, and the first of them for new threads")
    func standards() async throws {
        let (outcome, heard) = try await outcome(["", "", "", "", ""])
        #expect(
            outcome?.blocks.map(\.text) == [
                """
                [services.openai]
                kind = "openai"
                url = "https://api.openai.com/v1"
                key_env = "OPENAI_API_KEY"
                model = "one"

                """,
                """
                [services.groq]
                kind = "openai"
                url = "https://api.groq.com/openai/v1"
                key_env = "GROQ_API_KEY"
                model = "one"

                """,
            ])
        #expect(outcome?.standard == "openai")
        #expect(heard.contains("Model of openai (one, two) [one]: "))
    }

    @Test("Who answers in new threads stays, unless another is named")
    func standing() async throws {
        let text = "default = \"mine\"\n[services.mine]\nkind = \"amity\"\nurl = \"https://example.com/m\"\n"
        #expect(try await outcome(["n", "y", "two", ""], in: text).outcome?.standard == nil)
        #expect(try await outcome(["n", "y", "two", "groq"], in: text).outcome?.standard == "groq")
    }

    @Test("What does not work is used only if the person says so twice")
    func broken() async throws {
        let refused = Failure(what: "The key is wrong", why: "it was refused")
        let (none, heard) = try await outcome(["", "", "", "no"], models: .failure(refused))
        #expect(none?.blocks.isEmpty == true && heard.contains("The key is wrong: it was refused\n"))
        let (own, _) = try await outcome(["", "y", "own", "y", "n", ""], models: .failure(refused), works: false)
        #expect(own?.blocks.map(\.name) == ["openai"])
        #expect(try await outcome(["", "", "", "", "", ""], works: false).outcome?.blocks.isEmpty == true)
        #expect(try await outcome(["", "", "", ""], models: .success([])).outcome?.blocks.isEmpty == true)
    }

    @Test("An answer that is none is asked for again, and an input that ends writes nothing")
    func ended() async throws {
        let (outcome, heard) = try await outcome(["maybe", "no", "no"])
        #expect(outcome?.blocks.isEmpty == true && heard.contains("Answer with one of yes, no."))
        #expect(try await self.outcome(["yes"]).outcome == nil)
    }
}
