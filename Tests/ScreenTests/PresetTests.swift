import ChatModel
import TerminalModel
import Testing

@testable import Screen

/// Presets of a service that has models: in the picker, in the form, and what a thread shows of them.
@Suite struct PresetTests {
    static let service = Service(
        id: "openai", name: "openai", assistant: "gpt-5", reachability: .reachable, hasDirectory: true,
        takenSettings: Set(ReplySetting.allCases))
    static let models = ["gpt-5", "gpt-5-mini"].map { id in
        Assistant(
            id: AssistantID(id),
            profile: AssistantProfile(
                name: id.uppercased(), description: "400k tokens of context", model: id))
    }
    static let preset = Preset(
        service: "openai", name: "Reviewer", model: "gpt-5-mini",
        settings: ReplySettings(
            system: "You review code.\nBe strict.", temperature: 0.2, topP: 1, maxTokens: 2000,
            effort: .high))

    /// The picker is open over a talk at a service of models, with one preset.
    static func picking(columns: Int = 80, rows: Int = 24, presets: [Preset] = [preset]) -> Stage {
        var stage = Stage(
            SessionState(
                threads: [Stage.thread("t1", "Review this", minutesAgo: 2)],
                services: [Stage.service, service, Stage.amity]),
            columns: columns, rows: rows)
        stage.hear(.threadOpened("t1", [Stage.prompt("m1", "Review this")]), .presetsRead(presets))
        stage.press("<Ctrl-O>")
        stage.hear(.assistantsChanged("openai", AssistantList(assistants: models, hasMore: false)))
        return stage
    }

    static func chosen(_ preset: Preset = preset) -> ServiceChoice {
        ServiceChoice(
            service: preset.service, assistant: AssistantReference(id: "gpt-5-mini", name: "GPT-5-MINI"),
            preset: ChosenPreset(preset))
    }

    private static func selected(_ stage: Stage) -> PickerRow.ID? { stage.screen.picker?.selected }

    @Test(
        "Presets stand above the models of their service, and one is chosen with its model and settings"
    )
    func choosing() throws {
        var stage = Self.picking()
        let lines = stage.lines()
        let preset = try #require(lines.firstIndex { $0.contains("Reviewer") })
        let model = try #require(lines.firstIndex { $0.contains("GPT-5 ") })
        #expect(preset + 1 == model)
        #expect(lines[preset].contains("GPT-5-MINI · temperature 0.2 · top p 1"))
        stage.press("review<Enter>")
        #expect(stage.commands == [.choose("t1", Self.chosen())])
        #expect(stage.text().contains("Reviewer answers here and in new threads"))
    }

    @Test("What a choice takes from the thread is said")
    func losing() {
        var own = Stage.thread("t1", "Review this")
        own.settings = ReplySettings(topP: 0.5)
        var preset = own
        preset.choice = Self.chosen()
        for (thread, keys, words) in [
            (own, "review", ", in place of its own settings"), (own, "gpt-5<Down>", "new threads "),
            (preset, "400k", "new threads, without Reviewer"), (preset, "review", "new threads "),
        ] {
            var stage = Self.picking()
            stage.hear(.threadSaved(thread))
            stage.press(keys + "<Enter>")
            #expect(stage.text().contains(words), "\(keys)")
        }
    }

    @Test("What is chosen is marked: the preset and not its model, the model and not the preset")
    func marked() throws {
        for (choice, name) in [
            (Self.chosen(), "Reviewer"), (Self.chosen().withoutPreset, "GPT-5-MINI  "),
        ] {
            var stage = Self.picking()
            stage.press("<Esc>")
            var thread = Stage.thread("t1", "Review this")
            thread.choice = choice
            stage.hear(.threadSaved(thread))
            stage.press("<Ctrl-O>")
            #expect(stage.lines().filter { $0.contains("✓") }.count == 1)
            #expect(try #require(stage.lines().first { $0.contains("✓") }).contains(name))
            #expect(Self.selected(stage) == stage.screen.pickedRow?.id)
            #expect(stage.screen.pickedRow?.isChosen(choice) == true)
        }
    }

