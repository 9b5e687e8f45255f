import ChatModel
import TerminalModel
import Testing

@testable import Screen

@Suite("Attaching files")
struct AttachingTests {
    private static let models = Service(
        id: "models", name: "Models", assistant: "gpt", reachability: .reachable, files: .textsAndImages)
    private static let smallModels = Service(
        id: "models", name: "Models", assistant: "gpt", reachability: .reachable, files: .textsAndImages,
        contextLimits: ContextLimits(most: 2000, reply: 10))
    private static let gif = Array("GIF89a".utf8) + [0xB4, 0x04, 0x20, 0x03, 0, 0, 0]

    private static func part(_ name: String) throws -> MessagePart {
        try MessagePart(file: name, name.hasSuffix("gif") ? gif : Array("one\ntwo\n".utf8))
    }

    private static func thread(_ id: ThreadID) -> ChatThread {
        var thread = Stage.thread(id, "Thread \(id.text)", minutesAgo: id == "t1" ? 1 : 2)
        thread.choice = ServiceChoice(service: "models")
        return thread
    }

    /// A thread of two at a service of models, with a prompt that had an image.
    private static func stage(
        columns: Int = 80, rows: Int = 24, service: Service = models
    ) throws -> Stage {
        var stage = Stage(
            SessionState(threads: [thread("t1"), thread("t2")], services: [service]), columns: columns, rows: rows)
        let prompt = Message(
            id: "m1", thread: "t1", role: .user, text: "What is it?", createdAt: Stage.noon, state: .sent,
            parts: [try part("pics/dot.gif"), try part("notes.txt")])
        stage.hear(.threadOpened("t1", [prompt, Stage.reply("m2", "A dot.", to: "m1")].inSequence))
        stage.hear(.threadOpened("t2", []))
        return stage
    }

    private func read(_ stage: inout Stage, _ files: [MessagePart]) {
        stage.effects = stage.screen.update(.errand(.filesRead(files)), at: stage.now)
    }

    private func refuse(_ stage: inout Stage, _ words: String) {
        stage.effects = stage.screen.update(.errand(.filesRefused(Failure(what: words))), at: stage.now)
    }

    private func draft(_ stage: Stage) -> String? {
        stage.commands.compactMap { if case .saveDraft(_, let text) = $0 { text } else { nil } }.last
    }

    @Test("files are read when the prompt is sent, which goes with what was read")
    func sent() throws {
        var stage = try Self.stage()
        stage.press("/attach a b.gif<Ctrl-J>Look<Enter>")
        #expect(stage.effects.last == .errand(.read(files: ["a b.gif"])))
        #expect(stage.screen.composer.editor.isEmpty && stage.text().contains("reading a b.gif"))
        let file = try Self.part("a b.gif")
        read(&stage, [file])
        #expect(stage.commands == [.send("t1", text: "/attach a b.gif\nLook", files: [file])])
        #expect(!stage.text().contains("reading"))
    }

    @Test("a file that cannot go along is told, and the prompt is written again, above what came after it")
    func refused() throws {
        var stage = try Self.stage()
        stage.press("/attach a.pdf<Ctrl-J>Look<Enter>Second")
        #expect(draft(stage) == "/attach a.pdf\nLook\nSecond")
        refuse(&stage, "a.pdf was not attached")
        #expect(stage.screen.composer.editor.text == "/attach a.pdf\nLook\nSecond")
        #expect(stage.commands == [.saveDraft("t1", text: "/attach a.pdf\nLook\nSecond")])
        #expect(stage.text().contains("a.pdf was not attached"))
    }

    @Test("a prompt that the session did not send comes back with its files, which are not read anew")
    func returned() throws {
        var stage = try Self.stage()
        stage.press("/attach a.gif<Ctrl-J>Look<Enter>")
        let file = try Self.part("a.gif")
        read(&stage, [file])
        stage.hear(.promptReturned("t1", text: "/attach a.gif\nLook", files: [file], inPlaceOf: nil))
        #expect(stage.screen.composer.editor.text == "/attach a.gif\nLook")
        stage.press("<Enter>")
        #expect(stage.commands == [.send("t1", text: "/attach a.gif\nLook", files: [file])])
    }

