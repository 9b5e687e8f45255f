import ChatModel
import TestSupport
import Testing
import WireFormats

@testable import Providers

@Suite("The assistants of a service", .timeLimit(.minutes(1)))
struct AssistersDirectoryTests {
    private let profile = AssistantProfile(
        name: "Clerk", description: "Helps", instructions: "Help.", model: "m",
        tools: #"["web_search"]"#, temperature: 1, topP: 0.5)

    private static let whole = """
        {"id":"asst_1","name":"Clerk","description":"Helps","instructions":"Help.","model":"m",\
        "tools":["web_search",{"type":"function","name":"f","parameters":{"type":"object"},"strict":true}],\
        "settings":{"temperature":1,"top_p":0.5,"pace":3},"owner":{"id":7}}
        """

    private func page(_ assistants: String..., hasMore: Bool = false) -> String {
        #"{"data":[\#(assistants.joined(separator: ","))],"total":9,"has_more":\#(hasMore)}"#
    }

    @Test("Tools are names and objects, times may be missing, and what nobody knows is passed over")
    func mixedTools() async throws {
        try await FaultAssisters.serving { _ in
            .json(page(Self.whole, #"{"id":"asst_2","name":"Bare"}"#, hasMore: true))
        } _: { provider, _ in
            let page = try await provider.assistants(after: 0)
            #expect(page.assistants.map(\.profile.name) == ["Clerk", "Bare"])
            #expect(page.assistants[1].profile == AssistantProfile(name: "Bare"))
            let tools = try AssistantTools.read(page.assistants[0].profile.tools)
            #expect(tools.count == 2)
            #expect(tools.first == .named("web_search"))
            #expect(page.assistants[0].profile.temperature == 1)
        }
    }

    @Test("A page without assistants is the last, whatever the service says")
    func emptyPage() async throws {
        try await FaultAssisters.serving { _ in
            .json(page(hasMore: true))
        } _: { provider, server in
            let page = try await provider.assistants(after: 40)
            #expect(page == AssistantPage(assistants: [], hasMore: false))
            #expect(server.requests.map(\.target) == ["/v1/assisters?limit=20&offset=40"])
        }
    }

    @Test("A change of one value sends that value, and both settings when one of them differs")
    func changes() async throws {
        let edits: [(String, (inout AssistantProfile) -> Void)] = [
            (#"{"name":"Other"}"#, { $0.name = "Other" }),
            (#"{"description":""}"#, { $0.description = "" }),
            (#"{"instructions":"Do."}"#, { $0.instructions = "Do." }),
            (#"{"model":"n"}"#, { $0.model = "n" }),
            (#"{"tools":[]}"#, { $0.tools = " " }),
            (#"{"tools":["code_interpreter"]}"#, { $0.tools = #"["code_interpreter"]"# }),
            (#"{"settings":{"temperature":2,"top_p":0.5}}"#, { $0.temperature = 2 }),
            (#"{"settings":{"top_p":0.5}}"#, { $0.temperature = nil }),
            (#"{"name":"B","settings":{}}"#, { ($0.name, $0.temperature, $0.topP) = ("B", nil, nil) }),
        ]
        for (body, edit) in edits {
            try await FaultAssisters.serving { request in
                .json(request.method == "GET" ? page(Self.whole) : Self.whole)
            } _: { provider, server in
                let page = try await provider.assistants(after: 0)
                var profile = try #require(page.assistants.first).profile
                edit(&profile)
                let saved = try await provider.save(profile, as: "asst_1")
                let expected = try printed(body)
                #expect(server.requests.last?.json == expected)
                #expect(server.requests.last?.path == "/v1/assisters/asst_1")
                #expect(saved.profile.name == "Clerk", "as the service has it now")
            }
        }
    }

    @Test("Without a difference nothing is sent, and other layout of the same tools is none")
    func sameTools() async throws {
        try await FaultAssisters.serving { _ in
            .json(page(Self.whole))
        } _: { provider, server in
            let page = try await provider.assistants(after: 0)
            var profile = try #require(page.assistants.first).profile
            profile.tools = profile.tools.replacing("\n", with: "\n\n ")
            #expect(try await provider.save(profile, as: "asst_1").profile == profile)
            #expect(server.requests.count == 1)
        }
    }

    @Test("An assistant that was never listed is changed as a whole")
    func unknown() async throws {
        try await FaultAssisters.serving { _ in
            .json(Self.whole)
        } _: { provider, server in
            _ = try await provider.save(AssistantProfile(name: "A", tools: #"["t"]"#), as: "../x")
            let expected = try printed(#"{"name":"A","description":"","instructions":"","tools":["t"]}"#)
            #expect(server.requests.first?.json == expected)
            #expect(server.requests.first?.target == "/v1/assisters/%2E%2E%2Fx")
        }
    }

    @Test("A profile that cannot be is refused in words, and nothing is sent")
    func refusals() async throws {
        let wrong: [(String, (inout AssistantProfile) -> Void)] = [
            ("it has no name", { $0.name = " \n" }),
            ("its temperature is 2.1", { $0.temperature = 2.1 }),
            ("its temperature is -0.1", { $0.temperature = -0.1 }),
            ("its temperature is nan", { $0.temperature = .nan }),
            ("its top_p is 1.5", { $0.topP = 1.5 }),
            ("its tools cannot be read: line 1, column 2: a value is expected here", { $0.tools = "[x]" }),
        ]
        try await FaultAssisters.serving { _ in
            .json(Self.whole)
        } _: { provider, server in
            for (why, edit) in wrong {
                for id in [nil, AssistantID("asst_1")] {
                    var profile = profile
                    edit(&profile)
                    let failure = await #expect(throws: Failure.self) { _ = try await provider.save(profile, as: id) }
                    #expect(failure?.what == "The assistant cannot be saved")
                    #expect(failure?.why == why)
                    #expect(failure?.remedy.isEmpty == false)
                }
            }
            #expect(server.requests.isEmpty)
        }
    }

    @Test("What is gone already is deleted; what the service keeps is not")
    func delete() async throws {
        let answers: [(FaultAnswer, Bool)] = [
            (.json(#"{"id":"asst_1","deleted":true}"#), true), (.head(204), true), (.json("{}"), true),
            (.json(Wire.error("no such assistant"), status: 404), true),
            (.json(#"{"id":"asst_1","deleted":false}"#), false),
            (.json(Wire.error("not yours"), status: 403), false),
        ]
        for (answer, isGone) in answers {
            try await FaultAssisters.serving { _ in
                answer
            } _: { provider, server in
                if isGone {
                    try await provider.delete("asst_1")
                } else {
                    await #expect(throws: Failure.self) { try await provider.delete("asst_1") }
                }
                #expect(server.requests.map(\.method) == ["DELETE"])
            }
        }
    }

    @Test("A lost answer is asked for again with the same key, a refusal is told at once")
    func retries() async throws {
        let losses = Refusals(2)
        try await FaultAssisters.serving { request in
            if request.method == "GET" { return .json(Wire.error("wrong key"), status: 401) }
            return await losses.next() ? .ending(.reset) : .json(Self.whole, status: 201)
        } _: { provider, server in
            let saved = try await provider.save(profile, as: nil)
            #expect(saved.id == "asst_1")
            #expect(server.requests.count == 3)
            #expect(Set(server.requests.map { $0.header("Idempotency-Key") }).count == 1)
            #expect(Set(server.requests.map(\.body)).count == 1)
            let failure = await #expect(throws: Failure.self) { try await provider.assistants(after: 0) }
            #expect(failure?.why == "wrong key")
            #expect(server.requests.count == 4)
        }
    }

    @Test("A service that asks to wait long is not waited for, and one that says nothing not for ever")
    func waits() async throws {
        var settings = FaultAssisters.settings
        settings.timeouts.call = .seconds(1)
        try await FaultAssisters.serving(
            { request in
                request.method == "DELETE" ? .stalling : .json("", status: 429, fields: ["X-RateLimit-Reset": "3600"])
            }, settings: settings
        ) { provider, server in
            let refused = await #expect(throws: Failure.self) { try await provider.assistants(after: 0) }
            #expect(refused?.remedy == "ask again in 60 min")
            let silent = await #expect(throws: Failure.self) { try await provider.delete("asst_1") }
            #expect(silent?.why.contains("nothing came") == true)
            #expect(server.requests.count == 2)
        }
    }

    @Test("An answer that is none is told in words")
    func nonsense() async throws {
        for answer in [
            FaultAnswer.json("<html>"), .json("[]"), .json(#"{"data":[{"name":"x"}]}"#), .gzip(Gzip.stored([])),
        ] {
            try await FaultAssisters.serving { _ in
                answer
            } _: { provider, _ in
                let failure = await #expect(throws: Failure.self) { try await provider.assistants(after: 0) }
                #expect(failure?.what == "The answer could not be read")
            }
        }
    }
}
