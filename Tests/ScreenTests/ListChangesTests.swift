import ChatModel
import TerminalModel
import Testing

@testable import Screen

/// What is done to threads from the list.
@Suite struct ListChangesTests {
    @Test(
        "One key, one change of the selected thread",
        arguments: [
            ("p", ThreadChange.pin(true), "“How do I stop an answer?” was pinned. u takes it back"),
            ("a", .archive(true), "was archived"), ("d", .delete, "was put into the trash"),
            ("<Delete>", .delete, "was put into the trash"), ("m", .markUnread(true), "was marked unread"),
        ])
    func keys(_ key: String, _ change: ThreadChange, _ words: String) {
        var stage = Stage.talk(columns: 120)
        stage.press("<Ctrl-T>" + key)
        #expect(stage.changes == [.changeThreads(["t1"], change)])
        #expect(stage.text().contains(words))
    }

    @Test("A title is asked of the service, once while it is waited for, and a title of the person's stays")
    func titles() {
        var stage = Stage.talk(columns: 120)
        stage.press("<Ctrl-T>M")
        #expect(stage.changes == [.makeTitles(["t1"])])
        stage.hear(.titlesAwaited(1))
        #expect(stage.text().contains("● waiting for a title"))
        stage.press("M")
        #expect(stage.changes == [.stopTitles])
        stage.hear(.titlesAwaited(0))
        #expect(!stage.text().contains("waiting for a title"))
        var named = Stage.thread("t1", "Mine")
        named.hasOwnTitle = true
        stage.hear(.threadSaved(named))
        stage.press("M")
        #expect(stage.changes.isEmpty)
        #expect(stage.text().contains("It has a title of yours, which stays"))
    }

    @Test("What is pinned already is unpinned, what is unread is marked read")
    func toggles() {
        var stage = Stage.talk()
        stage.press("<Ctrl-T><Down>m")
        #expect(stage.changes == [.changeThreads(["t2"], .markUnread(false))])
        var pinned = Stage.thread("t2", "Show me the whole manual")
        pinned.isPinned = true
        stage.hear(.threadSaved(pinned))
        #expect(stage.list()[2] == " Pinned")
        stage.press("p")
        #expect(stage.changes == [.changeThreads(["t2"], .pin(false))])
    }

    @Test("A thread that is deleted leaves the screen to its neighbour; taken back, it is shown again")
    func neighbour() {
        var stage = Stage.talk()
        stage.press("<Ctrl-T><Down>")
        stage.press("d")
        #expect(stage.commands == [.changeThreads(["t2"], .delete), .openThread("t3")])
        stage.press("u")
        #expect(stage.commands == [.undoThreadChange, .openThread("t2")])
        stage.press("u")
        #expect(stage.commands.isEmpty)
        #expect(stage.text().contains("Nothing was changed"))
        stage.press("<End>d")
        #expect(stage.commands.last == .openThread("t4"))
    }

    @Test("While threads are tagged, a change is for all of them, in the order of the list")
    func tags() {
        var stage = Stage.talk()
        stage.press("<Ctrl-T>tt<Down>t")
        #expect(stage.screen.threads.tagged == ["t1", "t2", "t4"])
        #expect(stage.list()[0] == " Threads           3 tagged")
        stage.press("p")
        #expect(stage.changes == [.changeThreads(["t1", "t2", "t4"], .pin(true))])
        stage.press("d")
        #expect(stage.changes == [.changeThreads(["t1", "t2", "t4"], .delete)])
        #expect(stage.screen.threads.tagged.isEmpty)
        stage.press("TU")
        #expect(stage.screen.threads.tagged.isEmpty)
        stage.press("U")
        #expect(stage.text().contains("No thread is tagged"))
    }

    @Test("Tagging all says how many of a long list that was")
    func tagAll() {
        var stage = Stage.long(Stage.crowdOfThreads(5000), columns: 120)
        stage.press("<Ctrl-T>T")
        #expect(stage.text().contains("The nearest 400 of 5,000 are tagged"))
    }

    @Test("A thread that the limit does not list any more can still be changed while it is shown")
    func unlisted() {
        var stage = Stage.talk()
        var query = ThreadQuery()
        query.filter = .unread
        stage.press("<Ctrl-T>l~u<Enter>")
        stage.hear(.threadsListed(ThreadPage(query: query, count: 0, threads: [])))
        stage.press("a")
        #expect(stage.changes == [.changeThreads(["t1"], .archive(true))])
        stage.press("vvb")
        #expect(stage.text().contains("No thread of this list is selected"))
    }

