import ArgumentParser
import Screen
import TerminalModel

/// `weft man`: the manual page in roff. The keys come from the table that feeds the program itself.
struct ManualPage: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "man", abstract: "Print the manual page (for man -l).")

    func run() { print(Self.text) }

    static let text =
        """
        .TH WEFT 1 "" "weft \(Weft.version)" "User Commands"
        .SH NAME
        weft \\- chat with AI assistants in the terminal
        .SH SYNOPSIS\(CommandTree.weft.synopsis)
        .SH DESCRIPTION
        Weft shows a list of threads, a transcript and a composer. Replies stream in; Esc stops them, and the reply then
        says who stopped it. Without an account and without a network it runs on its own local service, whose assistant
        is the Guide: a search assistant over Weft's manual and over folders that you add.
        .SH COMMANDS\(CommandTree.weft.entries)
        .SH ANSWERS AS JSON
        .B weft ask \\-\\-json
        prints an object on each line, without members that have nothing to say. Its member
        .B event
        is one of these:\(answerEvents)
        .SH KEYS
        A key that is a letter writes that letter in the composer.\(keys)
        .SH CONFIGURATION
        config.toml is a TOML file. Its key
        .B default
        names the service that answers in new threads: one of its own, or local, local\\-amity or local\\-betterforms, which
        are embedded. Each table
        .B [services.NAME]
        is a service, with these keys:\(settings)
        .PP
        Where several places of a key are named, a command counts before a variable, and a variable that is set before a
        file. Where none is named, it is the variable \(keyVariables);
        another host of models gets no key. The file itself holds no key. One place of a key cannot serve two hosts.
        .PP
        The table
        .B [screen]
        says how the screen is, with these keys:\(screenSettings)
        .SH THEMES
        A theme is a TOML file. Its key
        .B inherits
        names the theme that holds for what it does not say itself,
        .B background
        says what it is made for (dark, light or any), and the table
        .B [palette]
        gives names to colours. Every other key is one of the names below, and its value a look: a colour, the word on and
        the colour behind it, and any of bold, dim, italic, underline, reverse and strikethrough. A colour is #rrggbb or
        #rgb, a number from 0 to 255, a name of the 16 such as red or bright\\-blue, default, or a name of the palette. A name
        that is not given looks like the one before its last dot. A file is read again when it changes.\(styleNames)
        .SH FILES
        .TP
        .I $XDG_CONFIG_HOME/weft/config.toml
        The services and the screen (~/.config/weft/config.toml where the variable is not set). Only you may be able to change it.
        .TP
        .I $XDG_CONFIG_HOME/weft/themes
        Themes of yours. After them, those in share/weft/themes beside the program count, then those in the program itself.
        .TP
        .I $XDG_DATA_HOME/weft
        Threads, in SQLite (~/.local/share/weft where the variable is not set).
        .TP
        .I $XDG_DATA_HOME/weft/questions
        A folder for each
        .B weft ask
        that goes on, or waits to come to the threads.
        .TP
        .I $XDG_DATA_HOME/weft/service
        The local service's own store, its key file
        .RI ( key ),
        the list of knowledge folders and their search index.
        .TP
        .I $XDG_STATE_HOME/weft
        The log of the local service (~/.local/state/weft where the variable is not set).
        .SH ENVIRONMENT
        .TP
        .B NO_COLOR
        When set and not empty, no colours are used.
        .TP
        .B https_proxy, http_proxy, no_proxy
        The proxy for services on other machines, and the hosts without one.
        .TP
        .B TERM
        The terminal, as ncurses knows it.
        .TP
        .B COLORTERM
        When truecolor or 24bit, colours are sent as they are.
        .TP
        .B COLORFGBG
        The colours of a terminal that does not say itself what its background is.
        .TP
        .B XDG_CONFIG_HOME, XDG_DATA_HOME, XDG_STATE_HOME
        Where files are kept, when they are absolute paths.
        .SH EXIT STATUS
        0 after quitting, 1 when Weft could not do what was asked, 2 without a usable terminal, 64 on wrong arguments,
        75 when another Weft holds the threads that were to be changed, 128 + N after signal N.
        .PP
        Those of
        .B weft ask
        are:\(askStatuses)
        """

    /// A subsection for each place where keys have a meaning.
    private static var keys: String {
        ActionContext.allCases.map { context in
            let actions = Action.allCases.filter { $0.context == context && !$0.keys.isEmpty }
            return (["\n.SS \(escaped(context.rawValue))"] + actions.map(entry)).joined(separator: "\n")
        }.joined()
    }

    /// What a service can say in config.toml.
    private static var settings: String {
        ServiceSetting.allCases.map { setting in
            let owners = ServiceKind.allCases.filter(setting.kinds.contains)
            let note =
                owners.count == ServiceKind.allCases.count
                ? "" : " (\(owners.map(\.rawValue).joined(separator: " and ")) only)"
            let words = "\(setting.purpose); \(setting.shape.rawValue)\(note)."
            return "\n.TP\n.B \(escaped(setting.rawValue))\n\(escaped(words))"
        }.joined()
    }

    /// What the table of the screen can say.
    private static var screenSettings: String {
        ScreenSetting.allCases.map { setting in
            "\n.TP\n.B \(escaped(setting.rawValue))\n\(escaped("\(setting.purpose); \(setting.shape.rawValue)."))"
        }.joined()
    }

    /// What a theme can name.
    private static var styleNames: String {
        StyleName.allCases.map { "\n.TP\n.B \(escaped($0.rawValue))\n\(escaped($0.purpose))" }.joined()
    }

    private static var keyVariables: String {
        let kinds = ServiceKind.allCases.filter { $0.modelAPI == nil }.map { ($0.keyVariable(host: ""), $0.rawValue) }
        let hosts = KnownService.all.map { ($0.keyVariable, $0.host) }
        var seen: Set<String> = []
        return (kinds + hosts).compactMap { variable, owner in
            guard let variable, seen.insert(owner).inserted else { return nil }
            return "\(variable) for \(owner)"
        }.joined(separator: ", ")
    }

    private static var askStatuses: String {
        AskStatus.allCases.map { "\n.TP\n.B \($0.rawValue)\n\(escaped($0.purpose))." }.joined()
    }

    private static var answerEvents: String {
        JSONAnswer.Name.allCases.map { "\n.TP\n.B \($0.rawValue)\n\(escaped($0.purpose))." }.joined()
    }

    private static func entry(_ action: Action) -> String {
        let keys = action.keys.map(\.description).joined(separator: ", ")
        return ".TP\n.B \(escaped(keys))\n\(escaped(action.description))"
    }

    /// Text that roff prints as it is.
    static func escaped(_ text: String) -> String {
        let plain = text.replacing("\\", with: "\\e").replacing("-", with: "\\-").replacing("'", with: "\\(aq")
            .replacing("\"", with: "\\(dq").replacing("~", with: "\\(ti").replacing("^", with: "\\(ha")
            .replacing("`", with: "\\(ga")
        // At the beginning of a line a dot makes a request.
        return plain.hasPrefix(".") ? "\\&" + plain : plain
    }
}
