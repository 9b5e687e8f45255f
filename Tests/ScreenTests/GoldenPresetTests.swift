import ChatModel
import TerminalModel
import Testing

@testable import Screen

/// Presets of models, and how a thread is answered, as whole screens.
@Suite struct GoldenPresetTests {
    @Test("The picker with a preset above the models of its service", arguments: GoldenPageTests.sizes)
    func picker(_ size: Size) throws {
        var stage = PresetTests.picking(columns: size.columns, rows: size.rows)
        stage.press("<Down><Down>")
        try expectScreen("picker-presets", &stage)
    }

    @Test("The form of a preset, with a mistake", arguments: GoldenPageTests.sizes)
    func form(_ size: Size) throws {
        var stage = PresetTests.picking(columns: size.columns, rows: size.rows)
        stage.press("<Down><Down><Ctrl-E><Shift-Tab>est<Ctrl-S>")
        try expectScreen("form-preset", &stage)
    }

    @Test("A thread with settings that its service does not take, and their form", arguments: GoldenPageTests.sizes)
    func thread(_ size: Size) throws {
        var stage = Stage.several(columns: size.columns, rows: size.rows)
        var thread = Stage.thread("t1", "How do I stop an answer?", minutesAgo: 2)
        thread.settings = ReplySettings(system: "Be brief.", effort: .low)
        stage.hear(.threadSaved(thread))
        try expectScreen("thread-settings", &stage)
        stage.press("<F6>")
        try expectScreen("form-thread", &stage)
    }
}
