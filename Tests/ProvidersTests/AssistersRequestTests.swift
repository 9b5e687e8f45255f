import ChatModel
import Foundation
import TestSupport
import Testing
import WireFormats

@testable import Providers

@Suite("Who is asked, with what, and how often it may be", .timeLimit(.minutes(1)))
struct AssistersRequestTests {
    private func exchange(_ request: ReplyRequest, settings: String?, known: String?) -> AssistersExchange {
        AssistersExchange(
            request: request, settings: AssistersSettings(assistant: settings), service: "s", idempotencyKey: "k",
            jitter: 1, knownAssistant: known)
    }

    @Test("The assistant of the thread, else of the settings, else the one that is listed first")
    func assistants() {
        let named = ReplyRequest.sample("?", assistant: "asst_thread")
        let unnamed = ReplyRequest.sample("?")
        #expect(exchange(named, settings: "asst_set", known: "asst_known").assistant == "asst_thread")
        #expect(exchange(unnamed, settings: "asst_set", known: "asst_known").assistant == "asst_set")
        #expect(exchange(unnamed, settings: nil, known: "asst_known").assistant == "asst_known")
        #expect(exchange(unnamed, settings: nil, known: nil).assistant == nil)
        #expect(exchange(named, settings: nil, known: nil).listedAssistant == nil)
        #expect(exchange(unnamed, settings: nil, known: "asst_known").listedAssistant == "asst_known")
    }

