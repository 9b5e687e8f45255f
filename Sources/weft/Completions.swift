import ArgumentParser

/// `weft completions`: what a shell needs to complete the words of `weft`.
struct Completions: ParsableCommand {
    enum Shell: String, CaseIterable, ExpressibleByArgument {
        case bash, zsh, fish
    }

    static let configuration = CommandConfiguration(
        abstract: "Print the completions for a shell.",
        discussion: """
            make install puts them where the shells look. By hand: source <(weft completions bash) in ~/.bashrc; weft \
            completions zsh into a file _weft in a folder of $fpath; weft completions fish into \
            ~/.config/fish/completions/weft.fish.
            """)

    @Argument(help: "bash, zsh or fish.")
    var shell: Shell

    func run() { print(Self.script(for: shell)) }

    /// The same as ever: made of the definitions of the commands alone.
    static func script(for shell: Shell) -> String {
        switch shell {
        case .bash: Weft.completionScript(for: .bash)
        case .zsh: Weft.completionScript(for: .zsh)
        case .fish: Weft.completionScript(for: .fish)
        }
    }
}
