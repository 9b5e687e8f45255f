import ChatModel
import TerminalModel
import Testing

@testable import Screen

/// While the next try is waited for: the countdown, and taking the prompt back. And how much may still be asked.
@Suite struct RetryTests {
    static let busy = Failure(what: "The service asks to wait", why: "too many requests came from here")

    static func waiting(_ seconds: Int = 12, columns: Int = 80, rows: Int = 24) -> Stage {
        var stage = Stage.talk(columns: columns, rows: rows)
        stage.ask("And then?", answered: "")
        stage.hear(
            .runChanged(
                Stage.run(.retrying(at: Stage.noon + .seconds(seconds), because: busy), reply: "m4", to: "m3")))
        return stage
    }

    @Test("Seconds count down to one, each with a tick of its own, in the reply's place and in the status line")
    func countdown() throws {
        var stage = Self.waiting()
        for left in (1...12).reversed() {
            let lines = stage.lines()
            #expect(lines.dropLast().contains { $0.contains("● trying again in \(left)s") })
            #expect(try #require(lines.last).contains("● trying again in \(left)s · The service asks to wait"))
            stage.now = try #require(stage.screen.nextTick)
            _ = stage.screen.update(.tick, at: stage.now)
        }
        #expect(stage.now == Stage.noon + .seconds(12))
        #expect(stage.text().contains("● trying again…"))
        #expect(stage.text().contains("The service asks to wait: too many requests came"))
    }

    @Test("Esc takes the prompt back: its text is kept first", arguments: ["<Esc>", "<Ctrl-C>"])
    func takeBack(_ key: String) {
        var stage = Self.waiting()
        #expect(stage.text().contains("Esc takes it back"))
        stage.press("more")
        stage.press(key)
        #expect(stage.commands == [.saveDraft("t1", text: "And then?\nmore"), .takeBack("run")])
        stage.press(key)
        #expect(stage.commands.isEmpty)
        stage.hear(
            .messageStateChanged("t1", "m4", .stopped(.hereOnly)), .runEnded("run"), .messageRemoved("t1", "m4"),
            .messageRemoved("t1", "m3"))
        #expect(stage.screen.takenBack.isEmpty)
        #expect(stage.text().contains("› And then?"))
        stage.press(key)
        #expect(stage.screen.composer.editor.text == "And then?\nmore")
    }

    @Test("A prompt that another reply answers stays in its thread and is not written twice")
    func takeBackOfRetry() {
        var stage = Stage.talk()
        stage.ask()
        stage.end(.failed(Self.busy))
        stage.hear(
            .messageAdded(Stage.reply("m5", "", to: "m3", state: .running)),
            .runChanged(
                Stage.run(.retrying(at: Stage.noon + .seconds(9), because: Self.busy), reply: "m5", to: "m3")))
        stage.press("<Esc>")
        #expect(stage.commands == [.takeBack("run")])
    }

    @Test("When the next try began first, Esc stops as ever")
    func tooLate() {
        var stage = Self.waiting()
        stage.press("<Esc>")
        stage.hear(.runChanged(Stage.run(.streaming, reply: "m4", to: "m3")))
        stage.press("<Esc>")
        #expect(stage.commands == [.stop("run")])
    }

    private static func limited(_ remaining: Int, of limit: Int = 100, for seconds: Int = 30, columns: Int = 120)
        -> Stage
    {
        var stage = Stage.talk(columns: columns)
        var service = Stage.service
        service.rateLimit = RateLimit(
            limit: limit, remaining: remaining, resetsAt: Stage.noon + .seconds(seconds))
        stage.hear(.serviceChanged(service))
        return stage
    }

    @Test("The status line says how much may still be asked, until that is not known any more")
    func rateLimit() throws {
        var stage = Self.limited(95)
        #expect(try #require(stage.lines().last).contains("95 of 100 requests left, new in 30 s"))
        stage.wait(29)
        #expect(try #require(stage.lines().last).contains("new in 1 s"))
        stage.wait(1)
        #expect(try #require(stage.lines().last).contains("requests left") == false)
    }

    @Test("It gives way to all else, but not when little is left", arguments: [(95, false), (20, false), (19, true)])
    func narrow(_ remaining: Int, _ isShown: Bool) throws {
        var stage = Self.limited(remaining, columns: 80)
        #expect(try #require(stage.lines().last).contains("\(remaining) ") == isShown)
    }

    @Test("Before the tick the words stay, at the tick they change", arguments: [1, 30, 61, 119, 3600, 3601, 100_000])
    func ticks(_ seconds: Int) throws {
        let rate = RateLimit(limit: 10, remaining: 9, resetsAt: Stage.noon + .seconds(seconds))
        var now = Stage.noon
        for _ in 0..<40 {
            let words = RateWords.wordings(rate, at: now)
            guard let next = RateWords.nextChange(of: rate, at: now) else {
                #expect(words.isEmpty)
                return
            }
            #expect(next > now)
            #expect(RateWords.wordings(rate, at: next + .milliseconds(-1)) == words)
            #expect(RateWords.wordings(rate, at: next) != words)
            now = next
        }
    }

    @Test("Numbers of any size are borne", arguments: [(0, 0), (Int.max, Int.max), (-1, 3), (0, 3)])
    func numbers(_ remaining: Int, _ limit: Int) {
        var stage = Self.limited(remaining, of: limit)
        #expect(!stage.text().isEmpty)
    }
}
