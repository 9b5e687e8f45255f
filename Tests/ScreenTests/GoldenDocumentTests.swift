import ChatModel
import Settings
import TerminalModel
import Testing

@testable import Screen

/// A long answer with every kind of block, page by page and with its styles.
@Suite struct GoldenDocumentTests {
    static let themes: [Theme] = [.dark, .light, .plain]

    @Test("An answer with every kind of block", arguments: themes, GoldenScreenTests.sizes)
    func document(_ theme: Theme, _ size: Size) throws {
        var stage = Stage.talk(columns: size.columns, rows: size.rows, theme: theme)
        stage.ask(answered: EveryBlock.text)
        stage.end(.complete)
        stage.press("<Shift-Tab><Home>")
        var pages: [String] = []
        for _ in 0..<12 {
            pages.append(stage.screen.frame().styledText)
            stage.press("<PgDn>")
        }
        try expectText(pages.joined(separator: "\n"), "document-\(theme.name)", size)
    }
}

extension Frame {
    /// The screen as text and, below each row that is not plain, letters for the styles of its cells; then what the
    /// letters mean.
    var styledText: String {
        var names: [Style: Character] = [Style(): " "]
        var legend: [String] = []
        var lines: [String] = []
        for row in rows {
            var text = ""
            var styles = ""
            for cell in row where cell.columns > 0 {
                if names[cell.style] == nil {
                    let name = Character(Unicode.Scalar(UInt8(0x61 + legend.count)))
                    names[cell.style] = name
                    legend.append("\(name): \(cell.style.words)")
                }
                text.append(cell.cluster)
                styles += String(repeating: names[cell.style] ?? "?", count: Int(cell.columns))
            }
            lines.append(text.trimmed)
            if styles.contains(where: { $0 != " " }) { lines.append("  ~ " + styles.trimmed) }
        }
        return (lines + legend.map { "  # " + $0 } + [""]).joined(separator: "\n")
    }
}

extension String {
    fileprivate var trimmed: String { String(reversed().drop { $0 == " " }.reversed()) }
}

extension Style {
    /// "79 on 235 bold underline".
    fileprivate var words: String {
        let names: [(Attributes, String)] = [
            (.bold, "bold"), (.dim, "dim"), (.italic, "italic"), (.underline, "underline"), (.reverse, "reverse"),
            (.strikethrough, "strikethrough"),
        ]
        let words = [foreground.words, background == .standard ? "" : "on " + background.words]
        return (words + names.map { attributes.contains($0.0) ? $0.1 : "" }).filter { !$0.isEmpty }
            .joined(separator: " ")
    }
}

extension Color {
    fileprivate var words: String {
        switch self {
        case .standard: "standard"
        case .indexed(let index): "\(index)"
        case .rgb(let color):
            [color.red, color.green, color.blue].reduce(into: "#") { text, part in
                text += String(Int(part) + 256, radix: 16).dropFirst()
            }
        }
    }
}
