import TestSupport
import Testing
import WireFormats

@testable import LocalService

@Suite("Tools over HTTP")
struct ToolWebhookTests {
    private let lookUp = ToolDefinition(name: "lookup_user", kind: .function(url: nil))
    private let call = EngineToolCall(
        id: "call_1", name: "lookup_user", arguments: #"{"user_id":"user_123"}"#)

    private func caller(
        _ base: String?, _ definition: ToolDefinition? = nil, allowsRemote: Bool = false,
        limits: ToolLimits = ToolLimits()
    ) -> any ToolCaller {
        ToolWebhooks(base: base.flatMap { ToolAddress($0) }, allowsRemote: allowsRemote, limits: limits)
            .caller(of: [definition ?? lookUp])
    }

    /// What comes of the call when the function answers like this.
    private func outcome(
        limits: ToolLimits = ToolLimits(), _ script: @escaping ScriptedHTTPServer.Script
    ) async throws -> ToolOutcome {
        try await ScriptedHTTPServer.serving(script) { server in
            await caller("http://127.0.0.1:\(server.port)", limits: limits).call(call)
        }
    }

    @Test("a call is a POST of its id and its arguments, and the output of the answer is what comes of it")
    func request() async throws {
        let output = #"{"name": "John Doe", "email": "[email protected]"}"#
        let answer = try WireJSON.encode(["tool_call_id": "call_1", "output": output])
        try await ScriptedHTTPServer.serving { _, response in
            try await response.json(String(decoding: answer, as: UTF8.self))
        } _: { server in
            let outcome = await caller("http://127.0.0.1:\(server.port)/app/").call(call)
            #expect(outcome == .output(output))
            let request = try #require(server.requests.first)
            #expect(request.method == "POST")
            #expect(request.target == "/app/tools/lookup_user")
            #expect(request.header("Content-Type") == "application/json")
            #expect(request.header("Authorization") == nil)
            #expect(
                try WireJSON.decodeStrictly(JSONValue.self, from: request.body)
                    == .object([
                        "tool_call_id": .string("call_1"), "arguments": .object(["user_id": .string("user_123")]),
                    ]))
            #expect(request.text == #"{"arguments":{"user_id":"user_123"},"tool_call_id":"call_1"}"#)
        }
    }

