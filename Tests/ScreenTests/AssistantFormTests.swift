import ChatModel
import TerminalModel
import Testing

@testable import Screen

/// The page where an assistant is made or changed.
@Suite struct AssistantFormTests {
    /// A form with the keys pressed in it.
    private static func form(_ open: String, _ keys: String = "", columns: Int = 80) -> Stage {
        var stage = Stage.picking(columns: columns)
        stage.press("<Down><Down>" + open)
        stage.press(keys)
        return stage
    }

    static let refusal = Failure(
        what: "It was not saved", why: "tools[0] is no tool", remedy: "put the name of a built-in tool there")

    @Test("What is typed into the fields is what is saved")
    func new() {
        var stage = Self.form(
            "<Ctrl-N>",
            " Nils <Tab>Navigates<Enter>Line one<Enter>line two<Tab>large<Tab>[<Enter>\"x\"]<Tab>0,5<Down>1")
        stage.press("<Ctrl-S>")
        let profile = AssistantProfile(
            name: "Nils", description: "Navigates", instructions: "Line one\nline two", model: "large",
            tools: "[\n\"x\"]", temperature: 0.5, topP: 1)
        #expect(stage.commands == [.saveAssistant("assisters", nil, profile)])
        #expect(stage.text().contains("● saving…"))
        stage.hear(
            .assistantsChanged("assisters", AssistantList(assistants: [Stage.assistant("n", "Nils")], hasMore: false)),
            .assistantEdited("assisters", .saved(Stage.assistant("n", "Nils"))))
        #expect(stage.screen.form == nil)
        #expect(stage.screen.picker?.selected == .assistant("assisters", "n"))
        #expect(stage.text().contains("Nils is saved"))
    }

    @Test("An assistant is changed under its id, with all that was not touched as it was")
    func edit() {
        var stage = Self.form("<Ctrl-E>")
        #expect(stage.text().contains("Ada at Assisters"))
        stage.press("<Ctrl-S>")
        #expect(stage.commands.isEmpty)
        #expect(stage.text().contains("Nothing was changed"))
        stage.press("<Tab><Tab>!<Alt-S>")
        var profile = Stage.assistants[0].profile
        profile.instructions += "!"
        #expect(stage.commands == [.saveAssistant("assisters", "a1", profile)])
    }

    @Test("A copy is a new assistant")
    func copy() {
        let stage = Self.form("<Ctrl-Y>", "<Ctrl-S>")
        var profile = Stage.assistants[0].profile
        profile.name = "Ada copy"
        #expect(stage.commands == [.saveAssistant("assisters", nil, profile)])
    }

    @Test(
        "What is wrong is said at the field, which is gone to, and nothing is sent",
        arguments: [
            ("", "an assistant needs one", .name), ("  ", "an assistant needs one", .name),
            ("A<Up>", "", .name),
            ("A<Tab><Tab><Tab><Tab><Tab>2.1", "a number from 0 to 2, or nothing", .temperature),
            ("A<Tab><Tab><Tab><Tab><Tab>-1", "a number from 0 to 2, or nothing", .temperature),
            ("A<Tab><Tab><Tab><Tab><Tab>warm", "a number from 0 to 2, or nothing", .temperature),
            ("A<Tab><Tab><Tab><Tab><Tab>nan", "a number from 0 to 2, or nothing", .temperature),
            ("A<Tab><Tab><Tab><Tab><Tab>0x1", "a number from 0 to 2, or nothing", .temperature),
            ("A<Shift-Tab>1.01", "a number from 0 to 1, or nothing", .topP),
            ("A<Shift-Tab>..", "a number from 0 to 1, or nothing", .topP),
        ] as [(String, String, AssistantField)])
    func problems(_ keys: String, _ words: String, _ field: AssistantField) {
        var stage = Self.form("<Ctrl-N>", keys + "<Tab><Shift-Tab><Ctrl-S>")
        guard !words.isEmpty else {
            #expect(stage.commands.count == 1)
            return
        }
        #expect(stage.commands.isEmpty)
        #expect(stage.text().contains("! " + words))
        #expect(stage.screen.form?.field == field)
        stage.press("1")
        #expect(!stage.text().contains("! " + words))
    }