    @Test("a file that makes the prompt too long for its model is asked about when it is read, and goes if it may")
    func tooLong() throws {
        var stage = try Self.stage(service: Self.smallModels)
        stage.press("/attach a.gif<Ctrl-J>Look<Enter>")
        let file = try Self.part("a.gif")
        read(&stage, [file])
        #expect(!stage.commands.contains { if case .send = $0 { true } else { false } })
        #expect(stage.screen.composer.editor.text == "/attach a.gif\nLook")
        #expect(stage.lines().last?.contains("Too long") == true)
        stage.press("a")
        #expect(
            stage.commands.filter { if case .saveDraft = $0 { false } else { true } }
                == [.allowLength("t1", nil), .send("t1", text: "/attach a.gif\nLook", files: [file])])
        #expect(stage.screen.composer.editor.isEmpty)
    }

    @Test("a copy of the newest messages takes a prompt that is too long with what was read of its files")
    func forked() throws {
        var stage = try Self.stage(service: Self.smallModels)
        stage.hear(
            .messageAdded(Stage.prompt("m3", "And this?").following("m2")),
            .messageAdded(Stage.reply("m4", "Another.", to: "m3").following("m3")))
        stage.press("/attach a.gif<Ctrl-J>Look<Enter>")
        let file = try Self.part("a.gif")
        read(&stage, [file])
        #expect(stage.lines().last?.contains("f fork") == true)
        stage.press("f")
        guard case .forkThread("t1", let last, let first)? = stage.commands.last else {
            Issue.record("\(stage.commands) \(stage.text())")
            return
        }
        let copied = (stage.session.messages["t1"] ?? []).drop { $0.id != first }
        #expect(copied.last?.id == last)
        let copies = copied.enumerated().map { index, message in
            Message(
                id: MessageID("f\(index)"), thread: "t9", role: message.role, text: message.text,
                createdAt: message.createdAt, state: message.state)
        }
        stage.hear(.threadSaved(Self.thread("t9")), .threadOpened("t9", copies.inSequence))
        #expect(stage.screen.threads.selected == "t9")
        #expect(stage.screen.composer.editor.text == "/attach a.gif\nLook")
        stage.press("<Enter>")
        #expect(!stage.effects.contains(.errand(.read(files: ["a.gif"]))))
        #expect(stage.commands.contains(.send("t9", text: "/attach a.gif\nLook", files: [file])))
        stage.press("<Alt-Down>/attach a.gif<Enter>")
        #expect(stage.effects.contains(.errand(.read(files: ["a.gif"]))))
    }

    @Test("a permission goes with its prompt alone: when that comes back, the next one is asked about again")
    func permission() throws {
        var stage = try Self.stage(service: Self.smallModels)
        stage.press("/attach a.txt<Ctrl-J>")
        stage.paste(String(repeating: "word ", count: 2500))
        stage.press("<Enter>")
        #expect(stage.lines().last?.contains("a send all") == true)
        stage.press("a")
        #expect(!stage.commands.contains(.allowLength("t1")))
        refuse(&stage, "a.txt was not attached")
        #expect(!stage.commands.contains(.allowLength("t1")))
        stage.press("<Enter>")
        #expect(stage.lines().last?.contains("a send all") == true)
    }

    @Test("what is written in another thread meanwhile is kept, though a prompt of it is sent")
    func otherDraft() throws {
        var stage = try Self.stage()
        stage.press("/attach a.gif<Enter><Alt-Down>Second<Enter>Third")
        read(&stage, [try Self.part("a.gif")])
        #expect(stage.commands.contains(.send("t2", text: "Second")))
        #expect(stage.commands.last == .saveDraft("t2", text: "Third"))
    }

    @Test("what is sent meanwhile waits for its turn, and what is written is kept")
    func order() throws {
        var stage = try Self.stage()
        stage.press("/attach a.gif<Enter>Second<Enter>Thi")
        #expect(!stage.commands.contains { if case .send = $0 { true } else { false } })
        #expect(draft(stage) == "/attach a.gif\nSecond\nThi")
        let file = try Self.part("a.gif")
        read(&stage, [file])
        #expect(
            stage.commands == [
                .send("t1", text: "/attach a.gif", files: [file]), .send("t1", text: "Second"),
                .saveDraft("t1", text: "Thi"),
            ])
        stage.press("<Ctrl-C>/attach b.gif<Enter>Fourth<Enter>")
        refuse(&stage, "no")
        #expect(stage.screen.composer.editor.text == "/attach b.gif\nFourth")
        #expect(stage.screen.outbox.isEmpty)
    }

    @Test("another thread that is shown by then is left as it is")
    func otherThread() throws {
        var stage = try Self.stage()
        stage.press("/attach a.gif<Enter>One<Alt-Down>Two")
        refuse(&stage, "no")
        #expect(stage.screen.composer.editor.text == "Two")
        #expect(stage.commands == [.saveDraft("t1", text: "/attach a.gif\nOne")])
        stage.press("<Alt-Up>")
        #expect(stage.screen.composer.editor.text == "/attach a.gif\nOne")
    }

    @Test("an edited prompt keeps its files as they were read, and only others are read")
    func edited() throws {
        var stage = try Self.stage()
        stage.press("<Alt-A>")
        #expect(stage.screen.composer.editor.text == "/attach pics/dot.gif\n/attach notes.txt\nWhat is it?")
        let kept = [try Self.part("pics/dot.gif"), try Self.part("notes.txt")]
        let typed = "/attach pics/dot.gif\n/attach notes.txt\n"
        stage.press("!<Enter>")
        #expect(stage.commands.last == .editPrompt("t1", "m1", text: typed + "What is it?!", files: kept))
        stage.press("<Alt-A><Ctrl-U>/attach new.gif<Enter>")
        #expect(stage.effects.last == .errand(.read(files: ["new.gif"])))
        let new = try Self.part("new.gif")
        read(&stage, [new])
        #expect(
            stage.commands.first == .editPrompt("t1", "m1", text: typed + "/attach new.gif", files: kept + [new]))
    }

    @Test("an edit whose file is refused goes on as an edit, the draft beside it")
    func refusedEdit() throws {
        var stage = try Self.stage()
        stage.press("Draft<Alt-A><Up><Up><Home>/attach new.gif<Ctrl-J><Enter>")
        #expect(stage.effects.last == .errand(.read(files: ["new.gif"])))
        let edit = "/attach new.gif\n/attach pics/dot.gif\n/attach notes.txt\nWhat is it?"
        #expect(draft(stage) == edit + "\nDraft")
        refuse(&stage, "no")
        #expect(stage.screen.composer.editor.text == edit && stage.screen.composer.amendment?.prompt == "m1")
        stage.press("<Esc>")
        #expect(stage.screen.composer.editor.text == "Draft")
        stage.press("<Alt-A><Enter>")
        let new = try Self.part("new.gif")
        read(&stage, [new])
        let files = [try Self.part("pics/dot.gif"), try Self.part("notes.txt"), new]
        #expect(
            stage.commands == [.editPrompt("t1", "m1", text: edit, files: files), .saveDraft("t1", text: "Draft")])
    }

    @Test("a prompt that is put back keeps its files, as long as their lines stand")
    func putBack() throws {
        var stage = try Self.stage()
        stage.press("<Alt-E><Enter>")
        let files = [try Self.part("pics/dot.gif"), try Self.part("notes.txt")]
        let typed = "/attach pics/dot.gif\n/attach notes.txt\nWhat is it?"
        #expect(stage.commands.last == .send("t1", text: typed, files: files))
        stage.press("<Alt-E><Ctrl-C>/attach notes.txt<Enter>")
        #expect(stage.effects.last == .errand(.read(files: ["notes.txt"])))
    }

    @Test("a model that takes no images is sent none, and the prompt is there still")
    func blind() throws {
        var stage = try Self.stage()
        let blind = Assistant(id: "gpt", profile: AssistantProfile(name: "gpt"), takesImages: false)
        stage.hear(.assistantsChanged("models", AssistantList(assistants: [blind])))
        stage.press("/attach a.gif<Enter>")
        read(&stage, [try Self.part("a.gif")])
        #expect(stage.commands == [.saveDraft("t1", text: "/attach a.gif")])
        #expect(stage.screen.composer.editor.text == "/attach a.gif")
        #expect(stage.text().contains("gpt takes no images"))
    }

    @Test("where only ids are taken, a path is refused before it is sent")
    func ids() {
        var stage = Stage.several()
        var thread = Stage.thread("t1", "x")
        thread.choice = ServiceChoice(service: "assisters")
        stage.hear(.threadSaved(thread))
        stage.press("/attach ~/a.gif")
        stage.press("<Enter>")
        #expect(stage.commands.isEmpty && stage.text().contains("Assisters takes files by their ids only"))
        stage.press("<Alt-I>")
        #expect(stage.screen.file == nil && stage.text().contains("by their ids only: /attach ID"))
    }

    @Test("where only ids are taken, the name of a file that was read is none")
    func readFileIsNoID() throws {
        var stage = Stage(
            SessionState(threads: [Self.thread("t1")], services: [Self.models, Stage.assisters]))
        let prompt = Message(
            id: "m1", thread: "t1", role: .user, text: "x", createdAt: Stage.noon, state: .sent,
            parts: [try Self.part("notes.txt")])
        stage.hear(.threadOpened("t1", [prompt, Stage.reply("m2", "y", to: "m1")].inSequence))
        var thread = Self.thread("t1")
        thread.choice = ServiceChoice(service: "assisters")
        stage.hear(.threadSaved(thread))
        for key in ["<Alt-E>", "<Ctrl-C><Alt-A>!"] {
            stage.press(key)
            stage.press("<Enter>")
            #expect(stage.commands.isEmpty && stage.text().contains("Assisters takes files by their ids only"))
        }
        stage.press("<Esc>/attach notes.txt")
        stage.press("<Enter>")
        #expect(stage.commands == [.send("t1", text: "/attach notes.txt")])
    }

    @Test("what was sent before there was a thread is read when there is one")
    func beforeThread() throws {
        var stage = Stage(SessionState(services: [Self.models]))
        stage.press("/attach a.gif<Enter>")
        #expect(stage.effects.isEmpty)
        stage.hear(.threadSaved(Self.thread("t1")))
        #expect(stage.effects.contains(.errand(.read(files: ["a.gif"]))))
    }

    @Test("the field writes the line above what is written, and the cursor stays in it")
    func field() throws {
        var stage = try Self.stage()
        stage.press("Look<Left><Left><Alt-I>")
        #expect(stage.text().contains("Attach the file ›"))
        stage.press("my dot.gif<Enter>!")
        #expect(stage.screen.composer.editor.text == "/attach my dot.gif\nLo!ok")
        #expect(draft(stage) == "/attach my dot.gif\nLo!ok")
        stage.press("<Alt-I>b<Enter><Alt-I>x/<Enter>")
        #expect(stage.screen.composer.editor.text == "/attach my dot.gif\n/attach b\nLo!ok")
        #expect(stage.screen.file != nil && stage.text().contains("This is a folder"))
        stage.press("<Esc>")
        #expect(stage.screen.file == nil)
    }

    @Test("a line without its end gets one before the next", arguments: ["/attach a", "/attach a\n", ""])
    func lineEnds(typed: String) {
        var composer = Composer()
        composer.editor = Editor(typed)
        composer.attach("b")
        #expect(composer.editor.text == (typed.isEmpty ? "" : "/attach a\n") + "/attach b\n")
        composer.editor.insert("x")
        #expect(Prompt(typed: composer.editor.text).text == "x")
    }

    @Test("Tab goes on with what all names share, and lists them")
    func completion() throws {
        var stage = try Self.stage()
        func names(_ beginning: String, _ names: [String]) {
            _ = stage.screen.update(.errand(.names(beginning: beginning, names)), at: stage.now)
        }
        stage.press("<Alt-I>~/p<Tab>")
        #expect(stage.effects == [.errand(.listNames(beginning: "~/p"))])
        names("~/p", ["photo 1.png", "photo 2.png", "photos/"])
        #expect(stage.screen.file?.editor.text == "~/photo")
        #expect(stage.text().contains("3: photo 1.png  photo 2.png  photos/"))
        stage.press("s")
        names("~/photo", ["photo 1.png"])
        #expect(stage.screen.file?.editor.text == "~/photos")
        names("~/photos", ["photos/"])
        #expect(stage.screen.file?.editor.text == "~/photos/")
        names("~/photos/", [])
        #expect(stage.text().contains("No file and no folder is called so"))
    }

    @Test("files are lines under the prompt: images with their size, texts to be opened")
    func shown() throws {
        var stage = try Self.stage(rows: 40)
        #expect(stage.text().contains("image dot.gif, 1,204 x 800, 13 bytes"))
        #expect(stage.text().contains("▸ file notes.txt, 2 lines, 8 bytes"))
        #expect(!stage.text().contains("two"))
        stage.press("<Tab><Tab>o")
        #expect(stage.text().contains("▾ file notes.txt") && stage.text().contains("  two"))
    }
}
