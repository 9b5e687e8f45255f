import ChatModel
import Testing
import WireFormats

@testable import Providers

@Suite("AmityExchange")
struct AmityExchangeTests {
    @Test("The example of the documentation is read as it is printed, and what follows the end is passed over")
    func documentation() {
        var rig = AmityRig.reading()
        rig.receive(AmityWire.documentation)
        rig.close()
        #expect(rig.events == [.text("Hello! How may I help you?"), .ended(.complete)])
    }

    @Test("Shows text with each record, although no blank line follows it")
    func stream() {
        var rig = AmityRig.reading(remoteThread: nil)
        rig.receive(AmityWire.active("Hel"))
        #expect(rig.events == [.threadNamed("new"), .text("Hel")])
        rig.receive(AmityWire.active("Hello") + AmityWire.active("Hello  you"))
        rig.receive(AmityWire.active("Hello  you"))
        rig.receive(AmityWire.finished("Hello  you."))
        #expect(
            rig.events == [
                .threadNamed("new"), .text("Hel"), .text("lo  you"), .text("."), .ended(.complete),
            ])
    }

    @Test("Text that shrinks or changes replaces what was shown, and the answer wins")
    func rewritten() {
        var rig = AmityRig.reading()
        rig.receive(AmityWire.active("one two"))
        rig.receive(AmityWire.active("one"))
        rig.receive(AmityWire.active("One") + AmityWire.active("One, two"))
        rig.receive(AmityWire.finished("Two"))
        #expect(
            rig.events == [
                .text("one two"), .wholeText("one"), .wholeText("One, two"), .wholeText("Two"), .ended(.complete),
            ])
    }

    @Test("Text is compared by bytes: a mark that comes later is appended, another form of a letter replaces")
    func scalars() {
        var rig = AmityRig.reading()
        rig.receive(AmityWire.active("ก"))
        rig.receive(AmityWire.active("ก\u{0E47}"))
        rig.receive(AmityWire.active("ก\u{0E47}👩"))
        rig.receive(AmityWire.active("ก\u{0E47}👩\u{200D}🚀"))
        let tails: [ReplyEvent] = [.text("ก"), .text("\u{0E47}"), .text("👩"), .text("\u{200D}🚀")]
        #expect(rig.events == tails)
        rig = .reading()
        rig.receive(AmityWire.active("caf\u{E9}"))
        rig.receive(AmityWire.active("cafe\u{301}"))
        guard case .wholeText(let whole)? = rig.events.last else {
            Issue.record("not replaced: \(rig.events)")
            return
        }
        #expect(Array(whole.utf8) == Array("cafe\u{301}".utf8))
    }

    @Test("An end without an answer keeps the text, and one without any text before it is shown at once")
    func ends() {
        for record in [#"{"__status":"finished"}"#, #"{"__status":"finished","answer":null}"#, #"{"answer":""}"#] {
            var rig = AmityRig.reading()
            rig.receive(AmityWire.active("Kept") + "data: \(record)\n")
            #expect(rig.events == [.text("Kept"), .ended(.complete)])
        }
        var rig = AmityRig.reading()
        rig.receive(AmityWire.finished("At once"))
        #expect(rig.events == [.text("At once"), .ended(.complete)])
    }

    @Test("Bad records are counted in one notice, and records that say nothing are passed over")
    func badRecords() {
        var rig = AmityRig.reading()
        rig.receive(
            AmityWire.active("a") + "data: {\"__status\": nonsense}\n\n: ping\n\ndata: 7\n\nevent: x\ndata: {}\n\n")
        rig.receive("data: {\"__status\":\"active\"}\ndata: {\"__status\":\"queued\",\"content\":\"b\"}\n")
        rig.receive([0xFF, 0xFE, 0x0A, 0x0A] + Array(AmityWire.finished("ab").utf8))
        #expect(rig.text == "ab")
        #expect(rig.end == .complete)
        #expect(rig.parts == [AmityParts.notice(ofLost: 2, first: "{\"__status\": nonsense}")])
        #expect(rig.parts.first?.title == "2 records of the answer could not be read")
    }

    @Test("Of a bad record only the beginning is kept, and never the key")
    func longBadRecord() throws {
        var rig = AmityRig.reading(key: "secret-0123")
        rig.receive("data: secret-0123" + String(repeating: "x", count: 100_000) + "\n" + AmityWire.finished("a"))
        let part = try #require(rig.parts.first)
        #expect(part.title == "one record of the answer could not be read")
        #expect(part.text.hasPrefix("(the key)xx"))
        #expect(part.text.count == 2000)
    }

    @Test("An error among the records ends the reply with the words of the service", arguments: [true, false])
    func errorRecord(hasText: Bool) throws {
        var rig = AmityRig.reading(key: "secret-0123")
        if hasText { rig.receive(AmityWire.active("Half")) }
        rig.receive("data: " + AmityWire.error("No, secret-0123", status: 401) + "\n")
        let failure = try #require(rig.end?.failure)
        #expect(rig.end?.isFailed == true)
        #expect(failure.why == "No, (the key)")
        #expect(
            failure.what == (hasText ? "The service failed while it answered" : "The service does not accept the key"))
        #expect(rig.text == (hasText ? "Half" : ""))
    }

    @Test("An error that cannot be read is shown as it came")
    func unreadableError() {
        var rig = AmityRig.reading()
        rig.receive("data: {\"__error\": not json}\n")
        #expect(rig.end?.failure?.why == "{\"__error\": not json}")
    }

    @Test("Is interrupted when the stream ends before its end")
    func interrupted() {
        var rig = AmityRig.reading()
        rig.receive(AmityWire.active("Half"))
        rig.close()
        #expect(rig.end?.isInterrupted == true)
        #expect(rig.text == "Half")
        rig = .reading()
        rig.close()
        #expect(rig.end?.failure?.what == "No answer came")
    }

    @Test("Nothing comes after the end")
    func afterEnd() {
        var rig = AmityRig.reading()
        rig.receive(AmityWire.finished("a") + AmityWire.active("b") + AmityWire.finished("c"))
        rig.receive(AmityWire.active("d"))
        rig.close()
        rig.feed(.stop)
        rig.feed(.drop)
        #expect(rig.events == [.text("a"), .ended(.complete)])
    }

    @Test("Silence ends the reply, and every byte puts it off")
    func silence() {
        var rig = AmityRig()
        #expect(rig.alarms[.silence] == .seconds(120))
        rig.begin()
        rig.receive(AmityWire.active("a"))
        rig.ring(.silence)
        #expect(rig.cancelledPosts == 1)
        #expect(rig.end?.isInterrupted == true)
        #expect(rig.end?.failure?.why.contains("120 s") == true)
        #expect(rig.posts.count == 1)

        rig = AmityRig(settings: AmitySettings(timeouts: ServiceTimeouts(silence: .zero)))
        #expect(rig.alarms[.silence] == nil)
    }

    @Test("A record larger than the limit is given up with the text, however long the stream may be")
    func tooLarge() {
        let settings = AmitySettings(mostBytes: 200)
        var rig = AmityRig.reading(settings: settings)
        for _ in 1...50 { rig.receive(AmityWire.active("a")) }
        #expect(rig.end == nil)
        rig.receive(AmityWire.active(String(repeating: "x", count: 200)))
        #expect(rig.end?.isInterrupted == true)
        #expect(rig.text == "a")
        for blank in [" ", "{"] {
            rig = .reading(type: "application/json", settings: settings)
            rig.receive(String(repeating: blank, count: 201))
            #expect(rig.end?.isInterrupted == true)
        }
    }
}
