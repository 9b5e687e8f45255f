import ChatModel
import TerminalModel
import Testing

@testable import Screen

/// Keys in the composer: what stands there before, the keys, what stands there after. `|` is the cursor.
@Suite struct ComposerTests {
    private static func composer(_ notation: String) -> Composer {
        var composer = Composer()
        composer.columns = 10
        let parts = notation.split(separator: "|", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
        composer.editor = Editor(parts.joined(), cursor: Array(parts[0]).count)
        return composer
    }

    private static func notation(_ composer: Composer) -> String {
        let clusters = composer.editor.clusters
        return String(clusters[..<composer.editor.cursor]) + "|" + String(clusters[composer.editor.cursor...])
    }

    /// As the screen does it: the first action of the composer with this key, else the character.
    private static func press(_ key: Key, _ composer: inout Composer, prompts: [String]) {
        if key.types, case .character(let character) = key.code {
            composer.editor.type(character)
        } else if let action = [ActionContext.composer, .writing].flatMap({ Keymap.actions(for: key, in: $0) })
            .first(where: { $0 != .leave })
        {
            composer.perform(action, prompts: prompts)
        } else if key == Key("Ctrl-C") {
            composer.perform(.clear, prompts: prompts)
        }
    }

    static let cases: [(before: String, keys: String, after: String)] = [
        ("|", "hello", "hello|"),
        ("he|llo", "<Right>", "hel|lo"),
        ("he|llo", "<Left>", "h|ello"),
        ("|hello", "<Left>", "|hello"),
        ("hello|", "<Right>", "hello|"),
        ("he|llo", "<Home>", "|hello"),
        ("he|llo", "<Ctrl-E>", "hello|"),
        ("ab\nc|d\nef", "<Ctrl-A>", "ab\n|cd\nef"),
        ("ab\nc|d\nef", "<End>", "ab\ncd|\nef"),
        // words
        ("one two| three", "<Ctrl-Left>", "one |two three"),
        ("one two, |three", "<Alt-B>", "one |two, three"),
        ("one| two three", "<Ctrl-Right>", "one two| three"),
        ("|one two", "<Alt-F>", "one| two"),
        ("one two|", "<Ctrl-W>", "one |"),
        ("one two  |", "<Alt-Backspace>", "one |"),
        ("|one two", "<Alt-D>", "| two"),
        // lines
        ("ab\ncd|ef", "<Ctrl-U>", "ab\n|ef"),
        ("ab\nc|d\nef", "<Ctrl-K>", "ab\nc|\nef"),
        ("ab|", "<Alt-Enter>", "ab\n|"),
        ("a|b", "<Ctrl-J>", "a\n|b"),
        ("a|b", "<Shift-Enter>", "a\n|b"),
        // characters
        ("ab|c", "<Backspace>", "a|c"),
        ("|abc", "<Backspace>", "|abc"),
        ("a|bc", "<Delete>", "a|c"),
        ("a|bc", "<Ctrl-D>", "a|c"),
        ("👩‍👩‍👧|x", "<Backspace>", "|x"),
        ("e\u{301}|x", "<Left>", "|e\u{301}x"),
        ("日|本", "<Right>", "日本|"),
        ("e|", "\u{301}", "e\u{301}|"),
        ("🇩🇪|🇫🇷", "<Delete>", "🇩🇪|"),
        // rows: ten columns wide
        ("abc\nde|f", "<Up>", "ab|c\ndef"),
        ("ab|c\ndef", "<Down>", "abc\nde|f"),
        ("abcdef|\nab\nabcdef", "<Down><Down>", "abcdef\nab\nabcdef|"),
        ("12345 789 abc|", "<Up>", "123|45 789 abc"),
        ("日本語|\nabcdef", "<Down>", "日本語\nabcdef|"),
        ("abc|de\n日本語", "<Down>", "abcde\n日|本語"),
        // undo
        ("ab|", "cd<Ctrl-_>", "ab|"),
        ("|", "one two<Alt-U>", "one|"),
        ("|", "one two<Alt-U><Alt-U>", "|"),
        ("|", "one two<Alt-U><Alt-U><Alt-Y><Alt-Y>", "one two|"),
        ("ab|", "<Ctrl-C><Ctrl-_>", "ab|"),
        ("ab|", "<Ctrl-C>x<Alt-Y>", "x|"),
        ("abc|", "<Backspace><Backspace><Ctrl-_>", "ab|"),
    ]

    @Test("Before, keys, after", arguments: cases)
    func keys(_ example: (before: String, keys: String, after: String)) throws {
        var composer = Self.composer(example.before)
        for key in try #require(KeyScript.keys(example.keys)) { Self.press(key, &composer, prompts: []) }
        #expect(Self.notation(composer) == example.after)
    }

    static let history: [(before: String, keys: String, after: String)] = [
        ("dra|ft", "<Up>", "second|"),
        ("draft|", "<Up><Up>", "first|"),
        ("draft|", "<Up><Up><Up>", "first|"),
        ("draft|", "<Up><Up><Down>", "second|"),
        ("draft|", "<Up><Up><Down><Down>", "draft|"),
        ("draft|", "<Down>", "draft|"),
        ("|", "<Up>!<Down>", "second!|"),
        ("|", "<Up>!<Up>", "second|"),
        ("draft|", "<Up><Ctrl-_>", "draft|"),
    ]

    @Test("Earlier prompts", arguments: history)
    func earlierPrompts(_ example: (before: String, keys: String, after: String)) throws {
        var composer = Self.composer(example.before)
        for key in try #require(KeyScript.keys(example.keys)) {
            Self.press(key, &composer, prompts: ["first", "second"])
        }
        #expect(Self.notation(composer) == example.after)
    }

    @Test("Rows hold every place once, and up and down stay inside the text")
    func rowsAreWhole() {
        let texts = [
            "", "a", "\n", "a\n\nb", "one two three four five", "日本語の文章です", "a\tb", "x  \n  y", "👩‍👩‍👧👩‍👩‍👧e\u{301}", "      ",
        ]
        for text in texts {
            for columns in 1...12 {
                let rows = EditorRows(Array(text), columns: columns)
                let places = rows.ranges.flatMap { Array($0) }
                let lineEnds = Array(text).indices.filter { Array(text)[$0] == "\n" }
                #expect((places + lineEnds).sorted() == Array(Array(text).indices))
                #expect(rows.texts.allSatisfy { $0.columns <= columns })
                for place in 0...Array(text).count {
                    #expect((0...columns).contains(rows.column(of: place)))
                    let row = rows.row(of: place)
                    let back = rows.place(atColumn: rows.column(of: place), inRow: row)
                    #expect(back <= Array(text).count)
                }
            }
        }
    }
}
