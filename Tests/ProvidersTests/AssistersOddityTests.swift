import ChatModel
import TestSupport
import Testing
import WireFormats

@testable import Providers

/// What services of this API do that its reference does not say, or says otherwise.
@Suite("Oddities of the Assisters API", .timeLimit(.minutes(1)))
struct AssistersOddityTests {
    private func joined(_ pieces: [String], _ join: DeltaJoin) -> String {
        var joining = DeltaJoining(join)
        return pieces.reduce(into: "") { $0 += joining.joined($1, to: $0) }
    }

    @Test("Pieces are joined to the letter, with spaces, or with spaces between words that bring none")
    func joins() {
        let cases: [(pieces: [String], space: String, auto: String)] = [
            (["We're", "available", "9 AM"], "We're available 9 AM", "We're available 9 AM"),
            (["We're", " available"], "We're available", "We're available"),
            (["Hel", "lo", " there"], "Hel lo there", "Hel lo there"),
            (["One ", "two", "three"], "One two three", "One twothree"),
            (["Stop", ".", "Go"], "Stop . Go", "Stop.Go"),
            (["你", "好"], "你 好", "你好"),
            (["ส", "วัส"], "ส วัส", "สวัส"),
            (["a", "", "b"], "a b", "a b"),
            (["a\n", "b"], "a\nb", "a\nb"),
            ([], "", ""),
        ]
        for (pieces, space, auto) in cases {
            #expect(joined(pieces, .verbatim) == pieces.joined())
            #expect(joined(pieces, .space) == space)
            #expect(joined(pieces, .auto) == auto)
        }
        #expect(AssistersSettings().join == .verbatim)
    }

    @Test("What the post or the last record says takes the place of what was streamed")
    func authority() {
        for join in DeltaJoin.allCases {
            var rig = ExchangeRig.posting(settings: AssistersSettings(assistant: "a", join: join))
            rig.stream(Wire.delta("We're") + Wire.delta("here"))
            rig.stream(Wire.final("We're  here"))
            #expect(rig.text == "We're  here")
            rig.answer(Wire.reply("We're here."))
            #expect(rig.text == "We're here.")
            #expect(rig.end == .complete)
        }
    }

    @Test("The stream is asked for first, and the post waits for it no longer than 300 ms")
    func order() async throws {
        #expect(ServiceTimeouts().streamGrace == .milliseconds(300))
        var settings = FaultAssisters.settings
        settings.timeouts.streamGrace = .milliseconds(500)
        let posted = Gate()
        try await FaultAssisters.serving(
            { request in
                // The head of the stream comes with its first word only.
                if request.isStream { return .waiting { await posted.wait() } + .eventStream + .stalling }
                posted.open()
                return .json(Wire.reply("Hi"))
            }, settings: settings
        ) { provider, server in
            let events = await provider.reply(to: .sample("Hello?")).events()
            #expect(events.ends == [.complete])
            #expect(server.requests.map(\.isStream) == [true, false])
        }
    }

    @Test("Records with another id than the reply's are the reply, once the post has begun")
    func ids() {
        var rig = ExchangeRig.posting()
        rig.stream(Wire.delta("Hello", id: "msg_1") + Wire.delta(" there", id: "msg_2"))
        #expect(rig.text == "Hello there")
        rig.answer(Wire.reply("Hello there").replacing("msg_1", with: "msg_jkl012"))
        #expect(rig.events == [.text("Hello there"), .ended(.complete)])
    }

    @Test("A stream that opens late may bring the reply from its beginning or only its rest")
    func lateStream() {
        for pieces in [["Hello", " there"], [" there"]] {
            var rig = ExchangeRig()
            rig.ring(.grace)
            rig.feed(.streamOpened(rig.exchange.stream))
            for piece in pieces { rig.stream(Wire.delta(piece)) }
            #expect(rig.text == pieces.joined())
            rig.answer(Wire.reply("Hello there"))
            #expect(rig.text == "Hello there")
        }
    }

    @Test("Of two who listen to one thread, whoever is refused for the other's run takes its text back")
    func twoListeners() {
        var first = ExchangeRig.posting()
        var second = ExchangeRig.posting()
        for piece in ["One", " two"] {
            first.stream(Wire.delta(piece))
            second.stream(Wire.delta(piece))
        }
        second.answer(Wire.error("a run is active"), status: 409)
        #expect(first.text == "One two")
        #expect(second.text.isEmpty)
        second.stream(Wire.final("One two", status: "completed"))
        second.ring(.retry)
        second.stream(Wire.delta("Mine", id: "msg_2"))
        second.answer(Wire.reply("Mine"))
        first.answer(Wire.reply("One two"))
        #expect([first.text, second.text] == ["One two", "Mine"])
    }

    @Test("Where there is no stream, the post alone brings the reply", arguments: [404, 405, 500, 204])
    func noStream(status: Int) async throws {
        try await FaultAssisters.serving { request in
            request.isStream ? .json("", status: status) : .json(Wire.reply("Whole"))
        } _: { provider, server in
            let events = await provider.reply(to: .sample("Hello?")).events()
            #expect(events == [.wholeText("Whole"), .ended(.complete)])
            #expect(server.requests.count == 2)
        }
    }

    @Test("A dropped stream is not taken up again, and no event is asked for by its id")
    func noResumption() async throws {
        let (posted, dropped) = (Gate(), Gate())
        try await FaultAssisters.serving { request in
            if request.isStream {
                return .eventStream + .waiting { await posted.wait() } + .text("id: 7\n" + Wire.delta("Half"))
                    + .waiting { dropped.open() } + .ending(.finished)
            }
            posted.open()
            return .waiting { await dropped.wait() } + .json(Wire.reply("Half and whole"))
        } _: { provider, server in
            let events = await provider.reply(to: .sample("Hello?")).events()
            #expect(events.text == "Half and whole")
            #expect(events.ends == [.complete])
            #expect(server.requests.count(where: \.isStream) == 1)
            #expect(server.requests.allSatisfy { $0.header("Last-Event-ID") == nil })
        }
    }

    @Test("A reply without a time, with members that nobody knows, is a reply")
    func unknownMembers() {
        var rig = ExchangeRig.posting()
        rig.stream(#"data: {"content":"Hi","delta":true,"index":0,"logprobs":null}"# + "\n\n")
        rig.answer(#"{"id":"m","role":"assistant","content":"Hi","usage":{"tokens":7},"created_at":null}"#)
        #expect(rig.events == [.text("Hi"), .ended(.complete)])
    }
}
