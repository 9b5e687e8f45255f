import ChatModel
import TerminalModel
import Testing

@testable import Screen

@Suite("A prompt that the model cannot hold with all that was said")
struct TooLongTests {
    /// Two turns of about 50 tokens each, at a model that holds so many.
    private static func stage(holding tokens: Int? = 100, columns: Int = 120, rows: Int = 24) -> Stage {
        let service = Service(
            id: "local", name: "Local service", assistant: "Guide", reachability: .reachable,
            contextLimits: ContextLimits(most: tokens, reply: 10))
        var stage = Stage(
            SessionState(threads: [Stage.thread("t1", "Counting", minutesAgo: 2)], services: [service]),
            columns: columns, rows: rows)
        let words = String(repeating: " word", count: 16)
        stage.hear(
            .threadOpened(
                "t1",
                [
                    Stage.prompt("m1", "One" + words), Stage.reply("m2", "Two" + words, to: "m1"),
                    Stage.prompt("m3", "Three" + words), Stage.reply("m4", "Four" + words, to: "m3"),
                ].inSequence))
        return stage
    }

    private static let full = MessageState.failed(
        Failure(what: Failure.threadIsTooLong, why: "too many tokens", remedy: "shorten it"))

    @Test(
        "the question says how much it is and which keys answer it, in the room there is",
        arguments: [
            (120, "%). l leave out the oldest, s summarise, f fork, a send all, Esc cancel"),
            (80, "%): l leave, s sum, f fork, a all, Esc"),
            (60, "Too long: l leave, s sum, f fork, a all, Esc"), (40, "Too long: l s f a Esc"),
            (24, "Too long: l s f a Esc"),
        ])
    func wording(columns: Int, words: String) {
        var stage = Self.stage(columns: columns)
        stage.press("Five<Enter>")
        #expect(stage.commands.filter(\.sends).isEmpty)
        #expect(stage.lines().last?.contains(words) == true, "\(stage.lines().last ?? "")")
    }

    @Test("who writes on before the question is seen has written, not answered")
    func writtenAhead() {
        var stage = Self.stage()
        stage.press("Five<Enter>all of it<Enter>")
        #expect(stage.commands.filter(\.sends).isEmpty)
        #expect(stage.screen.composer.editor.text == "Five\nall of it")
        #expect(stage.lines().last?.contains("a send all") == true)
        stage.press("a")
        #expect(stage.commands.contains(.send("t1", text: "Five\nall of it")))
    }

    @Test("what fits is sent without a question, and so is what nobody knows the limit of", arguments: [nil, 200])
    func fits(limit: Int?) {
        var stage = Self.stage(holding: limit)
        stage.press("Five<Enter>")
        #expect(stage.commands.contains(.send("t1", text: "Five")))
    }

    @Test(
        "cancelled, nothing is sent and the prompt stands where it was",
        arguments: ["<Esc>", "n", "<Enter>", "<Ctrl-C>"])
    func cancelled(key: String) {
        var stage = Self.stage()
        stage.press("Five<Enter>")
        stage.press(key)
        #expect(stage.commands.isEmpty)
        #expect(stage.text().contains("› Five") && stage.text().contains("Nothing was sent"))
        stage.press("<Enter>")
        stage.press("l")
        #expect(stage.commands.contains(.send("t1", text: "Five")))
    }

    @Test("the oldest is left out from this prompt on, or all of it is sent")
    func sent() {
        var stage = Self.stage()
        stage.press("Five<Enter>")
        stage.press("l")
        #expect(stage.commands == [.allowLength("t1", HistoryCut(kept: 2)), .send("t1", text: "Five")].keeping(stage))
        stage = Self.stage()
        stage.press("Five<Enter>")
        stage.press("a")
        #expect(stage.commands == [.allowLength("t1"), .send("t1", text: "Five")].keeping(stage))
        #expect(stage.screen.composer.editor.isEmpty)
    }