    @Test("A preset is made of what is typed, and stands selected when it is kept")
    func new() throws {
        var stage = Self.picking(presets: [])
        stage.press("<Down><Ctrl-N>")
        #expect(stage.text().contains("New preset at openai"))
        stage.press(
            " Critic <Tab>gpt-5-MINI<Tab>Line one<Enter>line two<Tab>0,5<Tab><Tab>100<Tab>HIGH<Ctrl-S>")
        let preset = Preset(
            service: "openai", name: "Critic", model: "gpt-5-mini",
            settings: ReplySettings(
                system: "Line one\nline two", temperature: 0.5, maxTokens: 100, effort: .high))
        #expect(stage.commands == [.savePreset(preset, replacing: nil)])
        stage.hear(.presetSaved(preset))
        #expect(stage.screen.form == nil)
        #expect(Self.selected(stage) == .preset(preset.id))
        #expect(stage.text().contains("Critic is saved"))
    }

    @Test("Made of a model while the list is narrowed down it has that model, and stands selected in the whole list")
    func narrowed() {
        var stage = Self.picking(presets: [])
        stage.press("mini")
        stage.press("<Ctrl-N>Critic<Ctrl-S>")
        let preset = Preset(service: "openai", name: "Critic", model: "gpt-5-mini", settings: ReplySettings())
        #expect(stage.commands == [.savePreset(preset, replacing: nil)])
        stage.hear(.presetSaved(preset))
        #expect(Self.selected(stage) == .preset(preset.id))
        #expect(stage.lines().contains { $0.contains("Critic") && !$0.contains("is saved") })
    }