    @Test("A new title is written over the old one; the same title changes nothing")
    func rename() {
        var stage = Stage.talk()
        stage.press("<Ctrl-T><F2>")
        #expect(stage.text().contains("Title › How do I stop an answer?"))
        stage.press("<Enter>")
        #expect(stage.commands.isEmpty)
        stage.press("R<Ctrl-U>Stopping<Enter>")
        #expect(stage.commands == [.changeThreads(["t1"], .rename("Stopping"))])
        #expect(stage.screen.focus == .threads)
        stage.press("R<Ctrl-U><Enter>")
        #expect(stage.text().contains("Nothing is written"))
        stage.press("<Esc>")
        #expect(stage.commands.isEmpty)
        #expect(stage.screen.field == nil)
    }

    @Test("Labels are completed from those that were seen, and removed from those that are there")
    func labels() {
        var stage = Stage.talk()
        var labelled = Stage.thread("t5", "A recipe for bread", minutesAgo: 60 * 24 * 60)
        labelled.labels = ["home", "kitchen"]
        stage.hear(.threadSaved(labelled))
        stage.press("<Ctrl-T>+k<Tab><Enter>")
        #expect(stage.commands == [.changeThreads(["t1"], .addLabel("kitchen"))])
        stage.press("+<Tab><Tab><Enter>")
        #expect(stage.commands == [.changeThreads(["t1"], .addLabel("kitchen"))])
        stage.press("<End>+home<Enter>")
        #expect(stage.changes.isEmpty)
        #expect(stage.text().contains("Nothing changes by that"))
        stage.press("<Home>")
        stage.press("-")
        #expect(stage.text().contains("It has no label"))
        stage.press("<End>-<Tab><Enter>")
        #expect(stage.changes == [.changeThreads(["t5"], .removeLabel("home"))])
    }

    @Test("In the trash rows say how long they are kept; threads come back or are erased after a question")
    func trash() {
        var stage = Stage.talk()
        stage.press("<Ctrl-T>vv")
        #expect(stage.changes.last == .listThreads(ThreadQuery(scope: .trash), around: 0))
        var deleted = Stage.thread("gone", "Thrown away", minutesAgo: 60)
        deleted.deletedAt = Stage.noon + .seconds(-86_400)
        stage.hear(
            .threadsListed(ThreadPage(query: ThreadQuery(scope: .trash), count: 1, threads: [deleted])))
        #expect(stage.commands.contains(.openThread("gone")))
        #expect(stage.list()[0].hasPrefix(" Trash"))
        #expect(stage.list()[3] == "▌  Thrown away     29d left")
        stage.press("b")
        #expect(stage.changes == [.changeThreads(["gone"], .restore)])
        stage.press("p")
        #expect(stage.text().contains("It is in the trash"))
        stage.press("dn")
        #expect(stage.commands.isEmpty)
        stage.press("dy")
        #expect(stage.commands == [.eraseThreads(["gone"])])
        stage.press("Ey")
        #expect(stage.commands == [.eraseThreads(nil)])
        stage.hear(.threadsErased(["gone"]))
        #expect(stage.commands.contains(.createThread))
        #expect(stage.text().contains("The trash is empty"))
    }

    @Test("Outside of the trash nothing is erased or brought back")
    func outsideOfTheTrash() {
        var stage = Stage.talk()
        stage.press("<Ctrl-T>E")
        #expect(stage.text().contains("v goes to the trash first"))
        stage.press("b")
        #expect(stage.text().contains("It is not in the trash"))
    }

    @Test("Next unread, next running and the thread before")
    func goals() {
        var stage = Stage.talk()
        stage.press("<Alt-0>")
        #expect(stage.text().contains("No other thread was shown yet"))
        stage.press("<Alt-9>")
        #expect(stage.commands == [.findThread(.nextUnread, from: "t1")])
        stage.hear(.threadFound(.nextUnread, "t2"))
        #expect(stage.commands == [.openThread("t2")])
        stage.press("<Alt-0>")
        #expect(stage.commands == [.openThread("t1")])
        stage.press("<Alt-0>")
        #expect(stage.commands == [.openThread("t2")])
        stage.press("<Ctrl-T>N")
        #expect(stage.commands == [.findThread(.nextRunning, from: "t2")])
        stage.hear(.threadFound(.nextRunning, nil))
        #expect(stage.text().contains("No reply is running"))
        // One that was not asked for moves nothing.
        stage.hear(.threadFound(.nextUnread, "t3"))
        #expect(stage.commands.isEmpty)
    }