    @Test("a summary is asked for, the prompt stays, Esc stops it, and when it is there the prompt goes")
    func summary() {
        var stage = Self.stage()
        stage.press("Five<Enter>")
        stage.press("s")
        #expect(stage.commands.last == .summarise("t1", at: "m4", keeping: 2))
        stage.hear(.summaryChanged("t1", SummaryWork(startedAt: stage.now)))
        stage.wait(3)
        #expect(stage.text().contains("● summarising… 3s") && stage.text().contains("› Five"))
        stage.press("<Enter>")
        #expect(stage.commands.isEmpty && stage.text().contains("Esc stops it"))
        stage.press("<Esc>")
        #expect(stage.commands == [.stopSummary("t1")])
        stage.hear(
            .messagePartSet("t1", "m4", HistoryCut(kept: 2, summary: "They *counted*.").part),
            .summaryChanged("t1", nil))
        #expect(stage.text().contains("Enter sends the prompt"))
        #expect(stage.text().contains("─ what is above is sent as a summary ─"))
        #expect(stage.text().contains("▸ the summary that is sent for what was left out"))
        stage.press("<Alt-O>")
        #expect(stage.text().contains("They counted."))
        stage.press("<Enter>")
        #expect(stage.commands.contains(.send("t1", text: "Five")))
    }

    @Test("a fork has the newest messages, and the prompt goes along")
    func fork() {
        var stage = Self.stage()
        stage.press("Five<Enter>")
        stage.press("f")
        #expect(stage.commands.last == .forkThread("t1", at: "m4", from: "m3"))
        #expect(stage.text().contains("› Five"))
        let copies = (stage.session.messages["t1"] ?? []).suffix(2).enumerated().map { index, message in
            Message(
                id: MessageID("f\(index)"), thread: "t9", role: message.role, text: message.text,
                createdAt: message.createdAt, state: message.state)
        }
        stage.hear(.threadSaved(Stage.thread("t9", "Counting (fork)")), .threadOpened("t9", copies.inSequence))
        #expect(stage.commands.contains(.saveDraft("t1", text: "")))
        #expect(stage.commands.contains(.saveDraft("t9", text: "Five")))
        #expect(stage.text().contains("› Five") && stage.screen.threads.selected == "t9")
    }

    @Test("a reply that is asked for again, or is to go on, is asked about too; the cut is then at its prompt or at it")
    func again() {
        var stage = Self.stage(holding: 80)
        stage.hear(.messageStateChanged("t1", "m4", .stopped(.byService)))
        stage.press("<Alt-R>l")
        #expect(stage.commands == [.cut("t1", at: "m3", HistoryCut(kept: 2)), .retry("t1", "m4")])
        stage = Self.stage(holding: 80)
        stage.hear(.messageStateChanged("t1", "m4", .stopped(.byService)))
        stage.press("<Alt-C>l")
        #expect(stage.commands == [.cut("t1", at: "m4", HistoryCut(kept: 2)), .continueReply("t1", "m4")])
        stage.press("<Alt-C>a")
        #expect(stage.commands == [.continueReply("t1", "m4")])
    }

    @Test("an edited prompt is asked about by what stands before it, and stays in the composer until it is sent")
    func edited() {
        var stage = Self.stage(holding: 60)
        stage.press("<Alt-A>")
        stage.press(" more<Enter>")
        #expect(stage.commands.filter(\.sends).isEmpty)
        #expect(stage.lines().last?.contains("More than the model can hold") == true)
        stage.press("l")
        let edits = stage.commands.compactMap {
            if case .editPrompt("t1", "m3", let text, _) = $0 { text } else { nil }
        }
        #expect(edits.count == 1 && stage.commands.contains(.allowLength("t1", HistoryCut(kept: 1))))
    }

    @Test("so is one beside which another prompt waits: the queue is not on its way")
    func editedBesideQueue() {
        var stage = Self.stage(holding: 60)
        stage.hear(.messageAdded(Stage.prompt("m5", "Waiting", state: .queued)))
        stage.press("<Alt-A>")
        stage.press(" more<Enter>")
        #expect(!stage.commands.contains { if case .editPrompt = $0 { true } else { false } })
        #expect(stage.lines().last?.contains("More than the model can hold") == true)
    }

    @Test(
        "once its service has said that the model is full, the next prompt asks, and says no number that nobody knows")
    func said() {
        var stage = Self.stage(holding: nil)
        stage.hear(.messageStateChanged("t1", "m4", Self.full))
        stage.press("Five<Enter>")
        #expect(stage.lines().last?.contains("More than the model can hold. l leave out") == true)
        stage.press("<Esc><Alt-R>")
        #expect(stage.lines().last?.contains("More than the model can hold. l leave out") == true)
    }

    @Test("a prompt that is too long alone can only be sent or not")
    func alone() {
        var stage = Self.stage()
        stage.paste(String(repeating: "word ", count: 100))
        stage.press("<Enter>")
        #expect(stage.lines().last?.contains("a send all, Esc cancel") == true)
        for key in ["l", "s", "f"] {
            stage.press(key)
            #expect(stage.commands.isEmpty)
        }
        stage.press("a")
        #expect(stage.commands.contains(.allowLength("t1")))
    }

