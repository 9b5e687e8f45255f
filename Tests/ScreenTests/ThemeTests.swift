import TerminalModel
import Testing

@testable import Screen

@Suite struct ThemeTests {
    @Test("The built-in themes have names")
    func names() {
        #expect(Theme(named: "dark") == .dark)
        #expect(Theme(named: "light") == .light)
        #expect(Theme(named: "plain") == .plain)
        #expect(Theme(named: "dim") == nil)
    }

    @Test("The plain theme has no colour anywhere", arguments: ["", "<Tab>", "<Shift-Tab>", "<F1>", "<Ctrl-Q>"])
    func plain(_ keys: String) {
        var stage = Stage.talk(theme: .plain)
        stage.ask()
        stage.press(keys)
        let styles = Set(stage.screen.frame().rows.joined().map(\.style))
        #expect(styles.allSatisfy { $0.foreground == .standard && $0.background == .standard })
        #expect(styles.count > 1)
    }

    @Test("The pane that has the keys looks different", arguments: [Theme.dark, .light, .plain])
    func focus(_ theme: Theme) {
        var stage = Stage.talk(theme: theme)
        var frames: Set<[[Cell]]> = []
        for _ in 0..<3 {
            frames.insert(stage.screen.frame().rows)
            stage.press("<Tab>")
        }
        #expect(frames.count == 3)
    }
}
