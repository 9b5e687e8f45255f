import Settings
import TerminalModel
import Testing

@testable import Screen

@Suite("Choosing a theme")
struct ThemePickerTests {
    static let names = ["auto"] + ThemeLibrary.shipped.names

    static func stage(columns: Int = 80, rows: Int = 24) -> Stage {
        var stage = Stage.talk(columns: columns, rows: rows)
        stage.screen.shelf = ThemeLibrary.shipped.shelf
        return stage
    }

    @Test("The page looks as it is kept", arguments: GoldenScreenTests.sizes + [Size(columns: 120, rows: 36)])
    func golden(_ size: Size) throws {
        var stage = Self.stage(columns: size.columns, rows: size.rows)
        stage.press("<F5>")
        try expectScreen("themes", &stage)
        stage.press("nor")
        try expectScreen("themes-filter", &stage)
        stage.screen.shelf.entries.append(
            ThemeEntry(
                wrong: "mine", place: "~/.config/weft/themes/mine.toml",
                problem: "~/.config/weft/themes/mine.toml:3: there is no style acent: did you mean accent?"))
        stage.press("<Ctrl-U>min")
        try expectScreen("themes-wrong", &stage)
        stage.press("e of it")
        try expectScreen("themes-none", &stage)
    }

    @Test("Each theme is worn as soon as it is selected, and the one before is back after Esc")
    func preview() {
        var stage = Self.stage()
        stage.press("<F5>")
        var worn: [String] = []
        for _ in Self.names {
            worn.append(stage.screen.theme.name)
            stage.press("<Down>")
        }
        #expect(worn == ["dark"] + ThemeLibrary.shipped.names)
        stage.press("<Esc>")
        #expect(stage.screen.theme == .dark && stage.screen.themePicker == nil)
        #expect(stage.effects.isEmpty)
    }

    @Test("Enter keeps the theme and has it written down")
    func keep() {
        var stage = Self.stage()
        stage.press("<F5>nord<Enter>")
        #expect(stage.effects == [.errand(.keepTheme("nord"))])
        #expect(stage.screen.theme.name == "nord" && stage.screen.settings.theme.name == "nord")
        stage.effects = stage.screen.update(.errand(.themeKept("nord", file: "~/c")), at: stage.now)
        #expect(stage.lines().last?.contains("The theme from now on: nord, in ~/c") == true)
        stage.press("<F5>")
        #expect(stage.screen.themePicker?.selected == "nord")
        stage.press("<Home><Enter>")
        #expect(stage.screen.theme == .dark && stage.screen.settings.theme.isAutomatic)
    }

    @Test("The filter finds by name and by what a theme is for; nothing is worn that does not fit")
    func filter() {
        var stage = Self.stage()
        stage.press("<F5>light")
        #expect(stage.screen.themePicker?.rows(stage.screen.shelf).map(\.name) == ["gruvbox-light", "light"])
        #expect(stage.screen.theme.name == "gruvbox-light")
        stage.press("zzz<Enter>")
        #expect(stage.screen.themePicker != nil && stage.effects.isEmpty)
        stage.press("<Esc>")
        #expect(stage.screen.theme == .dark)
    }

    @Test("A theme whose file is wrong is said to be so, and cannot be kept")
    func wrong() {
        var stage = Self.stage()
        stage.screen.shelf.entries.append(ThemeEntry(wrong: "mine", place: "m", problem: "m:3: it is wrong"))
        stage.press("<F5><End><Enter>")
        #expect(stage.screen.themePicker?.selected == "mine" && stage.screen.theme == .dark)
        #expect(stage.text().contains("m:3: it is wrong"))
        #expect(stage.effects.isEmpty)
    }

    @Test("Going over the themes with the mouse and by pages moves within the list")
    func moving() {
        var stage = Self.stage(columns: 40, rows: 12)
        stage.press("<F5><PgDn><PgDn><PgDn><PgDn>")
        #expect(stage.screen.themePicker?.selected == "nord")
        stage.press("<PgUp><PgUp><PgUp><PgUp><Up>")
        #expect(stage.screen.themePicker?.selected == "auto")
    }
}

