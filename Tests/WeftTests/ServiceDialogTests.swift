import Testing

@testable import weft

@Suite("Adding a service")
struct ServiceDialogTests {
    /// What was asked and said, and what came of it.
    private final class Talk {
        var answers: [String]
        var heard = ""
        init(_ answers: [String]) { self.answers = answers }
    }

    private func outcome(
        _ answers: [String], in text: String = "", environment: [String: String] = [:]
    ) throws -> (outcome: ServiceDialog.Outcome?, heard: String) {
        let talk = Talk(answers)
        let dialog = ServiceDialog(
            configuration: try Configuration.parse(text).get(), environment: environment,
            ask: { question in
                talk.heard += question
                guard !talk.answers.isEmpty else { return nil }
                return talk.answers.removeFirst()
            },
            say: { talk.heard += $0 + "\n" })
        let outcome = try? dialog.run()
        #expect(outcome == nil || talk.answers.isEmpty, "asked too little: \(talk.answers)")
        return (outcome, talk.heard)
    }

    @Test("Return alone takes what is offered")
    func standards() throws {
        let (outcome, heard) = try outcome(["work", "", "", "", "", "", ""])
        #expect(
            outcome?.block.text == """
                [services.work]
                kind = "assisters"
                url = "https://api.assisters.ai/v1"
                key_env = "ASSISTERS_API_KEY"

                """)
        #expect(outcome?.isDefault == false)
        #expect(heard.contains("Note: the environment variable ASSISTERS_API_KEY is not set"))
    }

    @Test("An Amity service with a command, as the one for new threads")
    func amity() throws {
        let (outcome, _) = try outcome([
            "bots", "am", "https://h/api/v1/assistants/messages", "command", "pass show 'my bots'", "y",
        ])
        #expect(
            outcome?.block.text == """
                [services.bots]
                kind = "amity"
                url = "https://h/api/v1/assistants/messages"
                key_command = ["pass", "show", "my bots"]

                """)
        #expect(outcome?.isDefault == true)
    }

    @Test("A BetterForms service with the key of its provider")
    func betterforms() throws {
        let (outcome, _) = try outcome([
            "portal", "betterforms", "https://portal.example.com", "file", "~/k", "yes", "variable", "", "m", "no",
        ])
        #expect(
            outcome?.block.text == """
                [services.portal]
                kind = "betterforms"
                url = "https://portal.example.com"
                key_file = "~/k"
                provider_key_env = "OPENAI_API_KEY"
                model = "m"

                """)
    }

    @Test("A wrong answer is refused with its reason, and asked again")
    func wrongAnswers() throws {
        let text = "[services.taken]\nkind = \"amity\"\nurl = \"https://other/m\"\nkey_file = \"/k\"\n"
        let (outcome, heard) = try outcome(
            [
                "", "taken", "local", "a b", "new", "x", "", "ftp://h", "http://h/v1", "no", "http://h/v1", "yes",
                "file", "k", "/k", "variable", "sk-CANARY", "K", "", "perhaps", "no",
            ], in: text, environment: ["K": "k"])
        #expect(
            outcome?.block.text == """
                [services.new]
                kind = "assisters"
                url = "http://h/v1"
                allow_plain_http = true
                key_env = "K"

                """)
        for words in [
            "An answer is needed.", "There is a service of this name already.", "This cannot be a name",
            "Answer with one of assisters, amity, betterforms, openai,", "This is no http or https address",
            "Without https, others on the way to h can read", "Give the whole path",
            "That key belongs to taken at other",
            "This is no name of a variable. Never give the key itself.", "Answer with one of yes, no.",
        ] {
            #expect(heard.contains(words), "\(words)")
        }
        #expect(!heard.contains("CANARY") && !heard.contains("Note:"))
    }

    @Test("When the input ends early there is no service", arguments: 0..<6)
    func endOfInput(count: Int) throws {
        let (outcome, _) = try outcome(Array(["work", "", "", "", "", ""].prefix(count)))
        #expect(outcome == nil)
    }

    @Test("The list marks the default, and says where each key is and what speaks against it")
    func list() throws {
        let text = """
            default = "b"
            [services.a]
            kind = "amity"
            url = "https://a/m"
            key_env = "A"
            [services.b]
            kind = "assisters"
            url = "https://b/v1"
            key_command = ["pass", "show", "CANARY"]
            """
        let environment = ["PATH": "/nowhere"]
        let configuration = try Configuration.parse(text).get()
        let list = ServiceList(
            configuration: configuration,
            obstacle: {
                $0.name == "a" ? $0.key?.inUse(environment: environment).obstacle(environment: environment) : nil
            }, environment: environment)
        #expect(
            list.text == """
                   local              assisters    (embedded)    needs no key of yours
                   local-amity        amity        (embedded)    needs no key of yours
                   local-betterforms  betterforms  (embedded)    needs no key of yours
                   a                  amity        https://a/m   no key: the environment variable A is not set; set it, \
                or name a key_file or a key_command in config.toml
                *  b                  assisters    https://b/v1  command pass: run when the key is needed

                """)
    }
}