    @Test("A refusal is shown with all that was typed, and it can be saved again")
    func refused() {
        var stage = Self.form("<Ctrl-N>", "Nils<Tab><Tab><Tab><Tab>[1]<Ctrl-S>")
        stage.press("lost<Backspace><Enter>")
        #expect(stage.text().contains("It is being saved"))
        stage.hear(.assistantEdited("assisters", .refused(Self.refusal)))
        #expect(stage.text().contains("! It was not saved: tools[0] is no tool. Put the name of a built-in tool there"))
        #expect(stage.screen.form?[.tools].text == "[1]")
        #expect(stage.screen.form?[.name].text == "Nils")
        stage.press("<Ctrl-S>")
        #expect(stage.commands.count == 1)
        #expect(!stage.text().contains("It was not saved"))
    }

    @Test("The answer to a deletion before is not taken for the answer to the save")
    func answersInOrder() {
        var stage = Stage.picking()
        stage.press("<Down><Down><Ctrl-X>y<Down><Ctrl-E>!<Ctrl-S>")
        stage.hear(.assistantEdited("assisters", .refused(Self.refusal)))
        #expect(stage.screen.form?.isSaving == true)
        stage.hear(.assistantEdited("assisters", .saved(Stage.assistant("a2", "Cook!"))))
        #expect(stage.screen.form == nil)
    }

    @Test("Leaving asks only when something is not saved", arguments: ["<Esc>", "<Ctrl-C>"])
    func leaving(_ key: String) {
        var stage = Self.form("<Ctrl-E>", key)
        #expect(stage.screen.form == nil)
        #expect(stage.screen.picker != nil)
        stage = Self.form("<Ctrl-E>", "x" + key)
        #expect(stage.text().contains("What is written is not saved. Leave it? [y/N]"))
        stage.press("<Enter>")
        #expect(stage.screen.form?[.name].text == "Adax")
        stage.press(key + "y")
        #expect(stage.screen.form == nil)
    }

    @Test("Leaving while it is being saved says so; what comes of it is still told")
    func leavingWhileSaving() {
        var stage = Self.form("<Ctrl-E>", "x<Ctrl-S><Esc>")
        #expect(stage.text().contains("It is still being saved. Leave"))
        stage.press("y<Esc>")
        #expect(stage.screen.picker == nil)
        stage.hear(.assistantEdited("assisters", .refused(Self.refusal)))
        #expect(stage.text().contains("It was not saved: tools[0] is no tool"))
    }

    @Test("Quitting asks when the form is not saved, and no takes nothing away")
    func quitting() {
        var stage = Self.form("<Ctrl-N>", "Nils<Ctrl-Q>")
        #expect(stage.text().contains("What is in the form is not saved. Quit and lose it? [y/N]"))
        stage.press("n")
        #expect(stage.screen.form?[.name].text == "Nils")
        stage.press("<Ctrl-Q>y")
        #expect(stage.effects == [.quit])
    }

    @Test("Up and Down go through rows, then fields; Tab goes around")
    func moving() {
        var stage = Self.form("<Ctrl-E>", "<Tab><Tab>")
        #expect(stage.screen.form?.field == .instructions)
        stage.press("<Up>")
        #expect(stage.screen.form?.field == .instructions)
        stage.press("<Up>")
        #expect(stage.screen.form?.field == .description)
        stage.press("<Down><Down><Down>")
        #expect(stage.screen.form?.field == .model)
        stage.press("<Shift-Tab><Shift-Tab><Shift-Tab><Shift-Tab>")
        #expect(stage.screen.form?.field == .topP)
        stage.press("<Tab>")
        #expect(stage.screen.form?.field == .name)
        stage.press("<Ctrl-End>")
        #expect(stage.screen.form?.field == .topP)
    }

    @Test("A field is written like the composer, and pastes keep their lines only where there are lines")
    func writing() {
        var stage = Self.form("<Ctrl-N>", "one two<Ctrl-W>")
        stage.paste("a\nb")
        #expect(stage.screen.form?[.name].text == "one a b")
        stage.press("<Alt-U>")
        #expect(stage.screen.form?[.name].text == "one ")
        stage.press("<Tab><Tab>")
        stage.paste("a\nb")
        #expect(stage.screen.form?[.instructions].text == "a\nb")
        #expect(stage.screen.composer.editor.isEmpty)
    }

    @Test("The cursor is always on the screen, whatever is in the field", arguments: [20, 40, 80])
    func cursor(_ columns: Int) throws {
        for rows in 2...12 {
            var stage = Stage.picking(columns: columns, rows: rows)
            stage.press("<Down><Down><Ctrl-E>")
            for _ in AssistantField.allCases {
                stage.paste("words of 日本語 and more of them than a row takes, in any case")
                let cursor = try #require(stage.screen.frame().cursor)
                #expect((0..<columns).contains(cursor.column) && (0..<rows - 1).contains(cursor.row))
                stage.press("<Tab>")
            }
        }
    }
}