    @Test(
        "A preset without anything but its name leaves all to the service, and a model may be one that is not listed"
    )
    func bare() {
        var stage = Self.picking(presets: [])
        stage.press("<Down><Ctrl-N>A<Tab><Tab> <Enter> <Ctrl-S>")
        #expect(
            stage.commands == [
                .savePreset(Preset(service: "openai", name: "A", settings: ReplySettings()), replacing: nil)
            ])
        stage = Self.picking(presets: [])
        stage.press("<Down><Ctrl-N>A<Tab>other/Model:1<Ctrl-S>")
        #expect(
            stage.commands == [
                .savePreset(
                    Preset(service: "openai", name: "A", model: "other/Model:1", settings: ReplySettings()),
                    replacing: nil)
            ])
    }

    @Test("A preset is changed under its old name, with all that was not touched as it was")
    func edit() {
        var stage = Self.picking()
        stage.press("<Down><Down><Ctrl-E><Ctrl-S>")
        #expect(stage.commands.isEmpty && stage.text().contains("Nothing was changed"))
        stage.press("2<Ctrl-S>")
        let changed = Preset(
            service: "openai", name: "Reviewer2", model: "gpt-5-mini", settings: Self.preset.settings)
        #expect(stage.commands == [.savePreset(changed, replacing: Self.preset.id)])
    }

    @Test("A model and a preset are copied into a new preset")
    func copies() {
        var stage = Self.picking()
        stage.press("<Down><Down><Ctrl-Y><Ctrl-S>")
        let copy = Preset(
            service: "openai", name: "Reviewer copy", model: "gpt-5-mini", settings: Self.preset.settings)
        #expect(stage.commands == [.savePreset(copy, replacing: nil)])
        stage = Self.picking()
        stage.press("<Down><Down><Down><Ctrl-Y><Ctrl-S>")
        let plain = Preset(service: "openai", name: "GPT-5", model: "gpt-5", settings: ReplySettings())
        #expect(stage.commands == [.savePreset(plain, replacing: nil)])
    }

    @Test(
        "What is wrong is said at the field, and nothing is kept",
        arguments: [
            ("", "a preset needs one"), ("reviewer", "another preset has this name"),
            ("A<Tab><Tab><Tab>3", "a number from 0 to 2, or nothing"),
            ("A<Tab><Tab><Tab><Tab>2", "a number from 0 to 1, or nothing"),
            ("A<Shift-Tab><Shift-Tab>0", "a whole number above 0, or nothing"),
            ("A<Shift-Tab><Shift-Tab>1.5", "a whole number above 0, or nothing"),
            ("A<Shift-Tab><Shift-Tab>99999999999999999999", "a whole number above 0, or nothing"),
            ("A<Shift-Tab>much", "none, minimal, low, medium or high, or nothing"),
        ])
    func problems(_ keys: String, _ words: String) {
        var stage = Self.picking()
        stage.press("<Down><Ctrl-N>" + keys + "<Ctrl-S>")
        #expect(stage.commands.isEmpty)
        #expect(stage.text().contains("! " + words))
        #expect(stage.screen.form?.isSaving == false)
    }

    @Test("A preset is deleted after a question; a model cannot be, nor changed")
    func deleting() {
        var stage = Self.picking()
        stage.press("<Down><Down><Ctrl-X>")
        #expect(stage.text().contains("Delete Reviewer? Threads that have it keep its settings. [y/N]"))
        stage.press("y")
        #expect(stage.commands == [.deletePreset(Self.preset.id)])
        stage.hear(.presetDeleted(Self.preset.id))
        #expect(!stage.text().contains("GPT-5-MINI ·"))
        stage.press("<Down><Ctrl-X>")
        #expect(stage.text().contains("A model cannot be changed; Ctrl-Y makes a preset of it"))
        stage.press("<Ctrl-E>")
        #expect(stage.screen.form == nil && stage.screen.question == nil)
    }

    @Test("Presets of other services, and services without models, are left alone")
    func elsewhere() {
        let other = Preset(service: "gone", name: "Lost", settings: ReplySettings())
        var stage = Self.picking(presets: [other])
        #expect(!stage.text().contains("Lost"))
        stage.press("<Ctrl-End><Ctrl-N>")
        #expect(stage.text().contains("Amity BOTs+ does not let its assistants be managed"))
    }
}

extension ServiceChoice {
    fileprivate var withoutPreset: ServiceChoice {
        ServiceChoice(service: service, assistant: assistant)
    }
}

/// How one thread is answered.
@Suite struct ThreadSettingsTests {
    private static func stage(
        _ settings: ReplySettings = ReplySettings(), preset: String? = nil,
        at service: Service = PresetTests.service
    ) -> Stage {
        var thread = Stage.thread("t1", "Review this")
        thread.service = service.id
        thread.settings = settings
        thread.preset = preset
        var stage = Stage(
            SessionState(
                threads: [thread],
                services: [Stage.service, PresetTests.service, Self.portal] + (service.id == "claude" ? [service] : []))
        )
        stage.hear(.threadOpened("t1", [Stage.prompt("m1", "Review this")]))
        return stage
    }

    /// A service that takes instructions only.
    private static let portal = Service(
        id: "portal", name: "Portal", assistant: "", reachability: .reachable, takenSettings: [.system])

    @Test(
        "A key of the panes opens its form, and what is written holds from the next prompt on",
        arguments: ["<F6>", "<Alt-H>", "<Shift-Tab>p"])
    func form(_ key: String) {
        var stage = Self.stage()
        stage.press(key)
        #expect(stage.text().contains("How “Review this” is answered"))
        #expect(!stage.text().contains("Name") && !stage.text().contains("Model"))
        stage.press("Be brief.<Tab>0.5<Ctrl-S>")
        let settings = ReplySettings(system: "Be brief.", temperature: 0.5)
        #expect(stage.commands == [.changeSettings("t1", settings)])
        #expect(stage.screen.form == nil && stage.screen.picker == nil)
        #expect(stage.text().contains("This holds from the next prompt on"))
    }

