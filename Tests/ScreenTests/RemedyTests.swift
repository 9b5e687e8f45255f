import ChatModel
import TerminalModel
import Testing

@testable import Screen

/// What is offered after a reply that is not whole, and how failures and their remedies read.
@Suite struct RemedyTests {
    static let cutOff = Failure(what: "The reply was cut off", why: "the line broke", remedy: "ask again")

    private static func queued(_ state: MessageState, columns: Int = 80) -> Stage {
        var stage = Stage.talk(columns: columns)
        stage.ask()
        stage.hear(.messageAdded(Stage.prompt("m5", "One more", state: .queued)))
        stage.end(state)
        return stage
    }

    @Test("A prompt that waits for no run says so, and the broken reply is still offered")
    func queuedWithoutRun() {
        var stage = Self.queued(.interrupted(Self.cutOff))
        #expect(stage.screen.remedies == [.continueReply, .retry, .promptBack])
        let transcript = stage.lines().dropLast().joined(separator: "\n")
        #expect(transcript.contains("not sent yet; goes first when you send again"))
        #expect(transcript.contains("Alt-C continue   Alt-R retry"))
        #expect(transcript.split(separator: "Alt-E", omittingEmptySubsequences: false).count == 2)
        stage.press("<Alt-C>")
        #expect(stage.commands == [.continueReply("t1", "m4")])
    }

    @Test("A reply that another process makes is not stopped or asked for again here, and a prompt behind it waits")
    func elsewhere() {
        var stage = Stage.talk()
        stage.hear(
            .messageAdded(Stage.prompt("m3", "And then?")),
            .messageAdded(Stage.reply("m4", "Then you", to: "m3", state: .running)),
            .messageAdded(Stage.prompt("m5", "One more", state: .queued)))
        #expect(stage.text().contains("● writing…") && stage.text().contains("waits until the reply has ended"))
        for key in ["<Esc>", "<Alt-R>", "<Alt-C>"] {
            stage.press(key)
            #expect(stage.commands.isEmpty)
            #expect(stage.text().contains("Another Weft is answering here; it is stopped there"), "\(key)")
        }
    }

    @Test("After a whole reply only the prompt that waits is offered")
    func queuedAfterWholeReply() {
        #expect(Self.queued(.complete).screen.remedies == [.promptBack])
    }

    @Test("Without a prompt that waits the broken reply offers the prompt back, once")
    func withoutQueued() {
        var stage = Stage.talk()
        stage.ask()
        stage.end(.failed(Self.cutOff))
        let transcript = stage.lines().dropLast().joined(separator: "\n")
        #expect(transcript.contains("Alt-R retry   Alt-E prompt back"))
    }

    @Test("A reply that its service failed goes on from what came; where nothing came there is nothing to go on from")
    func failed() {
        var stage = Stage.talk()
        stage.ask(answered: "Then you")
        stage.end(.failed(Self.cutOff))
        #expect(stage.text().contains("Alt-C continue   Alt-R retry   Alt-E prompt back"))
        stage.press("<Alt-C>")
        #expect(stage.commands == [.continueReply("t1", "m4")])

        stage = Stage.talk()
        stage.ask(answered: "")
        stage.end(.failed(Self.cutOff))
        #expect(stage.text().contains("Alt-R retry   Alt-E prompt back") && !stage.text().contains("Alt-C continue"))
        stage.press("<Alt-C>")
        #expect(stage.commands.isEmpty && stage.text().contains("ask again instead"))
    }

    @Test(
        "All words of a failure are shown in every width, each sentence with a capital", arguments: [24, 40, 80, 120])
    func wrapped(_ columns: Int) {
        let failure = Failure(
            what: "The service does not answer at all today", why: "nobody has started it since the last reboot",
            remedy: "start it in another terminal with weft serve and then ask again")
        var stage = Stage.talk(columns: columns)
        stage.ask()
        stage.end(.failed(failure))
        let words = stage.lines().dropLast(3).map { $0.split(separator: "│").last ?? "" }.joined(separator: " ")
            .split(separator: " ").joined(separator: " ")
        #expect(words.contains("! " + failure.what + ": " + failure.why))
        #expect(words.contains("Start it in another terminal with weft serve and then ask again"))
    }

    @Test("The status line tells the remedy of a trouble where it fits", arguments: [80: true, 40: false])
    func trouble(_ columns: Int, _ fits: Bool) throws {
        var stage = Stage.talk(columns: columns)
        stage.hear(.troubleChanged(Failure(what: "Nothing can be saved", why: "the disk is full", remedy: "make room")))
        let line = try #require(stage.lines().last)
        #expect(line.contains("Nothing can be saved: the disk is full"))
        #expect(line.contains(". Make room") == fits)
    }

    @Test(
        "Reason and remedy of a second instance can be read whole",
        arguments: [Size(columns: 80, rows: 24), Size(columns: 40, rows: 12)])
    func readOnly(_ size: Size) throws {
        let holder = Failure(
            what: "This Weft can only read", why: "another Weft (process 4194304) is writing, since 2026-11-13 14:02",
            remedy: "quit that one, or go on there")
        var stage = Stage(
            SessionState(
                threads: [Stage.thread("t1", "One")], drafts: ["t1": "of the other"], services: [Stage.service],
                readOnly: holder), columns: size.columns, rows: size.rows)
        let words = stage.lines().map { $0.split(separator: "│").last ?? "" }.joined(separator: " ")
            .split(separator: " ").joined(separator: " ")
        #expect(words.contains(holder.what + ": " + holder.why + ". Quit that one, or go on there"))
        #expect(!words.contains("reachable"))
        #expect(!words.contains("of the other"))
    }

    @Test("Of a prompt that waits in another process nothing more is promised")
    func queuedReadOnly() {
        var stage = Stage(
            SessionState(
                threads: [Stage.thread("t1", "One")], services: [Stage.service], readOnly: Failure(what: "Read only")))
        stage.hear(.threadOpened("t1", [Stage.prompt("m1", "Later", state: .queued)]))
        #expect(stage.text().contains("not sent yet"))
        #expect(!stage.text().contains("when you send again"))
        #expect(stage.screen.remedies.isEmpty)
    }
}
