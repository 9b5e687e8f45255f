import Providers
import Settings
import Testing

@testable import weft

@Suite("config.toml")
struct ConfigurationTests {
    private func problems(_ text: String) -> [String] {
        guard case .failure(let problems) = Configuration.parse(text) else { return [] }
        return problems.all.map { $0.text(file: "c") }
    }

    @Test("All that a service can say is read, in the order of the file")
    func whole() throws {
        let text = """
            default = "portal"

            [services.work]
            kind = "assisters"
            url = "https://api.assisters.ai/v1"
            key_command = ["pass", "show", "assisters"]
            assistant = "asst_1"

            [services.bots]
            kind = "amity"
            url = "http://10.0.0.1/api/v1/assistants/messages"
            allow_plain_http = true
            key_file = "~/.keys/bots"
            auth_header = "x-api-key"
            body = '{"question": "{text}"}'

            [services.portal]
            kind = "betterforms"
            url = "https://portal.example.com"
            key_env = "PORTAL_KEY"
            provider = "openai"
            provider_key_env = "OPENAI_API_KEY"
            model = "m"
            instructions = "Be short."
            action = "chat"
            stream = false
            """
        let configuration = try Configuration.parse(text).get()
        #expect(configuration.defaultService == "portal")
        #expect(configuration.services.map(\.name) == ["work", "bots", "portal"])
        let (work, bots, portal) = (
            configuration.services[0], configuration.services[1], configuration.services[2]
        )
        #expect(work.defaults == .assisters(assistant: "asst_1"))
        #expect(work.key?.inUse(environment: [:]) == .command(["pass", "show", "assisters"]))
        #expect(work.url == "https://api.assisters.ai/v1")
        #expect(bots.address.host == "10.0.0.1")
        #expect(bots.key?.inUse(environment: ["AMITY_API_KEY": "x"]) == .file("~/.keys/bots"))
        let header = try KeyHeader(named: "x-api-key")
        let template = try AmityTemplate(json: #"{"question": "{text}"}"#)
        #expect(bots.defaults == .amity(AmityDefaults(keyHeader: header, template: template)))
        guard case .betterforms(let defaults) = portal.defaults else {
            Issue.record("\(portal.defaults)")
            return
        }
        #expect(defaults.providerKey?.inUse(environment: [:]) == .variable("OPENAI_API_KEY"))
        #expect(defaults.model == "m" && defaults.instructions == "Be short." && defaults.action == "chat")
        #expect(defaults.provider == "openai" && !defaults.streams)
    }

    @Test("Nothing at all is a configuration too", arguments: ["", "\n# only words\n", "default = \"local-amity\"\n"])
    func empty(text: String) throws {
        #expect(try Configuration.parse(text).get().services.isEmpty)
    }

    @Test("All problems are named at once, each with its line and what was expected")
    func problems() {
        let text = """
            defualt = "work"
            [services.work]
            kind = "asisters"
            urll = "https://api.example.com/v1"
            key_command = "pass show x"
            allow_plain_http = "yes"

            [services.local]
            kind = "amity"
            url = "http://api.example.com/m"
            assistant = "a"
            key_env = "MY-KEY"
            key_file = "keys/bots"

            [services."a b"]
            url = 5

            [services]
            x = 1
            """
        #expect(
            problems(text) == [
                "c:1: the key defualt is not known: did you mean default?",
                "c:2: the service has no url: add one, like url = \"https://api.example.com/v1\"",
                "c:3: this kind is not known: did you mean \"assisters\"?",
                "c:4: the key urll is not known: did you mean url?",
                "c:5: key_command is a string, not a program with its arguments: write an array of strings, like "
                    + "[\"pass\", \"show\", \"NAME\"]; no shell runs it",
                "c:6: allow_plain_http is a string: it takes true or false",
                "c:8: the name local belongs to the embedded service: take another name",
                "c:10: api.example.com would be spoken to without encryption: use https, or allow_plain_http = true "
                    + "where nobody can read along",
                "c:11: assistant is a key of assisters services, and this is amity: remove it",
                "c:12: key_env is not the name of an environment variable: give the name, never the key itself",
                "c:13: key_file is not a whole path: begin it with / or ~/",
                "c:15: this is no name for a service: take letters, digits, - and _, at most 40",
                "c:15: the service has no kind: add kind = with one of "
                    + ServiceKind.allCases.map(\.rawValue).joined(separator: ", "),
                "c:16: url is an integer: it takes a string",
                "c:19: x is an integer, not a service: write each service as a table [services.NAME]",
            ])
    }

