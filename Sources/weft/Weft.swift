import ArgumentParser

/// The program: `weft` alone is the full screen, everything else is a verb.
@main
struct Weft: AsyncParsableCommand {
    static let version = "0.1.0"

    static let configuration = CommandConfiguration(
        commandName: "weft",
        abstract: "Chat with AI assistants in the terminal.",
        usage: """
            weft [--theme NAME]
            weft <subcommand>
            """,
        discussion: """
            Without a verb, Weft opens its three panes on the embedded local service. No account and no network are \
            needed. F1 shows the keys.
            """,
        version: "weft \(version)",
        subcommands: [
            Chat.self, Ask.self, Threads.self, Backup.self, RestoreBackup.self, Recover.self, Serve.self, Services.self,
            Setup.self, Knowledge.self, Doctor.self, Themes.self, Completions.self, ManualPage.self,
        ],
        defaultSubcommand: Chat.self)

    static func main() async {
        ProcessSafety.harden()
        // To parse the absence of arguments takes longer than the terminal, the store and the first frame together.
        guard CommandLine.argc > 1 else { return await FullScreen(theme: nil).run() }
        if CommandLine.arguments[1] == Ask._commandName { return await ask() }
        await main(nil)
    }
}
