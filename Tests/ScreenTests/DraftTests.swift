import ChatModel
import TerminalModel
import Testing

@testable import Screen

@Suite struct DraftTests {
    @Test("Every change of the text is kept as the thread's draft")
    func draftsAreSaved() {
        var stage = Stage.talk()
        stage.press("hi<Left>")
        #expect(stage.commands == [.saveDraft("t1", text: "h"), .saveDraft("t1", text: "hi")])
    }

    @Test("Each thread has its own draft, with its own undo")
    func draftForEachThread() {
        var stage = Stage.talk()
        stage.hear(.draftSaved("t2", text: "kept before"))
        stage.press("first<Alt-Down>")
        #expect(stage.screen.composer.editor.text == "kept before")
        stage.press("!<Alt-Up>")
        #expect(stage.screen.composer.editor.text == "first")
        stage.press("<Alt-Down>")
        #expect(stage.screen.composer.editor.text == "kept before!")
        stage.press("<Ctrl-_>")
        #expect(stage.screen.composer.editor.text == "kept before")
    }

    @Test("The echo of an older draft does not undo what was typed since")
    func echo() {
        var stage = Stage.talk()
        stage.press("hello")
        stage.hear(.draftSaved("t1", text: "hel"))
        #expect(stage.screen.composer.editor.text == "hello")
        stage.press("<Alt-Down><Alt-Up>")
        #expect(stage.screen.composer.editor.text == "hello")
        #expect(stage.screen.session.drafts["t1"] == "hel")
    }

    @Test("Enter sends the text as it stands and empties the composer")
    func send() {
        var stage = Stage.talk()
        stage.press("a<Alt-Enter>b")
        stage.press("<Enter>")
        #expect(stage.commands == [.send("t1", text: "a\nb")])
        #expect(stage.screen.composer.editor.isEmpty)
    }

    @Test("What the session did not send stands in the composer again at once, above what is written there by then")
    func returned() {
        var stage = Stage.talk()
        stage.press("First<Enter>")
        stage.hear(
            .draftSaved("t1", text: "First"), .promptReturned("t1", text: "First", files: [], inPlaceOf: nil))
        #expect(stage.text().contains("› First") && stage.commands == [.saveDraft("t1", text: "First")])
        stage.press("<Enter>Second")
        stage.hear(.promptReturned("t1", text: "First", files: [], inPlaceOf: nil))
        #expect(stage.screen.composer.editor.text == "First\nSecond")
        #expect(stage.commands == [.saveDraft("t1", text: "First\nSecond")])
    }

    @Test("So it is in a thread that is not shown; in one that was not shown yet it is the draft")
    func returnedElsewhere() {
        var stage = Stage.talk()
        stage.press("First<Enter>Second<Alt-Down>Other")
        stage.hear(.promptReturned("t1", text: "First", files: [], inPlaceOf: nil))
        #expect(stage.screen.composer.editor.text == "Other")
        #expect(stage.commands == [.saveDraft("t1", text: "First\nSecond")])
        stage.press("<Alt-Up>")
        #expect(stage.screen.composer.editor.text == "First\nSecond")

        stage = Stage.talk()
        stage.hear(
            .draftSaved("t2", text: "Kept\nFirst"), .promptReturned("t2", text: "Kept", files: [], inPlaceOf: nil))
        #expect(stage.commands.isEmpty)
        stage.press("<Alt-Down>")
        #expect(stage.screen.composer.editor.text == "Kept\nFirst")
    }

    @Test("An edit of an earlier prompt that was not sent is an edit again, and the draft is kept behind it")
    func returnedEdit() {
        var stage = Stage.talk()
        let prompt = Stage.prompt("m1", "What is tea?")
        stage.hear(.threadOpened("t1", [prompt, Stage.reply("m2", "A drink.", to: "m1")].inSequence))
        stage.press("Draft<Alt-A>")
        stage.press("!<Enter>")
        #expect(stage.screen.composer.editor.text == "Draft")
        stage.hear(.promptReturned("t1", text: "What is tea?!", files: [], inPlaceOf: "m1"))
        #expect(stage.screen.composer.editor.text == "What is tea?!")
        #expect(stage.screen.composer.amendment?.prompt == "m1")
        #expect(stage.commands == [.saveDraft("t1", text: "What is tea?!\nDraft")])
        stage.press("<Esc>")
        #expect(stage.screen.composer.editor.text == "Draft")
    }

