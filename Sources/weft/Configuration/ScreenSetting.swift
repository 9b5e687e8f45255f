/// The keys of the table `[screen]`, each with what it takes. The reader of the file, its advice and the manual page come
/// from this table.
enum ScreenSetting: String, CaseIterable {
    case theme
    case themeDark = "theme_dark"
    case themeLight = "theme_light"
    case wrapCode = "wrap_code"
    case mouse
    case orderText = "order_text"
    case ambiguousWidth = "ambiguous_width"
    case clipboardCommand = "clipboard_command"
    case trashDays = "trash_days"

    enum Shape: String {
        case bool = "true or false"
        case width = "1 or 2"
        case days = "a number from 1 to 3650"
        case strings = "an array of strings"
        case theme = "a string"
    }

    var shape: Shape {
        switch self {
        case .wrapCode, .mouse, .orderText: .bool
        case .ambiguousWidth: .width
        case .clipboardCommand: .strings
        case .trashDays: .days
        case .theme, .themeDark, .themeLight: .theme
        }
    }

    /// One sentence without its full stop.
    var purpose: String {
        switch self {
        case .theme:
            "The name of a theme or the path of its file; without it auto, which goes with the background of the terminal"
        case .themeDark: "What auto is on a dark background; without it dark"
        case .themeLight: "What auto is on a light background; without it light"
        case .wrapCode: "false scrolls long lines of code sideways; without it they are wrapped"
        case .mouse: "false leaves the mouse to the terminal; without it Weft takes clicks, drags and the wheel"
        case .orderText:
            "false leaves the order of text from right to left to a terminal that orders it itself; without it Weft does"
        case .ambiguousWidth:
            "How many columns the terminal gives to characters that are wide only in East Asian fonts; without it 1, and "
                + "weft doctor measures it"
        case .clipboardCommand:
            "A program and its arguments that take what is copied on their standard input, run without a shell; without "
                + "it the terminal is asked to keep it"
        case .trashDays: "After how many days in the trash a thread is erased; without it 30"
        }
    }

    /// What a value of the wrong kind is answered with.
    var advice: String {
        switch shape {
        case .bool, .width, .days: "it takes \(shape.rawValue)"
        case .strings: "write an array of strings, like [\"wl-copy\"]; no shell runs it"
        case .theme: "write the name of a theme as a string; weft themes lists them"
        }
    }
}
