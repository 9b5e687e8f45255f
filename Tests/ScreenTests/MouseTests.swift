import ChatModel
import Settings
import TerminalModel
import Testing

@testable import Screen

@Suite struct MouseTests {
    /// Does deeds of the mouse: each a letter (p, d, r, u, w) and its cell.
    private func move(_ stage: inout Stage, _ deeds: [(Mouse.Deed, Int, Int)]) {
        stage.effects = []
        for (deed, column, row) in deeds {
            let mouse = Mouse(deed, at: Position(column: column, row: row))
            stage.effects += stage.screen.update(.terminal(.mouse(mouse)), at: stage.now)
        }
    }

    /// The cell where a text begins on the screen.
    private func cell(of text: String, _ stage: inout Stage) throws -> (Int, Int) {
        for (number, line) in stage.lines().enumerated() {
            let clusters = Array(line)
            let wanted = Array(text)
            guard clusters.count >= wanted.count else { continue }
            for start in 0...(clusters.count - wanted.count)
            where Array(clusters[start..<start + wanted.count]) == wanted {
                return (clusters[..<start].reduce(0) { $0 + DisplayWidth.columns(of: $1) }, number)
            }
        }
        return try #require(nil, "\(text) is not on the screen")
    }

    @Test("The mouse is asked for at the start, unless the settings say otherwise")
    func start() {
        var settings = ScreenSettings()
        settings.usesMouse = false
        let session = SessionState(services: [Stage.service])
        var screen = ScreenState(
            session: session, size: Size(columns: 80, rows: 24), theme: .dark, now: Stage.noon, settings: settings)
        #expect(!screen.update(.tick, at: Stage.noon).contains(.setMouse(true)))
        #expect(Stage().effects.contains(.setMouse(true)))
        var stage = Stage.talk()
        stage.press("<Alt-M>")
        #expect(stage.effects == [.setMouse(false)])
        stage.press("<Alt-M>")
        #expect(stage.effects == [.setMouse(true)])
    }

    @Test("A drag selects by characters and copies when the button is released")
    func drag() throws {
        var stage = Stage.talk()
        let (column, row) = try cell(of: "while an answer", &stage)
        move(
            &stage,
            [(.press, column, row), (.drag, column + 3, row), (.drag, column + 4, row), (.release, column + 4, row)])
        #expect(SelectionTests.copied(stage) == "while")
        #expect(stage.screen.focus == .composer)
        move(&stage, [(.press, column, row), (.drag, column, row + 1), (.release, column, row + 1)])
        #expect(SelectionTests.copied(stage)?.hasPrefix("while an answer is coming. The text stands st") == true)
        stage.press("x")
        #expect(stage.screen.transcript.selection == nil)
    }

    @Test("Two clicks select a word, three a line")
    func clicks() throws {
        var stage = Stage.talk()
        let (column, row) = try cell(of: "answer is", &stage)
        let click: [(Mouse.Deed, Int, Int)] = [(.press, column + 1, row), (.release, column + 1, row)]
        move(&stage, click + click)
        #expect(SelectionTests.copied(stage) == "answer")
        move(&stage, click)
        #expect(
            SelectionTests.copied(stage)
                == "Press Esc while an answer is coming. The text stands still at once, and below it you read who stopped it:"
        )
        move(&stage, click)
        #expect(stage.screen.transcript.selection == nil)
    }

    @Test("Beyond the edge the view scrolls on while the button is held")
    func edge() throws {
        var stage = MovingTests.talk()
        _ = stage.text()
        move(&stage, [(.press, 40, 10), (.drag, 40, 0)])
        let before = MovingTests.transcript(&stage)
        for _ in 0..<4 {
            stage.now = stage.now + Drag.scrollInterval
            stage.effects = stage.screen.update(.tick, at: stage.now)
        }
        #expect(MovingTests.transcript(&stage) != before)
        move(&stage, [(.release, 40, 0)])
        #expect((SelectionTests.copied(stage) ?? "").count > 300)
        #expect(stage.screen.drag?.nextScroll == nil)
    }

    @Test("Clicks go to panes, threads and the composer's text; the wheel scrolls what is under it")
    func panes() throws {
        var stage = Stage.talk()
        stage.press("hello there")
        move(&stage, [(.press, 5, 4), (.release, 5, 4)])
        #expect(stage.screen.threads.selected == "t2")
        #expect(stage.screen.focus == .threads)
        move(&stage, [(.press, 5, 3), (.release, 5, 3), (.press, 40, 8), (.release, 40, 8)])
        #expect(stage.screen.threads.selected == "t1")
        #expect(stage.screen.focus == .transcript)
        move(&stage, [(.press, 37, 22), (.release, 37, 22)])
        #expect(stage.screen.focus == .composer)
        #expect(stage.screen.composer.editor.cursor == 5)
        var long = MovingTests.talk()
        _ = long.text()
        let end = MovingTests.transcript(&long)
        move(&long, [(.wheelUp, 40, 8)])
        #expect(MovingTests.transcript(&long).dropFirst(3).elementsEqual(end.dropLast(3)))
        move(&long, [(.wheelDown, 40, 8)])
        #expect(MovingTests.transcript(&long) == end)
    }

    @Test("No deed anywhere leads to a crash, at any size")
    func anywhere() {
        for (columns, rows) in [(64, 12), (20, 6), (3, 2), (1, 1)] {
            var stage = Stage.talk(columns: columns, rows: rows)
            stage.answerWithParts()
            for row in -1...rows {
                for column in stride(from: -1, through: columns, by: max(1, columns / 7)) {
                    move(
                        &stage, [(.press, column, row), (.drag, columns - column, rows - row), (.wheelUp, column, row)])
                    move(&stage, [(.drag, column, row + 1), (.release, column, row), (.wheelDown, column, row)])
                    _ = stage.text()
                }
            }
            stage.press("<Esc>")
        }
    }
}
