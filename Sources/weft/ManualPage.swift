import ArgumentParser
import Screen
import TerminalModel

/// `weft man`: the manual page in roff. The keys come from the table that feeds the program itself.
struct ManualPage: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "man", abstract: "Print the manual page (for man -l).")

    func run() { print(Self.text) }

    static var text: String {
        """
        .TH WEFT 1 "" "weft \(Weft.version)" "User Commands"
        .SH NAME
        weft \\- chat with AI assistants in the terminal
        .SH SYNOPSIS
        .B weft
        .RB [ \\-\\-theme
        .IR NAME ]
        .br
        .B weft threads
        .BR list | show | search | export | import | delete | restore
        .RI [ ARGUMENTS ]
        .br
        .B weft backup
        .I FILE
        .br
        .B weft restore
        .I FILE
        .br
        .B weft recover
        .I FILE
        .br
        .B weft serve
        .RB [ \\-\\-port
        .IR N ]
        .RB [ \\-\\-tools
        .IR URL ]
        .br
        .B weft services
        .RB [ list | add | check
        .RI [ NAME ]]
        .br
        .B weft knowledge
        .BR add | remove
        .I PATH
        .br
        .B weft knowledge list
        .br
        .B weft doctor
        .br
        .B weft themes
        .RB [ list | show
        .IR NAME ]
        .br
        .B weft man
        .SH DESCRIPTION
        Weft shows a list of threads, a transcript and a composer. Replies stream in; Esc stops them, and the reply then
        says who stopped it. Without an account and without a network it runs on its own local service, whose assistant
        is the Guide: a search assistant over Weft's manual and over folders that you add.
        .SH COMMANDS
        .TP
        .B weft
        Open the full screen.
        .TP
        .B weft threads list \\fR[\\fIPATTERN\\fR] [\\fB\\-\\-archived\\fR|\\fB\\-\\-trash\\fR] [\\fB\\-\\-sort\\fR \\fIBY\\fR] [\\fB\\-\\-json\\fR]
        List threads: the beginning of the id, the day, marks (Pinned, Unread, Failed, Queued, Draft), title and labels.
        A pattern is a limit as in the list of threads, such as \\(tit TITLE, \\(tib BODY,
        \\(tid <7d, \\(til LABEL, \\(tiu, !, | and parentheses.
        .TP
        .B weft threads show \\fIID\\fR
        Print a thread as text. Wherever an id is asked for, its beginning is enough.
        .TP
        .B weft threads search \\fITEXT\\fR [\\fB\\-\\-limit\\fR \\fIN\\fR] [\\fB\\-\\-json\\fR]
        Search all messages and titles.
        .TP
        .B weft threads export \\fIID\\fR...|\\fIPATTERN\\fR|\\fB\\-\\-all\\fR [\\fB\\-\\-format\\fR \\fIFORMAT\\fR] [\\fB\\-\\-output\\fR \\fIFILE\\fR] [\\fB\\-\\-replace\\fR]
        Write threads as json (everything, for import), markdown, html or text (the branch on screen), to standard output,
        to a file, or each to a file in a folder. Nothing is replaced without \\-\\-replace.
        .TP
        .B weft threads import \\fIFILE\\fR...
        Bring threads in from Weft's JSON, conversations.json of the account exports of ChatGPT and Claude, or transcripts in
        Markdown. What is here already is not added again; what cannot be read is skipped and named. Ctrl\\-C stops between
        two threads.
        .TP
        .B weft threads delete \\fIID\\fR..., \\fBweft threads restore \\fIID\\fR...
        Put threads into the trash, or take them out of it.
        .TP
        .B weft backup \\fIFILE\\fR
        Copy all threads into a new file, also while Weft runs.
        .TP
        .B weft restore \\fIFILE\\fR
        Put the threads of a backup in the place of yours. The backup is checked first, and what was there is kept in a file
        beside it.
        .TP
        .B weft recover \\fIFILE\\fR
        Bring back what can be read of a damaged file that was set aside at a start.
        .TP
        .B weft serve
        Run the local service alone, on 127.0.0.1, until it is interrupted. It speaks the APIs of Assisters, Amity BOTs+
        and BetterForms, makes a key file that only you can read, and prints the lines for config.toml with which another
        Weft of yours finds it. A Weft that starts meanwhile uses this service.
        .TP
        .B weft services
        List the services, the default one marked, with the place of each key and whether it is there.
        .TP
        .B weft services check \\fR[\\fINAME\\fR]
        Try a service step by step and say what is wrong: look its name up, connect, look at its certificate, fetch the key
        and have it accepted, ask for a short reply, stop another. Without a name, all services of config.toml.
        .TP
        .B weft services add
        Ask for name, kind, URL and the place of the key of a service, and write it into config.toml. The key itself is
        not asked for.
        .TP
        .B weft knowledge add \\fIPATH\\fR, \\fBlist\\fR, \\fBremove\\fR \\fIPATH\\fR
        Choose the folders and files (.md, .markdown, .txt) that the Guide answers from.
        .TP
        .B weft doctor
        Measure the terminal: write characters of many kinds, ask where the cursor is, and say which take other columns than
        Weft counts and what to set. Nothing is left on the screen.
        .TP
        .B weft themes\\fR, \\fBweft themes show \\fINAME\\fR
        List the themes with where they are from, the wanted ones marked, and say what is wrong in their files; print the
        file of one.
        .TP
        .B weft man
        Print this page.
        .SH OPTIONS
        .TP
        .BR \\-\\-theme " NAME"
        The theme: its name, the path of its file, or auto, which is dark or light as the terminal says it is.
        .TP
        .B \\-\\-port \\fIN\\fR
        The port of
        .BR "weft serve" ,
        8642 if not given; 0 takes any that is free.
        .TP
        .B \\-\\-tools \\fIURL\\fR
        Where
        .B weft serve
        asks for the functions of assistants, on this machine: each call is a POST to URL/tools/NAME.
        .TP
        .BR \\-h ", " \\-\\-help
        Show the commands, or the options of one of them.
        .TP
        .B \\-\\-version
        Show the version.
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
        """
    }

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

    private static func entry(_ action: Action) -> String {
        let keys = action.keys.map(\.description).joined(separator: ", ")
        return ".TP\n.B \(escaped(keys))\n\(escaped(action.description))"
    }

    /// Text that roff prints as it is.
    static func escaped(_ text: String) -> String {
        let plain = text.replacing("\\", with: "\\e").replacing("-", with: "\\-").replacing("'", with: "\\(aq")
            .replacing("\"", with: "\\(dq")
        // At the beginning of a line a dot makes a request.
        return plain.hasPrefix(".") ? "\\&" + plain : plain
    }
}