    @Test("Blank text is not sent", arguments: ["", "  ", "<Alt-Enter><Ctrl-J>"])
    func blank(_ keys: String) {
        var stage = Stage.talk()
        stage.press(keys)
        stage.press("<Enter>")
        #expect(stage.commands.isEmpty)
        #expect(stage.screen.status.notice == "There is nothing to send yet")
    }

    @Test(
        "A paste is text, whatever it holds, and goes to the composer from every pane",
        arguments: ["", "<Tab>", "<Tab><Tab>", "<F1>"])
    func paste(_ keys: String) {
        var stage = Stage.talk()
        stage.press(keys)
        stage.paste("rm -rf\n\u{1B}[201~\n")
        #expect(stage.commands == [.saveDraft("t1", text: "rm -rf\n\u{1B}[201~\n")])
        #expect(stage.screen.focus == .composer)
        #expect(!stage.screen.frame().rows.joined().contains { $0.cluster == "\u{1B}" })
    }

    @Test("What is typed and sent before there is a thread goes into the first one")
    func beforeTheFirstThread() {
        var stage = Stage()
        #expect(stage.commands == [.createThread])
        stage.press("hello<Enter>more")
        #expect(stage.commands.isEmpty)
        stage.hear(.threadSaved(Stage.thread("new", ThreadTitle.untitled, isEmpty: true)))
        #expect(
            stage.commands == [.openThread("new"), .send("new", text: "hello"), .saveDraft("new", text: "more")])
        #expect(stage.screen.composer.editor.text == "more")
    }

    @Test("A prompt that waits can be taken back into the composer")
    func takeBack() {
        var stage = Stage.talk()
        stage.ask()
        stage.hear(.messageAdded(Stage.prompt("m5", "One more", state: .queued)))
        stage.press("also")
        stage.press("<Alt-E>")
        #expect(stage.commands == [.unqueue("t1", "m5"), .saveDraft("t1", text: "One more\nalso")])
    }

    @Test("The cursor stands behind the text, in display columns")
    func cursor() {
        var stage = Stage.talk()
        stage.press("日本e")
        #expect(stage.screen.frame().cursor == Position(column: 29 + 1 + 2 + 5, row: 22))
        stage.press("<Tab>")
        #expect(stage.screen.frame().cursor == nil)
    }

    @Test("A long draft takes a third of the height and scrolls inside")
    func longDraft() {
        var stage = Stage.talk()
        stage.paste((1...40).map { "line \($0)" }.joined(separator: "\n"))
        let lines = stage.lines()
        #expect(lines.filter { $0.contains("line ") }.count == 8)
        #expect(lines[22].hasSuffix("line 40"))
        #expect(stage.screen.frame().cursor?.row == 22)
        stage.press("<Ctrl-Home>" + String(repeating: "<Up>", count: 39))
        #expect(stage.lines()[15].hasSuffix("line 1"))
        #expect(stage.screen.frame().cursor?.row == 15)
    }

    @Test("With the threads in other hands nothing is typed or sent, and the reason is said")
    func readOnly() {
        let holder = Failure(what: "Another Weft holds the threads", why: "process 4711")
        var stage = Stage(
            SessionState(threads: [Stage.thread("t1", "One")], services: [Stage.service], readOnly: holder))
        stage.press("hi<Enter>")
        stage.paste("text")
        #expect(stage.commands.isEmpty)
        #expect(stage.screen.composer.editor.isEmpty)
        #expect(stage.screen.status.notice == "Another Weft holds the threads")
        #expect(stage.text().contains("Another Weft holds the threads: process 4711"))
        stage.press("<Ctrl-N>")
        #expect(stage.commands.isEmpty)
    }
}
