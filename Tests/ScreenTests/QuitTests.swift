import ChatModel
import TerminalModel
import Testing

@testable import Screen

@Suite struct QuitTests {
    @Test("With nothing running, Ctrl-Q quits from everywhere", arguments: ["", "<Tab>", "<F1>", "text"])
    func quits(_ keys: String) {
        var stage = Stage.talk()
        stage.press(keys)
        stage.press("<Ctrl-Q>")
        #expect(stage.effects == [.quit])
    }

    @Test("Ctrl-D quits in an empty composer only")
    func controlD() {
        var stage = Stage.talk()
        stage.press("ab<Ctrl-D>")
        #expect(!stage.effects.contains(.quit))
        stage.press("<Tab><Ctrl-D>")
        #expect(!stage.effects.contains(.quit))
        stage.press("<Esc><Ctrl-C><Ctrl-D>")
        #expect(stage.effects.last == .quit)
    }

    @Test("While any reply runs it asks first; only y quits", arguments: ["n", "<Esc>", "<Enter>", "<Ctrl-C>"])
    func asks(_ no: String) {
        var stage = Stage.talk()
        stage.hear(.runChanged(Stage.run(.streaming, reply: "m9", to: "m8", in: "t3")))
        stage.press("<Ctrl-Q>x" + no)
        #expect(stage.effects.isEmpty)
        #expect(stage.screen.question == nil)
        stage.press("<Ctrl-Q>y")
        #expect(stage.effects == [.quit])
    }

    @Test("The question counts what still runs")
    func counts() {
        var stage = Stage.talk()
        stage.ask()
        stage.press("<Ctrl-Q>")
        #expect(stage.lines().last == " A reply is running. Quit and stop it? [y/N]")
        stage.end(.complete)
        #expect(stage.lines().last == " Quit? [y/N]")
    }

    @Test("Ctrl-Z suspends, and a lost terminal ends it")
    func suspend() {
        var stage = Stage.talk()
        stage.press("<Ctrl-Z>")
        #expect(stage.effects == [.suspend])
        #expect(stage.screen.update(.terminal(.lost), at: stage.now) == [.quit])
    }
}
