import ChatModel
import TerminalModel
import Testing

@testable import Screen

@Suite struct SearchTests {
    static func hit(
        _ thread: ThreadID, _ title: String, _ message: MessageID?, _ snippet: String, _ matches: [Range<Int>],
        role: Role? = .assistant, minutesAgo: Int = 5
    ) -> SearchHit {
        SearchHit(
            thread: thread, title: title, message: message, role: role, moment: Stage.noon + .seconds(-60 * minutesAgo),
            snippet: snippet, matches: matches)
    }

    static let hits = [
        hit("t1", "How do I stop an answer?", "m2", "Press Esc while an answer is coming. The text", [6..<9]),
        hit(
            "t5", "A recipe for bread", "b1", "and let it rest; \u{1B}[31m press it\nonce more", [26..<31], role: .user,
            minutesAgo: 90_000),
        hit("t3", "日本語のスレッドの題名はここで切れる", nil, "日本語のスレッド", [0..<9], role: nil, minutesAgo: 60 * 26),
    ]

    static func searching(columns: Int = 80, rows: Int = 24) -> Stage {
        var stage = Stage.talk(columns: columns, rows: rows)
        stage.press("<F4>press")
        stage.hear(.searchAnswered(SearchAnswer(text: "press", hits: hits)))
        return stage
    }

    @Test("Each letter asks, the newest answer counts, and what stands there stays until it comes")
    func typing() {
        var stage = Stage.talk()
        stage.press("<F4>pr")
        #expect(stage.commands == [.search(text: "p"), .search(text: "pr")])
        #expect(stage.text().contains("searching…"))
        stage.hear(.searchAnswered(SearchAnswer(text: "p", hits: Self.hits)))
        #expect(!stage.text().contains("recipe"))
        stage.hear(.searchAnswered(SearchAnswer(text: "pr", hits: Self.hits, hasMore: true)))
        #expect(stage.text().contains("3+ found"))
        stage.press("e")
        #expect(stage.text().contains("recipe"))
        stage.hear(.searchAnswered(SearchAnswer(text: "pre", hits: [])))
        #expect(stage.text().contains("Nothing is found"))
        stage.press("<Esc>")
        #expect(stage.commands == [.search(text: "")])
        #expect(stage.screen.focus == .composer)
        #expect(stage.text().contains("Write to Guide"))
    }

    @Test("The words that were searched for last stand there again")
    func again() {
        var stage = Self.searching()
        stage.press("<Esc><F4>")
        #expect(stage.commands.last == .search(text: "press"))
    }

    @Test("A hit in the thread that is shown is gone to at once; n goes on")
    func here() {
        var stage = Self.searching()
        stage.press("<Enter>")
        #expect(stage.commands == [.search(text: "")])
        #expect(stage.screen.focus == .transcript)
        #expect(stage.screen.transcript.find?.results?.total == 1)
        #expect(stage.text().contains("1 of 1"))
        stage.press("n")
        #expect(stage.text().contains("From the start again"))
    }

    @Test("A hit in another thread is gone to when the thread has come, on its branch")
    func elsewhere() {
        var stage = Self.searching(rows: 12)
        stage.press("<Down><Enter>")
        #expect(stage.commands == [.search(text: ""), .openThread("t5")])
        var messages: [Message] = []
        for number in 0..<30 {
            messages.append(Stage.prompt(MessageID("p\(number)"), "Filler \(number)", in: "t5"))
        }
        messages = messages.inSequence
        var aside = Stage.prompt("b1", "let it rest and press it once more", in: "t5", minutesAgo: -1)
        aside = ([messages[9], aside].inSequence)[1]
        stage.hear(.threadOpened("t5", messages + [aside], through: "p29"))
        #expect(stage.commands == [.chooseBranch("t5", through: "b1")])
        stage.hear(.branchChosen("t5", through: "b1"))
        #expect(stage.commands.isEmpty)
        #expect(stage.text().contains("press it once more"))
        #expect(stage.screen.transcript.find?.results?.current != nil)
    }

