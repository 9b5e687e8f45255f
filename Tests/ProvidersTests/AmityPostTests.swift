import ChatModel
import Testing
import WireFormats

@testable import Providers

@Suite("What is posted to Amity BOTs+")
struct AmityPostTests {
    private func body(_ rig: AmityRig) -> String { String(decoding: rig.posts.last?.body ?? [], as: UTF8.self) }

    @Test("A known session gets the prompt alone, and is not named again")
    func known() {
        var rig = AmityRig(history: [.sample("a", "Before"), .sample("b", "Yes", role: .assistant, state: .complete)])
        #expect(rig.posts.map(\.path) == [""])
        #expect(rig.posts.map(\.idempotencyKey) == ["key"])
        #expect(body(rig) == #"{"message":"Hello?","sessionId":"s","stream":true}"#)
        rig.begin()
        rig.receive(AmityWire.finished("a"))
        #expect(rig.events == [.text("a"), .ended(.complete)])
    }

    @Test("A new session is told what was said before, and is named when the service begins to answer in it")
    func history() throws {
        let history: [Message] = [
            .sample("a", "Before {session}"), .sample("b", "Yes\n\nindeed", role: .assistant, state: .complete),
            .sample("c", "", role: .assistant, state: .stopped(.byService)), .sample("d", "Later", state: .queued),
        ]
        var rig = AmityRig(remoteThread: nil, history: history)
        let request = try WireJSON.decode(Amity.Request.self, from: rig.posts[0].body ?? [])
        #expect(request.sessionID == "new")
        #expect(
            request.message == """
                This is what was said before:

                User: Before {session}

                Assistant: Yes

                indeed

                This is what the user says now:

                Hello?
                """)
        rig.begin()
        #expect(rig.events.isEmpty)
        rig.receive(AmityWire.active("a"))
        #expect(rig.events == [.threadNamed("new"), .text("a")])

        rig = AmityRig(remoteThread: nil)
        #expect(body(rig) == #"{"message":"Hello?","sessionId":"new","stream":true}"#)
        rig.refuse(400)
        #expect(!rig.events.contains(.threadNamed("new")))
    }

    @Test("A service without sessions is told all each time, gets no name, and nothing is asked after a stop")
    func withoutSession() throws {
        let template = try AmityTemplate(json: #"{"question":"{text}"}"#)
        let settings = AmitySettings(template: template)
        var rig = AmityRig(remoteThread: nil, history: [.sample("a", "Before")], settings: settings)
        #expect(body(rig).contains("User: Before"))
        rig.begin()
        rig.receive(AmityWire.active("a"))
        #expect(rig.events == [.text("a")])
        rig.feed(.stop)
        #expect(rig.questions.isEmpty)
        #expect(rig.cancelledPosts == 1)
        #expect(rig.end == .stopped(.hereOnly))
    }

    @Test("A service that is busy with the last reply is asked again, with the same key and in the same session")
    func busy() {
        let settings = AmitySettings(
            retries: RetryPolicy(mostRetries: 0), busyWaits: [.milliseconds(250), .milliseconds(500)])
        for (status, code) in [(409, 400_900), (400, 400_900), (409, 1)] {
            var rig = AmityRig(remoteThread: nil, settings: settings)
            let first = rig.posts
            rig.refuse(status, AmityWire.error("busy", status: status, code: code))
            #expect(rig.alarms[.retry] == .milliseconds(250))
            rig.ring(.retry)
            rig.refuse(status, AmityWire.error("busy", status: status, code: code))
            #expect(rig.alarms[.retry] == .milliseconds(500))
            rig.ring(.retry)
            #expect(rig.posts == first + first + first)
            #expect(rig.events.retries.map(\.because.why) == ["busy", "busy"])
            rig.begin()
            rig.receive(AmityWire.finished("now"))
            #expect(rig.end == .complete)
        }
    }

    @Test("Busy for too long is told in the words of the service")
    func busyForTooLong() {
        let settings = AmitySettings(retries: RetryPolicy(mostRetries: 0), busyWaits: [.milliseconds(1)])
        var rig = AmityRig(settings: settings)
        rig.refuse(409, AmityWire.error("still busy", status: 409, code: 400_900))
        rig.ring(.retry)
        rig.refuse(409, AmityWire.error("still busy", status: 409, code: 400_900))
        #expect(rig.end?.failure?.why == "still busy")
    }

    @Test(
        "What may pass is tried again while nothing has come",
        arguments: [
            ServiceFault.unreachable(.refused), .unreachable(.unknownName), .closed(afterFirstByte: false),
        ])
    func retried(fault: ServiceFault) {
        var rig = AmityRig(settings: AmitySettings(retries: RetryPolicy(mostRetries: 1, firstWait: .seconds(1))))
        rig.fail(fault)
        #expect(rig.alarms[.retry] == .seconds(1))
        rig.ring(.retry)
        #expect(rig.posts.count == 2)
        rig.fail(fault)
        #expect(rig.end?.failure != nil)
        #expect(rig.events.retries.count == 1)
    }

    @Test("Nothing is tried again once the service has begun to answer")
    func notRetried() {
        for fault in [ServiceFault.closed(afterFirstByte: true), .closed(afterFirstByte: false)] {
            for bytes in ["", AmityWire.active("a")] {
                var rig = AmityRig.reading()
                rig.receive(bytes)
                rig.fail(fault)
                #expect(rig.end?.isInterrupted == true)
                #expect(rig.posts.count == 1)
            }
        }
    }

    @Test("A service that asks to wait is waited for, and is shown when it asks for too long")
    func retryAfter() {
        var rig = AmityRig()
        rig.refuse(429, AmityWire.error("slowly", status: 429, code: 400_311), retryAfter: .seconds(7))
        #expect(rig.events.retries.map(\.after) == [.seconds(7)])
        #expect(rig.alarms[.retry] == .seconds(7))
        rig = AmityRig()
        rig.refuse(429, AmityWire.error("slowly", status: 429, code: 400_311), retryAfter: .seconds(3600))
        #expect(rig.end?.failure?.what == "The service asks to slow down")
    }

    @Test(
        "A refusal is told in words",
        arguments: [
            (401, AmityWire.error("Wrong key", status: 401), "The service does not accept the key", "Wrong key"),
            (403, AmityWire.error("No", status: 403), "The key does not allow this", "No"),
            (404, "<html>not here</html>", "The service does not know this", "127.0.0.1:1 answered with status 404"),
            (
                400, "data: {\"__error\", \"message\": \"printed so\"}\n", "The service refused the request",
                "printed so"
            ),
            (413, "", "The message is too large for the service", "127.0.0.1:1 answered with status 413"),
            (422, #"{"message":"plain"}"#, "The service refused the request", "plain"),
        ])
    func refusals(status: Int, body: String, what: String, why: String) {
        var rig = AmityRig()
        rig.refuse(status, body)
        #expect(rig.end?.isFailed == true)
        #expect(rig.end?.failure?.what == what)
        #expect(rig.end?.failure?.why == why)
        #expect(rig.posts.count == 1)
    }

    @Test("How much may still be asked is passed on")
    func rateLimit() {
        let limit = RateLimit(limit: 100, remaining: 95, resetsAt: Timestamp(milliseconds: 1))
        var rig = AmityRig()
        rig.begin(rateLimit: limit)
        #expect(rig.events == [.rateLimit(limit)])
    }
}
