import ChatModel
import Providers
import Settings
import Testing

@testable import weft

@Suite("Services of models in config.toml")
struct ConfigurationModelsTests {
    private func service(_ text: String) throws -> ConfiguredService {
        try #require(try Configuration.parse("[services.s]\n" + text).get().services.first)
    }

    private func problems(_ text: String) -> [String] {
        guard case .failure(let problems) = Configuration.parse("[services.s]\n" + text) else { return [] }
        return problems.all.map { $0.text(file: "c") }
    }

    @Test("All that a model can be told is read")
    func whole() throws {
        let text = """
            kind = "openai"
            url = "http://127.0.0.1:8080/v1"
            model = "gpt-5"
            system = "Be brief."
            temperature = 0.5
            top_p = 1
            max_tokens = 4096
            effort = "low"
            context = 128000
            """
        let service = try service(text)
        #expect(service.kind == .openai && service.key == nil)
        #expect(
            service.defaults
                == .models(
                    .chatCompletions,
                    ModelSettings(
                        model: "gpt-5", system: "Be brief.", temperature: 0.5, topP: 1, maxTokens: 4096, effort: .low,
                        contextTokens: 128_000)))
        let responses = try self.service("kind = \"openai-responses\"\nbackground = true\n")
        #expect(responses.defaults == .models(.responses, ModelSettings(background: true)))
    }

    @Test("Without a url it is the vendor, and the key is in the variable that is usual there")
    func standards() throws {
        let openAI = try service("kind = \"openai\"\n")
        #expect(openAI.url == "https://api.openai.com/v1")
        #expect(openAI.key?.inUse(environment: [:]) == .variable("OPENAI_API_KEY"))
        let router = try service("kind = \"openai\"\nurl = \"https://openrouter.ai/api/v1\"\n")
        #expect(router.key?.inUse(environment: [:]) == .variable("OPENROUTER_API_KEY"))
    }

    @Test(
        "The key of one vendor goes to no other host by itself",
        arguments: [
            "https://models.example.com/v1", "https://api.openai.com.example.com/v1", "http://127.0.0.1:8080/v1",
            "https://example.com/api.openai.com",
        ])
    func otherHosts(url: String) throws {
        let service = try service("kind = \"openai\"\nurl = \"\(url)\"\n")
        #expect(service.key == nil && service.keySources.isEmpty)
        let named = try self.service("kind = \"openai\"\nurl = \"\(url)\"\nkey_env = \"MINE\"\n")
        #expect(named.keySources == [.variable("MINE")])
    }

    @Test("A key that is named for two hosts is refused")
    func twoHosts() {
        let found = problems(
            """
            kind = "openai"
            [services.t]
            kind = "openai"
            url = "https://models.example.com/v1"
            key_env = "OPENAI_API_KEY"
            """)
        #expect(found.count == 1 && found.first?.contains("would also go to models.example.com") == true)
    }

    @Test(
        "A value that does not fit is said, with what fits",
        arguments: [
            ("temperature = 3", "temperature is a number that does not fit: it takes a number from 0 to 2"),
            ("temperature = \"hot\"", "temperature is a string: it takes a number from 0 to 2"),
            ("top_p = 1.5", "top_p is a number that does not fit: it takes a number from 0 to 1"),
            ("max_tokens = 0", "max_tokens is a number that does not fit: it takes a whole number above 0"),
            ("max_tokens = 1.5", "max_tokens is a number that does not fit: it takes a whole number above 0"),
            ("effort = \"much\"", "effort is another word: it takes none, minimal, low, medium or high"),
            ("effort = true", "effort is true or false: it takes none, minimal, low, medium or high"),
            ("model = \"\"", "model is empty: it takes a string"),
            (
                "background = true",
                "background is a key of openai-responses services, and this is openai: remove it"
            ),
            ("topp = 1", "the key topp is not known: did you mean top_p?"),
        ])
    func misfits(line: String, words: String) {
        #expect(problems("kind = \"openai\"\n\(line)\n") == ["c:3: \(words)"])
    }

    @Test("Each service that is known by name can be written and read, and has its key where it says")
    func known() throws {
        for known in KnownService.all {
            let block = ServiceBlock(name: known.name, kind: known.kind, url: known.url)
            let service = try #require(try Configuration.parse(block.text).get().services.first)
            #expect(service.name == known.name && service.kind == known.kind && service.address.host == known.host)
            #expect(service.key?.standardVariable == known.keyVariable)
        }
    }
}