    @Test("A thread that is not held is shown as soon as it is read, with its draft")
    func offList() {
        var stage = Stage.talk()
        stage.press("<Alt-9>")
        stage.hear(.threadFound(.nextUnread, "far"))
        #expect(stage.commands == [.openThread("far")])
        #expect(!stage.text().contains("Nothing was said here yet"))
        stage.hear(
            .threadRead(Stage.thread("far", "From long ago", minutesAgo: 900_000), draft: "unsent"),
            .threadOpened("far", [Stage.prompt("f1", "Hello from then", in: "far")]))
        #expect(stage.text().contains("Hello from then"))
        #expect(stage.text().contains("› unsent"))
    }

    @Test("A title is found as it is typed, and Esc leaves it there")
    func jump() {
        var stage = Stage.talk()
        stage.press("<Ctrl-T>/wro")
        #expect(stage.screen.threads.selected == "t4")
        stage.press("<Ctrl-U>how")
        #expect(stage.screen.threads.selected == "t1")
        stage.press("<Down>")
        #expect(stage.screen.threads.selected == "t2")
        stage.press("zzz")
        #expect(stage.text().contains("No title near here"))
        stage.press("<Esc>")
        #expect(stage.screen.field == nil)
        #expect(stage.screen.threads.selected == "t2")
    }

    @Test("The list is sorted by what the person wants, and says so")
    func sorting() {
        var stage = Stage.talk()
        stage.press("<Ctrl-T>oo")
        let query = ThreadQuery(sort: .title)
        #expect(stage.commands.last == .listThreads(query, around: 0))
        let sorted = stage.session.threads.sorted(by: query.lists)
        stage.hear(.threadsListed(ThreadPage(query: query, count: 5, threads: sorted)))
        #expect(stage.list()[0] == " Threads by title")
        #expect(stage.list()[2].hasPrefix("   A recipe for"))
        #expect(stage.screen.threads.selected == "t1")
    }

    @Test("Marks of the rows: running, waiting, failed, unread, a draft, pinned")
    func marks() throws {
        var stage = Stage.talk(columns: 40, rows: 7)
        var pinned = Stage.thread("t3", "Pinned", minutesAgo: 300)
        pinned.isPinned = true
        stage.hear(
            .threadSaved(pinned), .draftSaved("t5", text: "unsent"),
            .runChanged(Stage.run(.streaming, reply: "m9", to: "m8", in: "t4")))
        stage.press("<Ctrl-T>")
        #expect(stage.lines().map { $0.prefix(2) }.prefix(5) == [" ^", "▌ ", " ◆", " ⠋", " ✎"])
        let page = ThreadPage(count: 5, threads: stage.session.threads, queued: ["t2"])
        stage.hear(.threadsListed(page), .runEnded("run"))
        #expect(stage.lines().map { $0.prefix(2) }.prefix(4) == [" ^", "▌ ", " »", " !"])
    }

    @Test("The mark of a running thread moves with the clock, and only then is there a tick for it")
    func spinner() throws {
        var stage = Stage.talk()
        let idle = try #require(stage.screen.nextTick)
        #expect(idle - stage.now >= .seconds(59))
        stage.hear(.runChanged(Stage.run(.streaming, reply: "m9", to: "m8", in: "t3")))
        let next = try #require(stage.screen.nextTick)
        #expect(next - stage.now <= .milliseconds(250))
        let before = stage.text()
        stage.now = next
        _ = stage.screen.update(.tick, at: next)
        #expect(stage.text() != before)
    }

    @Test("At midnight today's threads are yesterday's")
    func midnight() throws {
        let moment = Timestamp(milliseconds: Stage.noon.milliseconds + 12 * 3_600_000 - 90_000)
        #expect(
            ThreadGroup(Stage.thread("a", "A"), sort: .activity, now: moment, offset: .zero) == .today)
        #expect(
            ThreadGroup(Stage.thread("a", "A"), sort: .activity, now: moment + .seconds(90), offset: .zero)
                == .yesterday)
        #expect(
            ThreadGroup(Stage.thread("a", "A"), sort: .activity, now: moment + .seconds(90), offset: .seconds(-60))
                == .today)
    }

    @Test("A store that may only be read lets nothing be changed, but limited and searched")
    func readOnly() {
        let holder = Failure(what: "This Weft can only read")
        var stage = Stage(
            SessionState(threads: [Stage.thread("t1", "One")], services: [Stage.service], readOnly: holder))
        stage.press("<Ctrl-T>d")
        #expect(stage.commands.isEmpty)
        stage.press("lone")
        #expect(stage.changes.last == .listThreads(ThreadQuery(filter: .text("one")), around: 0))
        stage.press("<Esc><F4>x")
        #expect(stage.changes.last == .search(text: "x"))
    }
}