    @Test(
        "What is there can be taken away; unchanged there is nothing to save, and a mistake keeps the form"
    )
    func changing() {
        var stage = Self.stage(ReplySettings(system: "Be brief.", maxTokens: 5))
        stage.press("<F6><Ctrl-S>")
        #expect(stage.commands.isEmpty && stage.text().contains("Nothing was changed"))
        stage.press("<Ctrl-U><Ctrl-S>")
        #expect(stage.commands == [.changeSettings("t1", ReplySettings(maxTokens: 5))])
        stage = Self.stage()
        stage.press("<F6><Tab>9<Ctrl-S>")
        #expect(stage.commands.isEmpty && stage.text().contains("! a number from 0 to 2, or nothing"))
        stage.press("<Backspace>1<Ctrl-S>")
        #expect(stage.commands == [.changeSettings("t1", ReplySettings(temperature: 1))])
    }

    @Test(
        "A service that takes some is asked for those, with what it does not take said where the thread has it"
    )
    func some() {
        var stage = Self.stage(ReplySettings(temperature: 1), at: Self.portal)
        #expect(stage.text().contains("own settings, not all sent"))
        stage.press("<F6>")
        #expect(stage.text().contains("Instructions") && stage.text().contains("Temperature"))
        #expect(!stage.text().contains("Effort"))
        #expect(stage.text().contains("Portal does not take this from here"))
        stage.press("x<Tab><Backspace><Ctrl-S>")
        #expect(stage.commands == [.changeSettings("t1", ReplySettings(system: "x"))])
        #expect(!stage.text().contains("Portal does not take"))
    }

    @Test(
        "Where a model that reasons takes no temperature, both are refused in the form, and one says what it leaves out"
    )
    func apart() {
        let claude = Service(
            id: "claude", name: "Claude", assistant: "claude", reachability: .reachable,
            takenSettings: Set(ReplySetting.allCases), variesWhileReasoning: false)
        var stage = Self.stage(at: claude)
        stage.press("<F6><Tab>0.5")
        #expect(stage.text().contains("an effort of the configuration is not sent with it"))
        stage.press("<Tab>0.9<Tab><Tab>high")
        #expect(stage.text().contains("a temperature or top p of the configuration is not sent with it"))
        #expect(!stage.text().contains("an effort of the configuration"))
        stage.press("<Ctrl-S>")
        #expect(stage.commands.isEmpty)
        #expect(stage.text().contains("! only 1 together with an effort"))
        #expect(stage.text().contains("! only from 0.95 on together with an effort"))
        stage.press("<Ctrl-U>1<Tab><Ctrl-U>0.95<Ctrl-S>")
        #expect(stage.commands == [.changeSettings("t1", ReplySettings(temperature: 1, topP: 0.95, effort: .high))])

        stage = Self.stage(at: PresetTests.service)
        stage.press("<F6><Tab>0.5<Tab><Tab><Tab>high")
        #expect(!stage.text().contains("of the configuration is not sent"))
        stage.press("<Ctrl-S>")
        #expect(stage.commands == [.changeSettings("t1", ReplySettings(temperature: 0.5, effort: .high))])
    }

    @Test("A service that takes none says so")
    func none() {
        var stage = Self.stage(at: Stage.service)
        stage.press("<F6>")
        #expect(stage.screen.form == nil)
        #expect(stage.text().contains("Local service takes no settings from here"))
    }

    @Test("The status line says quietly that a thread has a preset, or settings of its own")
    func status() {
        var stage = Self.stage(ReplySettings(topP: 1), preset: "Reviewer")
        #expect(stage.lines().last?.contains("gpt-5 · preset Reviewer · openai") == true)
        stage = Self.stage(ReplySettings(topP: 1))
        #expect(stage.lines().last?.contains("gpt-5 · own settings · openai") == true)
        stage = Self.stage()
        #expect(stage.lines().last?.contains("gpt-5 · openai") == true)
    }
}