    @Test(
        "A key in the file is refused, with what to do instead, and is not repeated",
        arguments: ["key", "api_key", "apiKey", "token", "secret", "password", "provider_key", "api-key"])
    func keyInside(name: String) throws {
        let text = "[services.a]\nkind = \"amity\"\nurl = \"https://h/m\"\n\(name) = \"sk-CANARY-1\"\n"
        let found = problems(text)
        #expect(found.count == 1)
        #expect(found.first?.hasPrefix("c:4: \(name) would hold the key itself") == true)
        #expect(found.first?.contains("key_file = \"~/FILE\"") == true)
        #expect(!"\(found)".contains("CANARY"))
    }

    @Test(
        "No value is repeated, wherever a key was put by mistake",
        arguments: [
            "kind = \"sk-CANARY\"", "url = \"https://sk-CANARY@h/v1\"", "key_env = \"sk-CANARY\"",
            "key_file = \"sk-CANARY\"", "key_command = \"sk-CANARY\"", "auth_header = \"x: sk-CANARY\"",
            "body = \"sk-CANARY\"",
            "key_env = \"sk-CANARY", "key_env = sk-CANARY", "key_env = 'sk-CANARY\n", "\"sk-CANARY\" = = 1",
        ])
    func secrecy(line: String) {
        let text = "[services.a]\nkind = \"amity\"\nurl = \"https://h/m\"\n\(line)\n"
        let found = problems(text)
        #expect(!found.isEmpty)
        #expect(!"\(found)".contains("CANARY"), "\(found)")
    }

    @Test("What is no TOML is said with its line")
    func syntax() {
        let found = problems("a = 1\n[services.x\n")
        #expect(found.count == 1)
        #expect(found.first?.hasPrefix("c:2: this is not TOML") == true, "\(found)")
        #expect(problems("a = 1\nb = \"\u{0}\"").first?.hasPrefix("c:2: ") == true)
    }

    @Test("A default that names nobody is a problem, with the name that was meant")
    func wrongDefault() {
        let service = "\n[services.work]\nkind = \"amity\"\nurl = \"https://h/m\"\n"
        #expect(
            problems("default = \"wrk\"" + service)
                == ["c:1: there is no service of the name that default gives: did you mean \"work\"?"])
        #expect(problems("default = 3" + service).first?.hasPrefix("c:1: default is an integer") == true)
    }

    @Test("A key goes to one host only")
    func boundToHost() {
        func text(_ first: String, _ second: String, _ key: String = "") -> String {
            "[services.a]\nkind = \"assisters\"\nurl = \"\(first)\"\n\(key)\n"
                + "[services.b]\nkind = \"assisters\"\nurl = \"\(second)\"\n\(key)\n"
        }
        #expect(problems(text("https://x.example/v1", "https://x.example:8443/v1")).isEmpty)
        #expect(
            problems(text("https://x.example/v1", "https://y.example/v1")) == [
                "c:5: the key of a at x.example, which is in environment variable ASSISTERS_API_KEY, would also go to "
                    + "y.example: give b a key of its own with key_command, key_env or key_file"
            ])
        #expect(problems(text("https://x.example/v1", "https://y.example/v1", "key_file = \"/k\"")).count == 1)
    }

    @Test(
        "The name that was meant is found",
        arguments: [
            ("urll", "url"), ("ulr", "url"), ("key-env", "key_env"), ("Kind", "kind"), ("keyfile", "key_file"),
            ("providr", "provider"), ("zzz", nil), ("", nil), ("completely_other", nil),
        ])
    func nearest(word: String, expected: String?) {
        #expect(NearestName.of(word, in: ServiceSetting.allCases.map(\.rawValue)) == expected)
    }

    @Test("Steps between words are counted as a person would")
    func steps() {
        for (first, second, count) in [
            ("", "", 0), ("a", "", 1), ("ab", "ba", 1), ("abc", "adc", 1), ("ab", "xaby", 2),
        ] {
            #expect(NearestName.steps(from: Array(first), to: Array(second)) == count)
            #expect(NearestName.steps(from: Array(second), to: Array(first)) == count)
        }
    }
}
