import ChatModel
import TerminalModel
import Testing

@testable import Screen

@Suite struct SizeTests {
    private static let scripts = [
        "", "hello <Alt-Enter>日本語 👩‍👩‍👧<Left>", "<Tab><Down><PgUp>", "<Shift-Tab><Up><PgUp><Home>k",
        "<F1><PgDn><End>", "<Ctrl-Q>", "<Esc>", "<Ctrl-N>",
    ]

    /// Every row is as wide as the screen, no wide cluster is cut, and the cursor is inside.
    private static func isSound(_ frame: Frame, _ size: Size) -> Bool {
        frame.rows.count == max(0, size.rows) && frame.rows.allSatisfy { isSound($0, columns: size.columns) }
            && frame.cursor.map { (0..<size.columns).contains($0.column) && (0..<size.rows).contains($0.row) } ?? true
    }

    private static func isSound(_ row: [Cell], columns: Int) -> Bool {
        guard row.count == columns else { return false }
        for (column, cell) in row.enumerated() where cell.columns != 0 {
            if DisplayWidth.columns(of: cell.cluster) != Int(cell.columns) { return false }
            if cell.columns == 2, column + 1 >= columns || row[column + 1].columns != 0 { return false }
        }
        return true
    }

    @Test("Every size from 1×1 shows something, in every pane", arguments: scripts.prefix(5))
    func everySize(_ script: String) {
        for columns in [1, 2, 3, 4, 6, 9, 14, 20, 29, 40] {
            var wide = Stage.talk(columns: columns)
            wide.ask()
            _ = wide.text()
            for rows in [1, 2, 3, 4, 6, 9, 12] {
                var stage = wide
                stage.resize(columns, rows)
                stage.press(script)
                #expect(Self.isSound(stage.screen.frame(), stage.screen.size), "\(columns)×\(rows)")
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
            #expect(Self.isSound(stage.screen.frame(), stage.screen.size), "\(columns)×\(rows)")
        }
        stage.resize(80, 24)
        if script != "<Shift-Tab><Up><PgUp><Home>k", script != "<Tab><Down><PgUp>" { #expect(stage.text() == before) }
    }

    private static let pages = [
        "<Ctrl-O>", "<Ctrl-O><Down><Down>a", "<Ctrl-O><Down><Down><Ctrl-E><Tab><Tab>", "<Alt-O>",
    ]

    @Test("The pages about assistants and the details of a reply are sound in every size", arguments: pages)
    func everySizeOfPages(_ script: String) {
        for columns in [1, 2, 3, 5, 8, 13, 19, 20, 21, 30, 40, 59, 60, 120] {
            var stage = Stage.several(columns: columns)
            stage.hear(.assistantsChanged("assisters", AssistantList(assistants: Stage.assistants)))
            stage.answerWithParts()
            stage.press(script)
            for rows in [1, 2, 3, 4, 6, 9, 12] {
                stage.resize(columns, rows)
                let frame = stage.screen.frame()
                #expect(Self.isSound(frame, stage.screen.size), "\(columns)×\(rows)")
                #expect(stage.screen.frame() == frame)
            }
        }
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
