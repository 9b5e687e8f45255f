import ChatModel
import TerminalModel
import Testing

@testable import Screen

/// The page where the person chooses who answers.
@Suite struct PickerTests {
    private static func selected(_ stage: Stage) -> PickerRow.ID? { stage.screen.picker?.selected }

    @Test("a list from before is there at once; if its service cannot be asked, it says of when it is")
    func remembered() {
        let moment = Stage.noon + .seconds(-3 * 86_400)
        var list = AssistantList(assistants: Stage.assistants, hasMore: false, isLoading: true, rememberedFrom: moment)
        var stage = Stage.picking(list)
        #expect(stage.text().contains("Ada") && stage.text().contains("Fetching the assistants"))
        (list.isLoading, list.failure) = (false, Failure(what: "The service cannot be reached"))
        stage.hear(.assistantsChanged("assisters", list))
        #expect(stage.text().contains("Ada") && stage.text().contains("! The service cannot be reached"))
        #expect(stage.text().contains("What stands above was fetched before: 11 Nov 12:00"))
        stage.press("<Down><Down><Down><Down><Down><Down>")
        #expect(stage.text().contains("Enter tries again"))
    }

    @Test(
        "Both keys open it from every pane, and each service is asked who is there", arguments: ["<Ctrl-O>", "<Alt-S>"])
    func opening(_ key: String) {
        for pane in ["", "<Tab>", "<Shift-Tab>"] {
            var stage = Stage.several()
            stage.press(pane + key)
            #expect(
                stage.commands == [
                    .checkService("local"), .checkService("assisters"), .listAssistants("assisters"),
                    .checkService("amity"),
                ])
            #expect(Self.selected(stage) == .service("local"))
            #expect(stage.text().contains("Fetching the assistants…"))
        }
    }

    @Test("Enter lets the row selected answer, here and in new threads")
    func choosing() {
        var stage = Stage.picking()
        stage.press("<Down><Down><Down><Enter>")
        let cook = AssistantReference(id: "a2", name: "Cook")
        #expect(stage.commands == [.choose("t1", ServiceChoice(service: "assisters", assistant: cook))])
        #expect(stage.screen.picker == nil)
        #expect(stage.text().contains("Cook answers here and in new threads"))
    }

    @Test("A service itself can be chosen, whoever answers there")
    func choosingService() {
        var stage = Stage.picking()
        stage.press("<Ctrl-End><Enter>")
        #expect(stage.commands == [.choose("t1", ServiceChoice(service: "amity"))])
    }

    @Test("Who answers now is marked and selected, also before it is fetched")
    func current() throws {
        var stage = Stage.several()
        var thread = Stage.thread("t1", "How do I stop an answer?", minutesAgo: 2)
        thread.choice = ServiceChoice(service: "assisters", assistant: AssistantReference(id: "c30", name: "Late"))
        stage.hear(.threadSaved(thread))
        #expect(stage.text().contains("Write to Late"))
        stage.press("<Ctrl-O>")
        #expect(Self.selected(stage) == .assistant("assisters", "c30"))
        #expect(try #require(stage.lines().first { $0.contains("✓") }).contains("Late"))
        stage.hear(.assistantsChanged("assisters", AssistantList(assistants: Stage.crowd(0..<31), hasMore: false)))
        #expect(Self.selected(stage) == .assistant("assisters", "c30"))
        #expect(try #require(stage.lines().first { $0.contains("✓") }).contains("Assistant 30"))
        stage.hear(.assistantsChanged("assisters", AssistantList(assistants: Stage.crowd(0..<3), hasMore: false)))
        #expect(!stage.text().contains("✓"))
    }

    @Test(
        "What is typed narrows the list, and the first that fits by its name is selected",
        arguments: [
            ("ada", .assistant("assisters", "a1")), ("KITCHEN", .assistant("assisters", "a2")),
            ("先生", .assistant("assisters", "a3")), ("assisters rev", .assistant("assisters", "a4")),
            ("amity", .service("amity")), ("greeter", .service("amity")), ("re", .assistant("assisters", "a4")),
        ] as [(String, PickerRow.ID)])
    func filter(_ typed: String, _ best: PickerRow.ID) {
        var stage = Stage.picking()
        stage.press(typed)
        #expect(Self.selected(stage) == best)
        #expect(stage.commands.isEmpty)
    }

    @Test("Nothing fits: that is said, nothing is chosen, and deleting the filter brings all back")
    func nothingFits() {
        var stage = Stage.picking()
        let before = stage.text()
        stage.press("xyz<Enter>")
        #expect(stage.commands.isEmpty)
        #expect(stage.screen.picker != nil)
        #expect(stage.text().contains("Nothing fits"))
        stage.press("<Ctrl-U>")
        #expect(stage.text() == before)
    }

    @Test("A paste goes into the filter as one line")
    func paste() {
        var stage = Stage.picking()
        stage.paste("co\nok")
        #expect(stage.screen.picker?.filter.text == "co ok")
        #expect(stage.commands.isEmpty)
    }

    @Test("Pages are fetched as the end comes near, each once")
    func pages() {
        let first = AssistantList(assistants: Stage.crowd(0..<40), hasMore: true)
        var stage = Stage.picking(first)
        #expect(stage.commands.isEmpty)
        stage.press("<PgDn><PgDn>")
        #expect(stage.commands.isEmpty)
        stage.press("<Down><Down>")
        #expect(stage.commands == [.listMoreAssistants("assisters")])
        stage.press("<Down><Down>")
        #expect(stage.commands.isEmpty)
        stage.hear(
            .assistantsChanged("assisters", AssistantList(assistants: Stage.crowd(0..<40), isLoading: true)),
            .assistantsChanged("assisters", AssistantList(assistants: Stage.crowd(0..<80), hasMore: false)))
        #expect(stage.commands.isEmpty)
        stage.press("<Ctrl-End>")
        #expect(stage.commands.isEmpty)
        #expect(stage.text().contains("Amity"))
    }

    @Test("A filter that leaves room fetches on by itself, a few pages for each key")
    func pagesOfFilter() {
        var stage = Stage.picking(AssistantList(assistants: Stage.crowd(0..<20), hasMore: true))
        stage.press("zebra")
        var asked = stage.commands.count { $0 == .listMoreAssistants("assisters") }
        for page in 2...20 {
            stage.hear(.assistantsChanged("assisters", AssistantList(assistants: Stage.crowd(0..<20 * page))))
            asked += stage.commands.count
        }
        #expect(asked == 5)
        stage.press("<Down>")
        #expect(stage.commands == [.listMoreAssistants("assisters")])
    }

    @Test("A page that did not come says why, and Enter fetches it again")
    func failure() {
        let gone = Failure(what: "The assistants did not come", why: "the service said 500", remedy: "try again later")
        var stage = Stage.picking(AssistantList(assistants: [], hasMore: true, failure: gone))
        stage.press("<Down><Down>")
        #expect(stage.text().contains("! The assistants did not come: the service said 500"))
        #expect(stage.text().contains("Try again later"))
        stage.press("<Enter>")
        #expect(stage.commands == [.listAssistants("assisters")])
        stage.hear(
            .assistantsChanged(
                "assisters", AssistantList(assistants: Stage.assistants, hasMore: true, failure: gone)))
        stage.press("<Enter>")
        #expect(stage.commands == [.listMoreAssistants("assisters")])
        stage.press("<Ctrl-R>")
        #expect(stage.commands == [.checkService("assisters"), .listAssistants("assisters")])
    }

    @Test("What was selected and is gone leaves the selection to its neighbour")
    func gone() {
        var stage = Stage.picking()
        stage.press("<Down><Down><Down>")
        stage.hear(
            .assistantsChanged(
                "assisters", AssistantList(assistants: [Stage.assistants[0], Stage.assistants[3]], hasMore: false)))
        #expect(Self.selected(stage) == .assistant("assisters", "a4"))
        stage.hear(.assistantsChanged("assisters", AssistantList(assistants: [Stage.assistants[0]], hasMore: false)))
        #expect(Self.selected(stage) == .assistant("assisters", "a1"))
        stage.hear(.assistantsChanged("assisters", AssistantList(assistants: [], hasMore: false)))
        #expect(Self.selected(stage) == .service("assisters"))
        #expect(stage.text().contains("No assistants yet; Ctrl-N makes one"))
    }

    @Test("It closes without a change", arguments: ["<Esc>", "<Ctrl-C>", "<Ctrl-O>", "<Alt-S>"])
    func closing(_ key: String) {
        var stage = Stage.several()
        stage.press("draft")
        let before = stage.text()
        stage.press("<Ctrl-O>cook")
        stage.press(key)
        #expect(stage.effects.isEmpty)
        #expect(stage.text() == before)
    }

    @Test("Esc in the picker closes it and stops nothing")
    func closingWhileRunning() {
        var stage = Stage.several()
        stage.ask()
        stage.press("<Ctrl-O><Esc>")
        #expect(!stage.commands.contains(.stop("run")))
        stage.press("<Esc>")
        #expect(stage.commands == [.stop("run")])
    }

    @Test("Assistants are managed only where the service lets them be, and the reason is said")
    func unmanaged() {
        for key in ["<Ctrl-N>", "<Ctrl-E>", "<Ctrl-Y>", "<Ctrl-X>"] {
            var stage = Stage.picking()
            stage.press("l" + key)
            #expect(stage.screen.form == nil && stage.screen.question == nil)
            #expect(stage.text().contains("does not let its assistants be managed"))
        }
        var stage = Stage.picking()
        stage.press("<Down><Ctrl-E>")
        #expect(stage.text().contains("Choose an assistant first"))
    }

    @Test("Deleting asks first, then tells what came of it")
    func deleting() {
        var stage = Stage.picking()
        stage.press("<Down><Down><Ctrl-X>")
        #expect(stage.text().contains("Delete Ada at its service? [y/N]"))
        stage.press("n")
        #expect(stage.commands.isEmpty)
        stage.press("<Ctrl-X>y")
        #expect(stage.commands == [.deleteAssistant("assisters", "a1")])
        #expect(stage.text().contains("is being deleted…"))
        stage.press("<Ctrl-X>")
        #expect(stage.screen.question == nil)
        stage.hear(.assistantEdited("assisters", .deleted("a1")))
        #expect(stage.text().contains("Ada is deleted"))
        stage.press("<Ctrl-X>y")
        stage.hear(.assistantEdited("assisters", .refused(Failure(what: "It was not deleted", why: "it is in use"))))
        #expect(stage.text().contains("It was not deleted: it is in use"))
        #expect(stage.screen.wishes.isEmpty)
    }

    @Test("With the threads in other hands there is nothing to choose")
    func readOnly() {
        var stage = Stage(
            SessionState(
                threads: [Stage.thread("t1", "One")], services: [Stage.service], readOnly: Failure(what: "Read only")))
        stage.press("<Ctrl-O>")
        #expect(stage.effects.isEmpty)
        #expect(stage.screen.picker == nil)
    }
}