    @Test("One that a thread names answers there only, and nobody takes its place when it is gone")
    func named() async throws {
        var settings = FaultAssisters.settings
        settings.assistant = nil
        try await FaultAssisters.serving(
            { request in
                if request.isStream { return .json("{}", status: 404) }
                if request.method == "GET" { return .json(#"{"data":[{"id":"asst_first","name":"A"}]}"#) }
                return request.text.contains("asst_gone")
                    ? .json(Wire.error("no such assistant", param: "assistant_id"), status: 404)
                    : .json(Wire.reply("Hi"))
            }, settings: settings
        ) { provider, server in
            let gone = await provider.reply(to: .sample("?", assistant: "asst_gone")).events()
            #expect(gone.ends.first?.failure?.why == "no such assistant")
            let other = await provider.reply(to: .sample("?", assistant: "asst_other")).events()
            #expect(other.ends == [.complete])
            #expect(!server.requests.contains { $0.path == "/v1/assisters" })
            let first = await provider.reply(to: .sample("?")).events()
            #expect(first.ends == [.complete])
            let asked = server.requests.filter(\.isPost).map { $0.json?["assistant_id"] }
            #expect(asked == [.string("asst_gone"), .string("asst_other"), .string("asst_first")])
        }
    }

    @Test("The files of a prompt go with it, and with what is told again, in their order")
    func attachments() async throws {
        try await FaultAssisters.serving { request in
            switch request.path {
            case "/v1/threads": .json(#"{"id":"thread_9"}"#, status: 201)
            case _ where request.isStream: .json("{}", status: 404)
            default: .json(Wire.reply("Hi"), status: 201)
            }
        } _: { provider, server in
            var earlier = Message.sample("0", "")
            earlier.set(MessagePart(id: "x", kind: .attachment, title: "file_0"))
            earlier.set(MessagePart(id: "y", kind: .notice, title: "no file"))
            let request = ReplyRequest.sample("Compare.", history: [earlier], attaching: ["file_2", "file_1"])
            let events = await provider.reply(to: request).events()
            #expect(events.ends == [.complete])
            let expected = try [
                #"{"role":"user","content":"","attachments":[{"type":"file","file_id":"file_0"}]}"#,
                """
                {"role":"user","content":"Compare.","assistant_id":"asst_1","attachments":[\
                {"type":"file","file_id":"file_2"},{"type":"file","file_id":"file_1"}]}
                """,
            ].map(printed)
            #expect(server.requests.filter(\.isPost).map(\.json) == expected)
        }
    }

    @Test("A prompt without files has no member for them")
    func noAttachments() async throws {
        try await FaultAssisters.serving { request in
            request.isStream ? .json("{}", status: 404) : .json(Wire.reply("Hi"))
        } _: { provider, server in
            _ = await provider.reply(to: .sample("Hello?")).events()
            let expected = try printed(#"{"assistant_id":"asst_1","content":"Hello?","role":"user"}"#)
            #expect(server.requests.last?.json == expected)
        }
    }

    @Test("The rate limit is read from both families of header fields, and the reset as seconds from now")
    func rateLimits() {
        let now = Date(timeIntervalSince1970: 1_800_000_000)
        func limit(_ fields: [String: String]) -> RateLimit? {
            RateLimitFields.rateLimit(now: now) { name in fields.first { name == "X-RateLimit-\($0.key)" }?.value }
        }
        func expected(_ limit: Int, _ remaining: Int, _ seconds: Int64) -> RateLimit {
            RateLimit(
                limit: limit, remaining: remaining,
                resetsAt: Timestamp(milliseconds: (1_800_000_000 + seconds) * 1000))
        }
        #expect(limit(["Limit": "100", "Remaining": "95", "Reset": "30"]) == expected(100, 95, 30))
        #expect(limit(["Limit-RPM": "60", "Remaining-RPM": "0", "Reset-RPM": "7"]) == expected(60, 0, 7))
        #expect(limit(["Limit-RPM": "60", "Remaining-RPM": " 59 ", "Reset": "7"]) == expected(60, 59, 7))
        #expect(limit(["Limit": "100", "Remaining": "95"]) == expected(100, 95, 60))
        #expect(limit(["Limit": "100", "Remaining": "95", "Reset": "1800000012"]) == expected(100, 95, 12))
        #expect(limit(["Limit": "100", "Remaining": "95", "Reset": "1500000000"]) == expected(100, 95, 0))
        for (reset, seconds) in [("6m0s", 360), ("1h2m", 3720), ("2027-01-15T08:00:30Z", 30), ("2000ms", 2)] {
            let fields = ["Limit-Requests": "60", "Remaining-Requests": "59", "Reset-Requests": reset]
            #expect(limit(fields) == expected(60, 59, Int64(seconds)), "\(reset)")
        }
        for reset in ["-1", "soon", "nan", "1e300", ""] {
            #expect(limit(["Limit": "1", "Remaining": "0", "Reset": reset]) == expected(1, 0, 60), "\(reset)")
        }
        for fields in [
            [:], ["Limit": "100"], ["Remaining": "1"], ["Limit": "-1", "Remaining": "1"],
            ["Limit": "x", "Remaining": "1"],
        ] {
            #expect(limit(fields) == nil)
        }
    }

    @Test("Every answer that says a rate limit tells it, before what it brings")
    func rateLimitEvents() async throws {
        let attempts = Refusals(1)
        try await FaultAssisters.serving { request in
            if request.isStream { return .json("{}", status: 404) }
            let refuses = await attempts.next()
            let fields: KeyValuePairs = [
                "X-RateLimit-Limit-RPM": "9", "X-RateLimit-Remaining-RPM": refuses ? "0" : "8",
                "X-RateLimit-Reset-RPM": "0.02",
            ]
            return refuses ? .json("", status: 429, fields: fields) : .json(Wire.reply("Hi"), fields: fields)
        } _: { provider, _ in
            let events = await provider.reply(to: .sample("?")).events()
            let kinds = events.map { event in
                switch event {
                case .rateLimit(let limit): "limit \(limit.remaining)"
                case .retrying(let wait, _): "retrying \(wait)"
                case .wholeText(let text): text
                case .ended(.complete): "complete"
                default: "other"
                }
            }
            #expect(kinds == ["limit 0", "retrying 0.02 seconds", "limit 8", "Hi", "complete"])
        }
    }

    @Test("A longer wait than a minute is told, not waited for; the reset counts where nothing else is said")
    func longWaits() async throws {
        let asked: [(KeyValuePairs<String, String>, String)] = [
            (["Retry-After": "61"], "ask again in 61 s"), (["Retry-After": "60.5"], "ask again in 61 s"),
            (["X-RateLimit-Reset": "90"], "ask again in 90 s"), (["X-RateLimit-Reset": "121"], "ask again in 3 min"),
            (["Retry-After": "7201", "X-RateLimit-Reset": "1"], "ask again in 3 h"),
        ]
        for (fields, remedy) in asked {
            try await FaultAssisters.serving { _ in
                .json("", status: 429, fields: fields)
            } _: { provider, _ in
                let events = await provider.reply(to: .sample("?")).events()
                #expect(events.retries.isEmpty)
                #expect(events.ends.first?.failure?.remedy == remedy)
            }
        }
    }
}
