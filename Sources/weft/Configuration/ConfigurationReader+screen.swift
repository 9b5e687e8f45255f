import Screen
import Settings

extension ConfigurationReader {
    /// What the table `[screen]` says.
    mutating func screen(_ value: ConfigurationValue?, into configuration: inout Configuration) {
        guard let value else { return }
        guard case .table(let table) = value else {
            note(["screen"], "screen is \(value.words)", "write it as a table [screen]")
            return
        }
        for key in table.keys.sorted() where ScreenSetting(rawValue: key) == nil {
            noteUnknown(["screen", key], known: ScreenSetting.allCases.map(\.rawValue))
        }
        for setting in ScreenSetting.allCases {
            guard let value = table[setting.rawValue] else { continue }
            if !Self.set(setting, value, in: &configuration) {
                note(["screen", setting.rawValue], "\(setting.rawValue) is \(value.words)", setting.advice)
            }
        }
    }

    /// - Returns: false if the setting does not take this value.
    private static func set(
        _ setting: ScreenSetting, _ value: ConfigurationValue, in configuration: inout Configuration
    ) -> Bool {
        switch (setting, value) {
        case (.theme, .string(let name)) where !name.isEmpty: configuration.screen.theme.name = name
        case (.themeDark, .string(let name)) where !name.isEmpty: configuration.screen.theme.dark = name
        case (.themeLight, .string(let name)) where !name.isEmpty: configuration.screen.theme.light = name
        case (.wrapCode, .bool(let answer)): configuration.screen.wrapsCode = answer
        case (.mouse, .bool(let answer)): configuration.screen.usesMouse = answer
        case (.orderText, .bool(let answer)): configuration.screen.ordersText = answer
        case (.ambiguousWidth, .integer(let columns)) where columns == 1 || columns == 2:
            configuration.ambiguousColumns = columns
        case (.trashDays, .integer(let days)) where (1...3650).contains(days): configuration.screen.daysOfTrash = days
        case (.clipboardCommand, .array([])): configuration.screen.clipboardCommand = []
        case (.clipboardCommand, _):
            guard let words = program(value) else { return false }
            configuration.screen.clipboardCommand = words
        default: return false
        }
        return true
    }

    /// A program with its arguments; nil for anything else.
    static func program(_ value: ConfigurationValue) -> [String]? {
        guard case .array(let items) = value else { return nil }
        let words = items.compactMap { if case .string(let word) = $0 { word } else { nil } }
        return words.count == items.count && words.first?.isEmpty == false ? words : nil
    }
}
