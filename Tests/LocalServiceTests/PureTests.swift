import Foundation
import Testing
import WireFormats

@testable import LocalService

@Suite("The pure parts of the service")
struct PureTests {
    @Test("every byte is two hexadecimal digits")
    func hexadecimal() {
        for byte in UInt8.min ... .max {
            #expect([byte].hexadecimal.count == 2)
            #expect(UInt8([byte].hexadecimal, radix: 16) == byte)
        }
        #expect([0, 0x0A, 0xFF].hexadecimal == "000aff")
    }

    @Test("a key is recognised only when every byte of it is right")
    func bearerKey() throws {
        let text = ServiceKey.random().text
        let key = BearerKey(try #require(ServiceKey(text)))
        #expect(key.isIn("Bearer \(text)"))
        #expect(key.isIn("bearer \(text)"))
        for index in text.indices {
            var other = text
            other.replaceSubrange(index...index, with: text[index] == "0" ? "1" : "0")
            #expect(!key.isIn("Bearer \(other)"))
        }
        for wrong in ["", "Bearer", "Bearer ", text, "Basic \(text)", "Bearer \(text) ", "Bearer  \(text)"] {
            #expect(!key.isIn(wrong))
        }
        #expect(!key.isIn(nil))
    }

    @Test("a limiter lets the limit through in each window and says truly when the next opens")
    func rateLimiter() {
        var limiter = RateLimiter(limit: 3, window: .seconds(60))
        let start = ContinuousClock.now
        for remaining in [2, 1, 0] {
            #expect(limiter.take(at: start) == .init(isAllowed: true, limit: 3, remaining: remaining, reset: 60))
        }
        let late = start + .milliseconds(30_500)
        #expect(limiter.take(at: late) == .init(isAllowed: false, limit: 3, remaining: 0, reset: 30))
        #expect(!limiter.take(at: start + .milliseconds(59_999)).isAllowed)
        #expect(limiter.take(at: late + .seconds(30)).isAllowed)
    }

    @Test("for every moment of a window, the request after the named wait is allowed")
    func waitingHelps() {
        let start = ContinuousClock.now
        for milliseconds in stride(from: 0, to: 2000, by: 7) {
            var limiter = RateLimiter(limit: 1, window: .seconds(2))
            _ = limiter.take(at: start)
            let now = start + .milliseconds(milliseconds)
            let refused = limiter.take(at: now)
            #expect(!refused.isAllowed && refused.reset > 0)
            #expect(limiter.take(at: now + .seconds(refused.reset)).isAllowed)
        }
    }

    @Test("wrong keys are counted for each peer by itself")
    func door() {
        var limits = ServiceLimits()
        limits.wrongKeysPerMinute = 1
        var door = Door(limits)
        let now = ContinuousClock.now
        #expect(door.admit(hasKey: false, peer: "a", at: now) == .wrongKey)
        #expect(door.admit(hasKey: false, peer: "b", at: now) == .wrongKey)
        guard case .tooManyWrongKeys = door.admit(hasKey: false, peer: "a", at: now) else {
            return #expect(Bool(false))
        }
        #expect(door.admit(hasKey: false, peer: "a", at: now + .seconds(61)) == .wrongKey)
    }

    @Test("ids are a word, an underscore and up to 64 letters and digits")
    func ids() {
        for id in ["a_1", "thread_" + String(repeating: "Z", count: 64), ResourceID.random(.assistant)] {
            #expect(ResourceID.isValid(id))
        }
        for id in [
            "", "_", "a_", "_1", "A_1", "a1_1", "a_1_2", "a_é", "a_1 ", "a_../x", "a_1%00", "thread",
            "thread_" + String(repeating: "Z", count: 65),
        ] {
            #expect(!ResourceID.isValid(id))
        }
    }

    @Test("depth counts brackets outside strings")
    func depth() {
        for (text, expected) in [
            ("1", 0), ("{}", 1), ("[[]]", 2), (#"["[[["]"#, 1), (#"["\"[[["]"#, 1), (#"["\\",[]]"#, 2), ("[{},{}]", 2),
        ] {
            #expect(JSONDepth.deepest(in: text.utf8) == expected)
        }
        #expect(JSONDepth.deepest(in: repeatElement(UInt8(ascii: "["), count: 1_000_000)) == 1_000_000)
    }

    @Test("dates read as HTTP wants them")
    func dates() {
        #expect(HTTPDate.text(of: Date(timeIntervalSince1970: 784_111_777)) == "Sun, 06 Nov 1994 08:49:37 GMT")
        #expect(HTTPDate.text(of: Date(timeIntervalSince1970: 0)) == "Thu, 01 Jan 1970 00:00:00 GMT")
        #expect(HTTPDate.text(of: Date(timeIntervalSince1970: 1_709_208_000.9)) == "Thu, 29 Feb 2024 12:00:00 GMT")
    }

    @Test("addresses are read to the letter")
    func routes() {
        #expect(AssistersRoute(path: "/v1/assisters") == .assistants)
        #expect(AssistersRoute(path: "/v1/assisters/asst_1") == .assistant("asst_1"))
        #expect(AssistersRoute(path: "/v1/threads") == .threads)
        #expect(AssistersRoute(path: "/v1/threads/thread_1") == .thread("thread_1"))
        #expect(AssistersRoute(path: "/v1/threads/thread_1/messages") == .messages(thread: "thread_1"))
        #expect(AssistersRoute(path: "/v1/threads/thread_1/messages/stream") == .stream(thread: "thread_1"))
        for path in [
            "", "/", "/v1", "/v1/", "/v2/threads", "/v1/threads/", "/v1//threads", "/v1/assisters/asst_1/messages",
            "/v1/threads/thread_1/messages/", "/v1/threads/thread_1/messages/stream/x", "/v1/threads/no",
            "/v1/threads/thread_1/other",
        ] {
            #expect(AssistersRoute(path: path[...]) == nil)
        }
    }

    @Test("a listener takes what comes in order, up to its limit, and one piece of any size")
    func listener() {
        let (bell, continuation) = AsyncStream<Void>.makeStream()
        var listener = Listener(wire: AssistersWire(thread: "thread_1"), bell: continuation, cut: {})
        let fits = [[1, 2, 3, 4], [5]].map { listener.add($0, limit: 3) }
        #expect(fits == [true, false])
        let first = listener.take()
        #expect(first == .init(messages: [[1, 2, 3, 4]], isLast: false))
        let next = [[1], [2, 3], [4]].map { listener.add($0, limit: 3) }
        #expect(next == [true, true, false])
        listener.end()
        let second = listener.take()
        #expect(second == .init(messages: [[1], [2, 3]], isLast: true))
        let last = listener.take()
        #expect(last == .init(messages: [], isLast: true))
        withExtendedLifetime(bell) {}
    }

    @Test("how the work ended is how the run ended, and the first reason to stop holds")
    func liveRun() {
        let new = NewRun(
            thread: "thread_1", assistant: "asst_1", prompt: .init(content: "Hi"), once: nil,
            startedAt: Date(timeIntervalSince1970: 0))
        var run = LiveRun(new)
        run.grow(by: "ab")
        run.grow(by: "é")
        #expect(run.text == "abé" && run.unsavedBytes == 4)
        #expect(run.isDue(after: 4) && !run.isDue(after: 5))
        run.markSaved()
        run.grow(by: String(repeating: "x", count: 800))
        run.markSaved()
        run.grow(by: "y")
        #expect(!run.isDue(after: 1))
        run.markSaved()
        #expect(run.unsavedBytes == 0)
        run.stop(because: "one")
        run.stop(because: "two")
        #expect(run.stopReason == "one")
        #expect(run.ended(.whole).status == .completed)
        #expect(run.ended(.stopped).status == .stopped)
        #expect(run.ended(.failed(.init(code: "c", message: "No"))).failure?.message == "No")
        #expect(run.ended(.whole).text == run.text)
    }
}