    @Test("a function with an address of its own is asked there")
    func ownAddress() async throws {
        try await ScriptedHTTPServer.serving { _, response in
            try await response.json(#"{"tool_call_id":"call_1","output":"here"}"#)
        } _: { server in
            let url = "http://127.0.0.1:\(server.port)/elsewhere?x=1"
            let definition = ToolDefinition(name: "lookup_user", kind: .function(url: url))
            #expect(await caller(nil, definition).call(call) == .output("here"))
            #expect(server.requests.first?.target == "/elsewhere?x=1")
        }
    }

    @Test(
        "an answer that is not right is a failure that says why",
        arguments: [
            (200, "not JSON", "its answer is not a JSON object"), (200, "", "its answer is not a JSON object"),
            (200, "[]", "its answer is not a JSON object"),
            (200, #"{"output":"x"}"#, "its answer does not have the tool_call_id of the call"),
            (
                200, #"{"tool_call_id":"call_2","output":"x"}"#,
                "its answer does not have the tool_call_id of the call"
            ),
            (200, #"{"tool_call_id":"call_1"}"#, "its answer has no output that is a text"),
            (200, #"{"tool_call_id":"call_1","output":{}}"#, "its answer has no output that is a text"),
            (404, #"{"tool_call_id":"call_1","output":"x"}"#, "it answered with the status 404"),
            (500, "oops", "it answered with the status 500"),
        ])
    func wrong(status: Int, body: String, why: String) async throws {
        let outcome = try await outcome { _, response in try await response.json(body, status: status) }
        #expect(outcome == .failure("The tool lookup_user gave no answer: \(why)"))
    }

    @Test("any status of success will do", arguments: [200, 201, 202])
    func success(status: Int) async throws {
        let outcome = try await outcome { _, response in
            try await response.json(#"{"tool_call_id":"call_1","output":"x"}"#, status: status)
        }
        #expect(outcome == .output("x"))
    }

    @Test("a redirect is not followed", arguments: [301, 302, 307, 308])
    func redirect(status: Int) async throws {
        try await ScriptedHTTPServer.serving { _, response in
            try await response.json("{}", status: status, headers: ["Location": "/tools/other"])
        } _: { server in
            let outcome = await caller("http://127.0.0.1:\(server.port)").call(call)
            #expect(
                outcome
                    == .failure(
                        "The tool lookup_user gave no answer: "
                            + "it answered with a redirect (\(status)), and redirects are not followed"))
            #expect(server.requests.count == 1)
        }
    }

    @Test("a function that takes too long is not waited for, before its answer and in the middle of it")
    func slow() async throws {
        var limits = ToolLimits()
        limits.deadline = .milliseconds(50)
        let silent = try await outcome(limits: limits) { _, response in await response.untilClientLeaves() }
        #expect(silent == .failure("The tool lookup_user gave no answer: it took longer than 50 ms"))
        let halting = try await outcome(limits: limits) { _, response in
            try await response.begin()
            try await response.write(#"{"tool_call_id":"#)
            await response.untilClientLeaves()
        }
        #expect(halting == silent)
    }

    @Test("where nothing listens, that is said")
    func refused() async throws {
        let free = try await ScriptedHTTPServer.serving { _, _ in
        } _: {
            $0.port
        }
        let outcome = await caller("http://127.0.0.1:\(free)").call(call)
        #expect(
            outcome
                == .failure(
                    "The tool lookup_user gave no answer: "
                        + "nothing can be reached at http://127.0.0.1:\(free)/tools/lookup_user"))
    }

    @Test("a connection that breaks is a failure")
    func broken() async throws {
        let before = try await outcome { _, response in try await response.cut() }
        let during = try await outcome { _, response in
            try await response.begin(200, ["Content-Length": "100"])
            try await response.write("{")
            try await response.cut()
        }
        for outcome in [before, during] {
            guard case .failure(let words) = outcome else { return #expect(Bool(false), "\(outcome)") }
            #expect(words.hasPrefix("The tool lookup_user gave no answer: the connection to http://127.0.0.1:"))
        }
    }

    @Test("an answer that is too large is not read to its end")
    func tooLarge() async throws {
        var limits = ToolLimits()
        limits.answerBytes = 10_000
        let outcome = try await outcome(limits: limits) { _, response in
            try await response.begin()
            while !Task.isCancelled { try await response.write(String(repeating: "x", count: 4_000)) }
        }
        #expect(outcome == .failure("The tool lookup_user gave no answer: its answer is larger than 10000 bytes"))
    }

    @Test("a long output is cut between characters, and says so")
    func cut() {
        var limits = ToolLimits()
        func output(_ text: String) -> ToolOutcome? {
            (try? WireJSON.encode(["tool_call_id": "call_1", "output": text])).map {
                ToolAnswer(status: 200, body: Array($0)).outcome(of: call, limits)
            }
        }
        #expect(output(String(repeating: "x", count: 64 << 10)) == .output(String(repeating: "x", count: 64 << 10)))
        #expect(
            output(String(repeating: "x", count: (64 << 10) + 1))
                == .output(
                    String(repeating: "x", count: 64 << 10)
                        + "\n[cut here: the tool answered 65537 bytes, and 65536 are kept]"))
        for (most, kept) in [(4, "aéb"), (3, "aé"), (2, "a"), (1, "a"), (0, "")] {
            limits.outputBytes = most
            #expect(output("aéb😀") == .output("\(kept)\n[cut here: the tool answered 8 bytes, and \(most) are kept]"))
        }
    }

    @Test("what is not on this computer is asked only where that is allowed")
    func remote() async throws {
        let outcome = await caller("http://tools.example.test").call(call)
        #expect(
            outcome
                == .failure(
                    "The tool lookup_user was not called: "
                        + "it is not on this computer, and tools elsewhere are not allowed"))
        let own = ToolDefinition(name: "lookup_user", kind: .function(url: "http://192.0.2.1/"))
        #expect(await caller("http://127.0.0.1:1", own).call(call) == outcome)
    }

    @Test("without an address, and for a name that is no function, nothing is asked")
    func nowhere() async throws {
        #expect(
            await caller(nil).call(call)
                == .failure("The tool lookup_user was not called: no address of tools is set for this service"))
        let other = ToolDefinition(name: "web_search", kind: .builtIn(.webSearch))
        #expect(
            await caller("http://127.0.0.1:1", other).call(call)
                == .failure("The tool lookup_user was not called: the assistant has no function of that name"))
    }

    @Test("a cancelled caller is let go at once, and the function sees the connection close")
    func cancelled() async throws {
        let arrived = Signal<Void>()
        let left = Signal<Void>()
        try await ScriptedHTTPServer.serving { _, response in
            arrived.send(())
            await response.untilClientLeaves()
            left.send(())
        } _: { server in
            let caller = caller("http://127.0.0.1:\(server.port)")
            let call = call
            let task = Task { await caller.call(call) }
            _ = await arrived.next()
            task.cancel()
            #expect(await task.value == .failure("The tool lookup_user gave no answer: the call was stopped"))
            _ = await left.next()
        }
    }
}
