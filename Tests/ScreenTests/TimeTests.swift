import ChatModel
import TerminalModel
import Testing

@testable import Screen

/// When time alone changes what is shown.
@Suite struct TimeTests {
    @Test("An idle screen of old threads has nothing to wake up for")
    func idle() {
        let old = Stage.thread("t1", "Old", minutesAgo: 60 * 24 * 60)
        var stage = Stage(SessionState(threads: [old], services: [Stage.service]))
        stage.hear(.threadOpened("t1", [Stage.prompt("m1", "Long ago")]))
        #expect(stage.screen.nextTick == nil)
    }

    @Test("A thread that is slow to come is said to be on its way, one that is quick shows no such words")
    func opening() throws {
        let old = Stage.thread("t1", "Old", minutesAgo: 60 * 24 * 60)
        var stage = Stage(SessionState(threads: [old], services: [Stage.service]))
        #expect(!stage.text().contains("Reading this thread"))
        stage.now = try #require(stage.screen.nextTick)
        stage.effects = stage.screen.update(.tick, at: stage.now)
        #expect(stage.text().contains("Reading this thread…"))
        #expect(stage.screen.nextTick == nil)
        stage.hear(.threadOpened("t1", [Stage.prompt("m1", "Long ago")]))
        #expect(!stage.text().contains("Reading this thread"))
        #expect(stage.text().contains("Long ago"))
    }

    @Test("A thread that cannot be read says why and what to do, not that it is on its way; so does an empty one")
    func unreadable() throws {
        let old = Stage.thread("t1", "Old", minutesAgo: 60 * 24 * 60)
        var stage = Stage(SessionState(threads: [old], services: [Stage.service]))
        let damaged = Failure(what: "Nothing can be read", why: "the file is damaged", remedy: "start Weft anew")
        stage.hear(.troubleChanged(damaged))
        stage.now = try #require(stage.screen.nextTick)
        stage.effects = stage.screen.update(.tick, at: stage.now)
        let rows = stage.text().split(separator: "\n").dropLast()
        #expect(rows.contains { $0.contains("Nothing can be read: the file is damaged") })
        #expect(rows.contains { $0.contains("Start Weft anew") })
        #expect(!stage.text().contains("Reading this thread"))
        stage.hear(.threadOpened("t1", []))
        #expect(stage.text().split(separator: "\n").dropLast().contains { $0.contains("Start Weft anew") })
        #expect(stage.text().contains("Write to"))
    }

    @Test("While a reply runs each second is a tick, and each tick another frame")
    func running() throws {
        var stage = Stage.talk()
        stage.ask()
        for _ in 0..<70 {
            let before = stage.text()
            let next = try #require(stage.screen.nextTick)
            #expect(next - stage.now <= .seconds(1) && next > stage.now)
            stage.now = next
            stage.effects = stage.screen.update(.tick, at: next)
            #expect(stage.text() != before)
        }
    }

    @Test("Before the tick nothing changes", arguments: [1, 250, 999, 1001, 59_999])
    func between(_ milliseconds: Int) throws {
        for phase in [RunPhase.streaming, .retrying(at: Stage.noon + .seconds(90), because: Failure(what: "Busy"))] {
            var stage = Stage.talk()
            stage.ask()
            stage.hear(.runChanged(Stage.run(phase, reply: "m4", to: "m3")))
            stage.now = stage.now + .milliseconds(milliseconds)
            _ = stage.screen.update(.tick, at: stage.now)
            let before = stage.text()
            let next = try #require(stage.screen.nextTick)
            _ = stage.screen.update(.tick, at: next + .milliseconds(-1))
            #expect(stage.text() == before)
            _ = stage.screen.update(.tick, at: next)
            #expect(stage.text() != before)
        }
    }

    @Test("A stop that is waited for needs no tick of its own")
    func stopping() throws {
        var stage = Stage.talk()
        stage.ask()
        stage.press("<Esc>")
        let next = try #require(stage.screen.nextTick)
        #expect(next - stage.now > .seconds(1))
    }

    @Test("The first tick is due at once, because the first thread has to be opened")
    func first() {
        let screen = ScreenState(
            session: SessionState(), size: Size(columns: 80, rows: 24), theme: .plain, now: Stage.noon)
        #expect(screen.nextTick == Stage.noon)
    }
}
