import ChatModel
import TerminalModel
import Testing

@testable import Screen

/// The list as a window on many threads.
@Suite struct ListWindowTests {
    private static let many = Stage.crowdOfThreads(5000)

    @Test(
        "Going through all threads, no row is ever empty, and every thread comes",
        arguments: ["<Down>", "<PgDn>", "<Ctrl-D>"])
    func goingDown(_ key: String) {
        let threads = Array(Self.many.prefix(700))
        var stage = Stage.long(threads)
        stage.press("<Ctrl-T>")
        var seen: Set<ThreadID> = []
        for _ in 0..<800 {
            stage.press(key)
            seen.formUnion(stage.screen.threads.selected.map { [$0] } ?? [])
            stage.answerList(threads)
            #expect(!stage.text().contains("····"))
            if stage.screen.threads.selected == "t699" { break }
        }
        #expect(stage.screen.threads.selected == "t699")
        #expect(key != "<Down>" || seen.count == 699)
        stage.press("<Down>")
        #expect(stage.commands.isEmpty)
        #expect(stage.text().contains("This is the last thread"))
    }

    @Test("Up again from the end to the first thread, with its heading")
    func goingUp() {
        let threads = Array(Self.many.prefix(700))
        var stage = Stage.long(threads)
        stage.press("<Ctrl-T><End>")
        stage.answerList(threads)
        for _ in 0..<200 where stage.screen.threads.selected != "t0" {
            stage.press("<PgUp>")
            stage.answerList(threads)
            #expect(!stage.text().contains("····"))
        }
        #expect(stage.screen.threads.selected == "t0")
        #expect(stage.list()[2] == " Today")
    }

    @Test("The wheel goes through all of it without an empty row")
    func wheel() {
        let threads = Array(Self.many.prefix(700))
        var stage = Stage.long(threads)
        let mouse = Mouse(.wheelDown, at: Position(column: 3, row: 8))
        for _ in 0..<300 {
            stage.effects = stage.screen.update(.terminal(.mouse(mouse)), at: stage.now)
            stage.answerList(threads)
            #expect(!stage.text().contains("····"))
        }
        #expect(stage.list()[22].contains("Thread 699"))
        #expect(stage.screen.threads.selected == "t0")
    }

    @Test("A jump to the end shows placeholders until the rows come, then selects the last thread")
    func jump() {
        var stage = Stage.long(Self.many)
        stage.press("<Ctrl-T><End>")
        #expect(stage.commands.count == 1)
        #expect(stage.list()[22].contains("·····"))
        #expect(stage.screen.threads.selected == "t0")
        // What is asked meanwhile goes on from there.
        stage.press("<Up>")
        stage.effects = [.command(.listThreads(ThreadQuery(), around: 4990))]
        stage.answerList(Self.many)
        #expect(stage.commands.contains(.openThread("t4998")))
        #expect(stage.list()[21].hasPrefix("▌  Thread 4998"))
        stage.press("<Home>")
        stage.answerList(Self.many)
        #expect(stage.screen.threads.selected == "t0")
    }

    @Test("Nothing is asked for twice, and nothing while the rows around the screen are held")
    func asking() {
        var stage = Stage.long(Self.many)
        #expect(stage.changes.isEmpty)
        stage.press("<Ctrl-T><End>")
        #expect(stage.changes.count == 1)
        stage.hear(.draftSaved("t0", text: "x"))
        stage.wait(1)
        #expect(stage.changes.isEmpty)
    }

    @Test("A click selects the thread under it, not a heading or an empty row")
    func click() {
        var stage = Stage.long(Self.many)
        stage.press("<Ctrl-T><End>")
        stage.answerList(Self.many)
        func clicking(_ row: Int) -> [Effect] {
            let mouse = Mouse(.press, at: Position(column: 5, row: row))
            return stage.screen.update(.terminal(.mouse(mouse)), at: stage.now)
        }
        #expect(clicking(20) == [.command(.openThread("t4997"))])
        stage.press("<Home>")
        stage.answerList(Self.many)
        #expect(clicking(2) == [])
        #expect(clicking(3) == [])
        #expect(clicking(4) == [.command(.openThread("t1"))])
    }

    @Test("What is on the screen stays on its rows while threads above move")
    func stays() {
        var stage = Stage.long(Self.many)
        stage.press("<Ctrl-T><PgDn><PgDn><PgDn>")
        let before = stage.list()
        let selected = stage.screen.threads.selected
        for number in [4, 2, 7] {
            var moved = Self.many[number]
            moved.activeAt = Stage.noon + .seconds(number)
            stage.hear(.threadSaved(moved))
        }
        #expect(stage.list() == before)
        #expect(stage.screen.threads.selected == selected)
        stage.hear(.threadSaved(Stage.thread("new", "New")))
        #expect(stage.list().dropFirst() == before.dropFirst())
        #expect(stage.list()[0] == " Threads              5,001")
    }

    @Test("A thread that leaves the list leaves its neighbours to go on from")
    func gap() {
        var stage = Stage.long(Array(Self.many.prefix(50)))
        stage.press("<Ctrl-T><Down><Down>")
        var archived = Self.many[2]
        archived.isArchived = true
        stage.hear(.threadSaved(archived))
        #expect(stage.screen.threads.selected == "t2")
        #expect(!stage.list().contains { $0.hasPrefix("▌") })
        stage.hear(.threadSaved(Self.many[30]))
        stage.press("<Down>")
        #expect(stage.screen.threads.selected == "t3")
    }

    @Test("A list that gets shorter than where one was is seen from its end")
    func shorter() {
        var stage = Stage.long(Self.many)
        stage.press("<Ctrl-T><End>")
        stage.answerList(Self.many)
        stage.hear(.threadsListed(Stage.page(of: Array(Self.many.prefix(30)), ThreadQuery(), around: 4990)))
        #expect(stage.list()[22].contains("Thread 29"))
        stage.press("<Up>")
        #expect(stage.screen.threads.selected != nil)
    }

    @Test("The count stands beside the heading where the screen does not show all")
    func count() {
        var stage = Stage.long(Self.many)
        #expect(stage.list()[0] == " Threads              5,000")
        var few = Stage.talk()
        #expect(few.list()[0] == " Threads")
    }
}
