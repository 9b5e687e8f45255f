import ChatModel
import Screen
import TerminalModel

/// Does what the screen wants done outside: programs that copy and open, files, the theme in the configuration.
struct Errands: Sendable {
    let environment: [String: String]
    let home: String
    /// What names of files are relative to.
    let directory: String
    /// Where threads are taken out and brought in; nil where there are none.
    var threads: ThreadDesk?
    /// The variables that hold keys of services, of which no program learns. Called before each.
    var keyVariables: @Sendable () -> Set<String> = { [] }

    /// How long a clipboard command may take, and how long a browser is watched.
    private static let limit: Duration = .seconds(5)
    private static let watch: Duration = .seconds(2)

    func run(_ errand: Errand) async -> ErrandResult {
        switch errand {
        case .copy(let text, let command): await copy(text, command)
        case .save(let text, let name, let replaces): save(text, name, replaces: replaces)
        case .export(let paper, let replaces): await export(paper, replaces: replaces)
        case .importThreads(let name): await importThreads(name)
        case .stopImport: await stopImport()
        case .read(let files): read(files)
        case .listNames(let beginning): .names(beginning: beginning, names(beginning))
        case .open(let link): await open(link)
        case .keepTheme(let name): keepTheme(name)
        }
    }

    private func copy(_ text: CopiedText, _ command: [String]) async -> ErrandResult {
        let name = command.first ?? ""
        guard let path = ProgramPath.find(name, environment) else {
            return .failed(Self.notCopied("there is no program \(name)"))
        }
        let program = DetachedProgram(
            words: [path] + command.dropFirst(), environment: keyless, input: text.string, limit: Self.limit,
            isKilled: true)
        switch await program.run() {
        case .ended(status: 0): return .copied(with: name, characters: text.string.count)
        case .ended(let status): return .failed(Self.notCopied("\(name) ended with exit status \(status)"))
        case .endedBySignal(let signal): return .failed(Self.notCopied("\(name) was ended by signal \(signal)"))
        case .runs: return .failed(Self.notCopied("\(name) did not end within 5 s"))
        case .cannotStart(let number): return .failed(Self.notCopied("\(name): \(words(of: number))"))
        }
    }

    private var keyless: [String: String] {
        let hidden = keyVariables()
        return environment.filter { !hidden.contains($0.key) }
    }

    private static func notCopied(_ why: String) -> Failure {
        Failure(
            what: "The text was not copied", why: why,
            remedy: "look at clipboard_command in config.toml; Ctrl-S saves the text to a file")
    }

    /// With the first browser of $BROWSER that is there, else with xdg-open.
    private func open(_ link: String) async -> ErrandResult {
        let wanted = (environment["BROWSER"] ?? "").split(separator: ":").map(String.init) + ["xdg-open"]
        guard let name = wanted.first(where: { ProgramPath.find($0, environment) != nil }),
            let path = ProgramPath.find(name, environment)
        else {
            return .failed(
                Failure(
                    what: "The link was not opened", why: "there is no \(wanted.joined(separator: " and no "))",
                    remedy: "name your browser in the variable BROWSER, or copy the link"))
        }
        let program = DetachedProgram(
            words: [path, link], environment: keyless, limit: Self.watch, isKilled: false)
        switch await program.run() {
        case .ended(status: 0), .runs: return .opened(with: name)
        case .ended(let status): return .failed(Self.notOpened("\(name) ended with exit status \(status)"))
        case .endedBySignal(let signal): return .failed(Self.notOpened("\(name) was ended by signal \(signal)"))
        case .cannotStart(let number): return .failed(Self.notOpened("\(name): \(words(of: number))"))
        }
    }

    private static func notOpened(_ why: String) -> Failure {
        Failure(what: "The link was not opened", why: why, remedy: "copy the link instead")
    }
}
