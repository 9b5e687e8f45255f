import ChatModel
import TerminalModel
import Testing

@testable import Screen

@Suite struct SizeTests {
    private static let scripts = [
        "", "hello <Alt-Enter>日本語 👩‍👩‍👧<Left>", "<Tab><Down><PgUp>", "<Shift-Tab><Up><PgUp><Home>k",
        "<F1><PgDn><End>", "<Ctrl-Q>", "<Esc>", "<Ctrl-N>",
    ]

    /// Every row is as wide as the screen, and no wide cluster is cut.
    private static func expectSound(_ frame: Frame, _ size: Size) {
        #expect(frame.rows.count == max(0, size.rows))
        for row in frame.rows {
            #expect(row.count == size.columns)
            for (column, cell) in row.enumerated() where cell.columns == 2 {
                #expect(column + 1 < row.count && row[column + 1].columns == 0)
            }
            #expect(row.allSatisfy { $0.columns == 0 || DisplayWidth.columns(of: $0.cluster) == Int($0.columns) })
        }
        if let cursor = frame.cursor {
            #expect((0..<size.columns).contains(cursor.column) && (0..<size.rows).contains(cursor.row))
        }
    }

    @Test("Every size from 1×1 shows something, in every pane", arguments: scripts)
    func everySize(_ script: String) {
        for columns in 1...40 {
            var wide = Stage.talk(columns: columns)
            wide.ask()
            _ = wide.text()
            for rows in 1...12 {
                var stage = wide
                stage.resize(columns, rows)
                stage.press(script)
                Self.expectSound(stage.screen.frame(), stage.screen.size)
            }
        }
    }

    @Test("One screen goes through all sizes, and none at all", arguments: scripts)
    func resizing(_ script: String) {
        var stage = Stage.talk()
        stage.ask()
        stage.press(script)
        let before = stage.text()
        for (columns, rows) in [(1, 1), (0, 0), (200, 1), (59, 60), (60, 3), (61, 2), (1, 50), (33, 7), (300, 90)] {
            stage.resize(columns, rows)
            Self.expectSound(stage.screen.frame(), stage.screen.size)
        }
        stage.resize(80, 24)
        if script != "<Shift-Tab><Up><PgUp><Home>k", script != "<Tab><Down><PgUp>" { #expect(stage.text() == before) }
    }

    @Test("Equal states give equal frames", arguments: scripts)
    func sameFrame(_ script: String) {
        var stage = Stage.talk()
        stage.ask()
        stage.press(script)
        var copy = stage
        let first = stage.screen.frame()
        #expect(stage.screen.frame() == first)
        #expect(copy.screen.frame() == first)
    }
}