    @Test("a prompt that waits for a reply is not asked about yet")
    func waiting() {
        var stage = Self.stage()
        stage.hear(
            .messageAdded(Stage.reply("m5", "", to: "m3", state: .running)),
            .runChanged(Stage.run(reply: "m5", to: "m3")))
        stage.press("Five<Enter>")
        #expect(stage.commands.contains(.send("t1", text: "Five")))
    }
}

@Suite("How full the model is, and where a thread is cut")
struct ContextLineTests {
    private static func stage(holding tokens: Int, columns: Int = 120) -> Stage {
        let service = Service(
            id: "local", name: "Local service", assistant: "Guide", reachability: .reachable,
            contextLimits: ContextLimits(most: tokens))
        var stage = Stage(
            SessionState(threads: [Stage.thread("t1", "Counting")], services: [service]), columns: columns)
        var reply = Stage.reply("m2", "Two", to: "m1")
        reply.set(TokenUsage(input: 300, output: 41).part)
        stage.hear(
            .threadOpened(
                "t1",
                [
                    Stage.prompt("m1", "One"), reply, Stage.prompt("m3", "Three"), Stage.reply("m4", "Four", to: "m3"),
                ].inSequence))
        return stage
    }

    @Test("the status line says it, and says that it is about when it is", arguments: [120, 80])
    func percent(columns: Int) {
        var stage = Self.stage(holding: 1000, columns: columns)
        #expect(stage.lines().last?.contains("context about 35 %") == true)
        stage.hear(.messagePartSet("t1", "m4", TokenUsage(input: 350, output: 60).part))
        #expect(stage.lines().last?.contains("context 41 %") == true)
    }

    @Test("from 80 % on it stands out, and goes before other facts")
    func high() {
        var stage = Self.stage(holding: 430, columns: 60)
        stage.hear(.messagePartSet("t1", "m4", TokenUsage(input: 300, output: 41).part))
        stage.hear(.messagePartSet("t1", "m4", TokenUsage(input: 310, output: 41).part))
        #expect(stage.lines().last?.contains("context 82 %") == true)
    }

    @Test("a key cuts the thread above the message at hand, and takes the cut away again")
    func byHand() {
        var stage = Self.stage(holding: 1000)
        stage.press("<Tab><Tab>x")
        #expect(stage.commands == [.cut("t1", at: "m4", HistoryCut(kept: 1))])
        stage.hear(.messagePartSet("t1", "m4", HistoryCut(kept: 1).part))
        let lines = stage.lines()
        let rule = lines.firstIndex { $0.contains("─ what is above is not sent ─") }
        #expect(rule.map { lines[$0 - 2].contains("Three") && lines[$0 + 2].contains("Guide") } == true)
        #expect(lines.last?.contains("What is above the line is not sent any more") == true)
        stage.press("x")
        #expect(stage.commands == [.cut("t1", at: "m4", HistoryCut(kept: nil))])
        stage.hear(.messagePartSet("t1", "m4", HistoryCut(kept: nil).part))
        #expect(!stage.text().contains("what is above") && stage.text().contains("All that was said is sent again"))
    }

    @Test("nothing stands above the first message")
    func first() {
        var stage = Self.stage(holding: 1000)
        stage.resize(120, 8)
        stage.press("<Tab><Tab>gx")
        #expect(stage.commands.isEmpty && stage.text().contains("Nothing stands above this message"))
    }

    @Test("a cut moves no line that counts: entries are as long as they say, at every width", arguments: 20...100)
    func lengths(columns: Int) {
        var stage = Self.stage(holding: 1000, columns: columns)
        stage.hear(.messagePartSet("t1", "m4", HistoryCut(kept: 2, summary: "Short.").part))
        var transcript = stage.screen.transcript
        let scene = stage.screen.transcriptScene()
        for index in scene.messages.indices {
            let entry = transcript.entry(index, scene)
            #expect(transcript.count(index, scene) == entry.count)
            #expect((0..<entry.count).allSatisfy { entry[$0].columns <= scene.size.columns })
        }
    }
}

extension Command {
    fileprivate var sends: Bool { if case .send = self { true } else { false } }
}

extension [Command] {
    /// These, behind the drafts that the keys before have kept.
    fileprivate func keeping(_ stage: Stage) -> [Command] {
        stage.commands.filter { if case .saveDraft = $0 { true } else { false } } + self
    }
}
