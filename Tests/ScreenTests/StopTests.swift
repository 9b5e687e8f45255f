import ChatModel
import TerminalModel
import Testing

@testable import Screen

@Suite struct StopTests {
    @Test("Esc stops the run, and the next frame says so with the text standing still")
    func stop() {
        var stage = Stage.talk()
        stage.ask(answered: "Then you")
        stage.press("<Esc>")
        #expect(stage.commands == [.stop("run")])
        let frozen = stage.text()
        #expect(frozen.contains("● stopping…"))
        #expect(!frozen.contains("writing"))
        stage.hear(.replyGrew("t1", "m4", by: " go on, late"))
        #expect(stage.text() == frozen)
        #expect(stage.screen.session == stage.session)
    }

    @Test("A replacement that comes late does not move the text either")
    func lateReplacement() {
        var stage = Stage.talk()
        stage.ask(answered: "Then you")
        stage.press("<Esc>")
        let frozen = stage.text()
        stage.hear(.replyReplaced("t1", "m4", text: "Something else"))
        #expect(stage.text() == frozen)
        stage.hear(.runChanged(Stage.run(.stopping, reply: "m4", to: "m3")))
        #expect(stage.text().contains("Something else"))
    }

    @Test("What the session kept is what is shown in the end")
    func shownInTheEnd() {
        var stage = Stage.talk()
        stage.ask(answered: "Then you")
        stage.press("<Esc>")
        stage.hear(.replyGrew("t1", "m4", by: " go on"))
        stage.end(.stopped(.byService))
        #expect(stage.text().contains("Then you go on"))
        #expect(stage.text().contains("■ stopped by the service"))
        #expect(stage.screen.stopping.isEmpty)
    }

    @Test("Esc again drops the connection, once")
    func force() {
        var stage = Stage.talk()
        stage.ask()
        stage.press("<Esc>")
        stage.press("<Esc>")
        #expect(stage.commands == [.forceStop("run")])
        stage.press("<Esc>")
        #expect(stage.commands.isEmpty)
        stage.end(.stopped(.hereOnly))
        #expect(stage.text().contains("stopped here only, the service did not answer"))
    }

    @Test("A second press too many does not stop the prompt that follows by itself", arguments: ["<Esc>", "<Ctrl-C>"])
    func echoOfStop(_ key: String) {
        var stage = Stage.talk()
        stage.ask()
        stage.hear(.messageAdded(Stage.prompt("m5", "One more", state: .queued)))
        stage.press("draft" + key)
        stage.end(.stopped(.byService))
        stage.hear(
            .messageStateChanged("t1", "m5", .sent),
            .messageAdded(Stage.reply("m6", "", to: "m5", state: .running)),
            .runChanged(
                Run(id: "next", thread: "t1", prompt: "m5", reply: "m6", startedAt: stage.now, phase: .waiting)))
        stage.now = stage.now + .milliseconds(399)
        stage.press(key)
        #expect(stage.effects.isEmpty)
        #expect(stage.screen.composer.editor.text == "draft")
        #expect(stage.text().contains("The next prompt is sent; press again to stop it"))
        stage.now = stage.now + .milliseconds(1)
        stage.press(key)
        #expect(stage.commands == [.stop("next")])
    }

    @Test("A prompt that the person sends after a stop can be stopped at once")
    func stopAfterOwnSend() {
        var stage = Stage.talk()
        stage.ask()
        stage.press("<Esc>")
        stage.end(.stopped(.byService))
        stage.press("more<Enter>")
        stage.hear(
            .messageAdded(Stage.prompt("m5", "more")), .messageAdded(Stage.reply("m6", "", to: "m5", state: .running)),
            .runChanged(
                Run(id: "next", thread: "t1", prompt: "m5", reply: "m6", startedAt: stage.now, phase: .waiting)))
        stage.press("<Esc>")
        #expect(stage.commands == [.stop("next")])
    }

    @Test("A stop that the session began itself is forced by one Esc")
    func forceWhatStopsAlready() {
        var stage = Stage.talk()
        stage.ask()
        stage.hear(.runChanged(Stage.run(.stopping, reply: "m4", to: "m3")))
        stage.press("<Esc>")
        #expect(stage.commands == [.forceStop("run")])
    }

    @Test("Ctrl-C stops first, then clears, and never quits")
    func controlC() {
        var stage = Stage.talk()
        stage.ask()
        stage.press("text<Ctrl-C>")
        #expect(stage.commands.last == .stop("run"))
        #expect(stage.screen.composer.editor.text == "text")
        stage.end(.stopped(.byService))
        stage.press("<Ctrl-C>")
        #expect(stage.commands == [.saveDraft("t1", text: "")])
        stage.press("<Ctrl-C><Ctrl-C>")
        #expect(stage.effects.isEmpty)
        stage.press("<Ctrl-_>")
        #expect(stage.screen.composer.editor.text == "text")
    }

    @Test("Only the run of the shown thread is stopped")
    func otherThread() {
        var stage = Stage.talk()
        stage.hear(.runChanged(Stage.run(.streaming, reply: "m9", to: "m8", in: "t3")))
        stage.press("<Esc>")
        #expect(stage.effects.isEmpty)
        #expect(stage.screen.status.notice == "No reply is running here")
    }

    @Test("Letters act on the reply from the transcript, Alt and the letter from the composer")
    func remedies() {
        var stage = Stage.talk()
        stage.ask()
        stage.end(.stopped(.byService))
        stage.press("<Alt-C>")
        #expect(stage.commands == [.continueReply("t1", "m4")])
        stage.press("<Alt-R>")
        #expect(stage.commands == [.retry("t1", "m4")])
        stage.press("<Shift-Tab>c")
        #expect(stage.commands == [.continueReply("t1", "m4")])
        stage.press("<Shift-Tab>r")
        #expect(stage.commands == [.retry("t1", "m4")])
        stage.press("<Shift-Tab>e")
        #expect(stage.commands == [.saveDraft("t1", text: "And then?")])
        #expect(stage.screen.focus == .composer)
    }

    @Test("A whole reply is not continued, nor is anything while a reply runs")
    func noRemedy() {
        var stage = Stage.talk()
        stage.press("<Alt-C>")
        #expect(stage.effects.isEmpty)
        stage.ask()
        stage.press("<Alt-C><Alt-R>")
        #expect(stage.effects.isEmpty)
        stage.end(.stopped(.alreadyFinished))
        stage.press("<Alt-C>")
        #expect(stage.effects.isEmpty)
    }
}