    @Test("The view begins at the message of the hit, not at one before it")
    func place() {
        var stage = Stage.talk()
        let messages = (0..<40).map { Stage.prompt(MessageID("p\($0)"), "press here \($0)", in: "t5") }.inSequence
        stage.press("<F4>press")
        let hit = Self.hit("t5", "A recipe for bread", "p20", "press here 20", [0..<5], role: .user)
        stage.hear(.searchAnswered(SearchAnswer(text: "press", hits: [hit])))
        stage.press("<Enter>")
        stage.hear(.threadOpened("t5", messages))
        #expect(stage.text().contains("press here 20"))
        #expect(stage.screen.transcript.find?.results?.current?.index == 20)
    }

    @Test("A hit in a title leaves the view where it is; n looks for the words in the thread")
    func title() {
        var stage = Self.searching()
        stage.press("<Down><Down><Enter>")
        let text = "Please press it.\n" + String(repeating: "Line\n", count: 60)
        stage.hear(.threadOpened("t3", [Stage.prompt("x", text, in: "t3")]))
        #expect(!stage.text().contains("Please press"))
        stage.press("n")
        #expect(stage.text().contains("Please press"))
    }

    @Test("A message that is gone is said to be gone")
    func gone() {
        var stage = Self.searching()
        stage.press("<Down><Enter>")
        stage.hear(.threadOpened("t5", [Stage.prompt("x", "Other", in: "t5")]))
        #expect(stage.text().contains("This message is not there any more"))
    }

    @Test("Several words are marked each, whatever signs they are made of")
    func words() throws {
        let (pattern, isExpression) = Transcript.pattern(forWordsOf: "C++ (not) \"a-b\"")
        #expect(isExpression)
        _ = try FindPattern(pattern, isExpression: true)
        #expect(pattern == #"c\+\+|\(not\)|a\-b"#)
        #expect(Transcript.pattern(forWordsOf: "a.b") == ("a.b", false))
    }

    @Test("A snippet keeps its first match on the screen, and nothing in it is more than text", arguments: 1...60)
    func snippets(_ columns: Int) {
        let long = String(repeating: "before 日本 ", count: 30)
        let snippet = long + "match" + String(repeating: " after", count: 30)
        let hit = Self.hit("t", "T", "m", snippet, [long.utf8.count..<long.utf8.count + 5])
        let line = hit.line(columns: columns, .plain)
        #expect(line.columns <= columns)
        #expect(columns < 14 || line.text.contains("match"))
        // Ranges that do not fit the text mark nothing.
        let wrong = Self.hit("t", "T", "m", "short", [3..<900, 1..<2])
        #expect(wrong.line(columns: 20, .plain).text == "short")
        #expect(!Self.hits[1].line(columns: 60, .plain).text.contains("\u{1B}"))
    }

    @Test("A click selects a hit, a second one opens it; the wheel goes through them")
    func mouse() {
        var stage = Self.searching()
        func send(_ deed: Mouse.Deed, row: Int) {
            stage.effects = stage.screen.update(
                .terminal(.mouse(Mouse(deed, at: Position(column: 5, row: row)))), at: stage.now)
        }
        send(.wheelDown, row: 5)
        #expect(stage.screen.search?.selected == 1)
        send(.press, row: 7)
        #expect(stage.screen.search?.selected == 2)
        send(.press, row: 8)
        #expect(stage.commands == [.search(text: ""), .openThread("t3")])
    }

    @Test("The page is sound in every size, with and without hits")
    func sizes() {
        for columns in [1, 2, 5, 12, 20, 29, 30, 60, 120] {
            for rows in [1, 2, 3, 4, 6, 9, 12, 36] {
                var stage = Self.searching(columns: columns, rows: rows)
                stage.press("<Down>")
                #expect(stage.screen.frame().rows.count == rows)
                stage.press("<Ctrl-U>")
                #expect(stage.screen.frame().rows.count == rows)
            }
        }
    }
}