@Suite("The theme that is worn")
struct WornThemeTests {
    private static let white = RGB(red: 255, green: 255, blue: 255)
    private static let black = RGB(red: 0, green: 0, blue: 0)

    private func answer(_ color: RGB, _ stage: inout Stage) {
        stage.effects = stage.screen.update(.terminal(.background(color)), at: stage.now)
    }

    @Test("auto goes with the background that the terminal tells")
    func automatic() {
        var stage = ThemePickerTests.stage()
        answer(Self.white, &stage)
        #expect(stage.screen.theme == .light)
        answer(Self.black, &stage)
        #expect(stage.screen.theme == .dark)
        stage.screen.settings.theme.light = "gruvbox-light"
        answer(Self.white, &stage)
        #expect(stage.screen.theme.name == "gruvbox-light")
    }

    @Test("A theme that was wanted by name stays, whatever the terminal tells")
    func named() {
        var stage = ThemePickerTests.stage()
        stage.press("<F5>nord<Enter>")
        answer(Self.white, &stage)
        #expect(stage.screen.theme.name == "nord")
        stage.press("<F5>drac")
        answer(Self.black, &stage)
        #expect(stage.screen.theme.name == "dracula")
    }

    @Test("An answer changes nothing but the looks")
    func answers() {
        var stage = ThemePickerTests.stage()
        let before = stage.text()
        answer(Self.white, &stage)
        #expect(stage.text() == before && stage.effects.isEmpty)
    }

    @Test("A file that has changed is worn at once; one that is wrong is said to be, and what was worn stays")
    func reading() throws {
        var stage = ThemePickerTests.stage()
        let theme = try Theme([ThemeSource(name: "dark", styles: ["accent": "200"])])
        var shelf = ThemeShelf([ThemeEntry(theme)])
        stage.effects = stage.screen.update(.errand(.themesRead(shelf)), at: stage.now)
        #expect(stage.screen.theme.accent == Style(.indexed(200)))
        shelf.entries = [ThemeEntry(wrong: "dark", place: "d", problem: "d:2: there is no style acent")]
        stage.effects = stage.screen.update(.errand(.themesRead(shelf)), at: stage.now)
        #expect(stage.screen.theme == theme)
        #expect(stage.lines().last?.contains("d:2: there is no style acent") == true)
        stage.press("<Tab>")
        stage.effects = stage.screen.update(.errand(.themesRead(shelf)), at: stage.now)
        #expect(stage.lines().last?.contains("d:2") == false)
    }

    @Test("Of files that were wrong before, only the one that is wanted is spoken of at the start")
    func start() {
        var stage = ThemePickerTests.stage()
        stage.screen.shelf = ThemeShelf([ThemeEntry(.dark)], isWhole: false)
        var shelf = ThemeShelf([ThemeEntry(.dark), ThemeEntry(wrong: "other", place: "o", problem: "o:1: wrong")])
        stage.effects = stage.screen.update(.errand(.themesRead(shelf)), at: stage.now)
        #expect(!stage.text().contains("o:1"))
        stage.screen.shelf = ThemeShelf([], isWhole: false)
        stage.screen.settings.theme.name = "nrod"
        shelf.entries = [ThemeEntry(wrong: "nrod", place: "", problem: "There is no theme nrod")]
        stage.effects = stage.screen.update(.errand(.themesRead(shelf)), at: stage.now)
        #expect(stage.lines().last?.contains("There is no theme nrod") == true)
    }

    @Test("Parts of a reply that are open wear the new theme too")
    func parts() {
        var stage = ThemePickerTests.stage()
        stage.answerWithParts()
        stage.press("<Alt-O>")
        _ = stage.screen.frame()
        stage.press("<F5>nord<Enter>")
        var fresh = stage
        fresh.screen.transcript.partLayouts = [:]
        #expect(stage.screen.frame() == fresh.screen.frame())
    }
}
