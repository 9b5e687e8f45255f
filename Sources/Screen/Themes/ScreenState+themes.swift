import TerminalModel

// What the screen wears, and choosing it

extension ScreenState {
    var themesScene: ThemePicker.Scene {
        ThemePicker.Scene(shelf: shelf, wish: settings.theme, isOnLight: isOnLight, theme: theme)
    }

    /// The theme that is wanted; nil where there is none of that name, or its file is wrong.
    private var wishedTheme: Theme? { shelf[settings.theme.theme(onLight: isOnLight)]?.theme }

    /// Wears what is selected, or else what is wanted. Where that cannot be, what is worn stays.
    private mutating func wear() {
        guard let picker = themePicker else {
            theme = wishedTheme ?? theme
            return
        }
        let isAutomatic = picker.selected == ThemeWish.automatic
        var wish = settings.theme
        wish.name = picker.selected
        let name = isAutomatic ? wish.theme(onLight: isOnLight) : picker.selected
        theme = shelf[name]?.theme ?? picker.before
    }

    /// The terminal has said what its background is.
    mutating func noteBackground(_ color: RGB) {
        isOnLight = color.isLight
        wear()
    }

    /// Takes in the themes as they are now. Of a file that is newly wrong it is said what is, and its theme stays worn.
    mutating func note(_ new: ThemeShelf) {
        let old = shelf
        shelf = new
        let names = Set([settings.theme.theme(onLight: isOnLight), themePicker?.selected].compactMap { $0 })
        let news = new.entries.filter { entry in
            entry.problem != nil && entry.problem != old[entry.name]?.problem
                && (old.isWhole || names.contains(entry.name))
        }
        if let problem = (news.first { names.contains($0.name) } ?? news.first)?.problem {
            status.refuse(SafeText(problem.flat))
        }
        settleThemes()
    }

    mutating func openThemes() {
        themePicker = ThemePicker(selected: settings.theme.name, before: theme)
        settleThemes()
    }

    mutating func moveThemes(_ action: Action) {
        let rows = themePicker?.rows(shelf) ?? []
        let page = max(1, ThemePicker.Areas(size).list.rows - 1)
        let offset =
            switch action {
            case .themeUp: -1
            case .themeDown: 1
            case .pageUp: -page
            case .pageDown: page
            case .toStart: -rows.count
            default: rows.count
            }
        themePicker?.move(by: offset, in: rows)
        settleThemes()
    }

    mutating func changeThemeFilter(_ change: (inout Editor) -> Void) {
        guard var changed = themePicker else { return }
        change(&changed.filter)
        themePicker = changed
        settleThemes()
    }

    private mutating func settleThemes() {
        if var settled = themePicker {
            settled.settle(in: settled.rows(shelf))
            themePicker = settled
        }
        wear()
    }

    /// Leaves the page with the theme that is selected, and has it kept.
    mutating func keepTheme() -> [Effect] {
        guard let picker = themePicker else { return [] }
        themePicker = nil
        settings.theme.name = picker.selected
        wear()
        return [.errand(.keepTheme(picker.selected))]
    }

    mutating func leaveThemes() {
        themePicker = nil
        wear()
    }

    /// Why the theme selected cannot be kept.
    var keepThemeRefusal: SafeText? {
        guard let picker = themePicker, picker.rows(shelf).contains(where: { $0.name == picker.selected }) else {
            return "Nothing is chosen"
        }
        return shelf[picker.selected]?.problem.map { SafeText($0.flat) }
    }
}
