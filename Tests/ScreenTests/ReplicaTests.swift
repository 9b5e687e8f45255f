import ChatModel
import TerminalModel
import Testing

@testable import Screen

@Suite struct ReplicaTests {
    @Test("Whatever is pressed in between, the copy of the state stays equal to the session's")
    func equal() {
        let keys = [
            "<Esc>", "<PgUp>", "x", "<Tab>", "<Alt-Down>", "<F1>", "<Ctrl-C>", "<Alt-Up>", "<Ctrl-O>", "<Down><Ctrl-N>",
            "n<Ctrl-S>", "<Alt-O>", "<End>", "<Ctrl-N>",
        ]
        let events: [Event] = [
            .messageAdded(Stage.prompt("m3", "And then?")),
            .messageAdded(Stage.reply("m4", "", to: "m3", state: .running)),
            .runChanged(Stage.run(reply: "m4", to: "m3")),
            .runChanged(Stage.run(.streaming, reply: "m4", to: "m3")),
            .replyGrew("t1", "m4", by: "One"), .replyGrew("t1", "m4", by: " two"),
            .replyReplaced("t1", "m4", text: "Three"), .draftSaved("t1", text: "d"),
            .runChanged(Stage.run(.stopping, reply: "m4", to: "m3")), .replyGrew("t1", "m4", by: " four"),
            .messageStateChanged("t1", "m4", .stopped(.byService)), .runEnded("run"),
            .threadSaved(Stage.thread("t9", "New", isEmpty: true)), .troubleChanged(Failure(what: "Full")),
            .messagePartSet("t1", "m4", Stage.parts[0]), .assistantsChanged("local", AssistantList()),
            .assistantEdited("local", .refused(Failure(what: "No"))),
            .promptReturned("t1", text: "Not sent", files: [], inPlaceOf: nil),
            .titlesAwaited(2),
            .choiceChanged(ServiceChoice(service: "local", assistant: AssistantReference(id: "a", name: "A"))),
            .messageRemoved("t1", "m3"), .serviceChanged(Stage.service),
        ]
        for start in keys.indices {
            var stage = Stage.talk()
            for (number, event) in events.enumerated() {
                stage.press(keys[(start + number) % keys.count])
                stage.hear(event)
                _ = stage.text()
                #expect(stage.screen.session == stage.session)
            }
        }
    }
}
