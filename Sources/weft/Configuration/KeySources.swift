/// Where the file says that a key is.
struct KeySources: Hashable, Sendable {
    /// Program and arguments; run without a shell.
    var command: [String]?
    var variable: String?
    /// From the root, or from the home directory with `~/`.
    var file: String?
    /// The variable that is looked into when the file names no source.
    let standardVariable: String

    /// The one that counts: a command before a variable before a file. A variable that is not set gives way to a file.
    func inUse(environment: [String: String]) -> KeySource {
        if let command { return .command(command) }
        if let variable, environment[variable]?.isEmpty == false { return .variable(variable) }
        if let file { return .file(file) }
        return .variable(variable ?? standardVariable)
    }

    /// All that may come to count, so that none is used for two hosts.
    var all: [KeySource] {
        let named = [command.map(KeySource.command), variable.map(KeySource.variable), file.map(KeySource.file)]
        let sources = named.compactMap(\.self)
        return sources.isEmpty ? [.variable(standardVariable)] : sources
    }
}

/// One place where a key is.
enum KeySource: Hashable, Sendable {
    case command([String])
    case variable(String)
    case file(String)

    /// "environment variable ASSISTERS_API_KEY". Of a command only the program: its arguments may tell too much.
    var words: String {
        switch self {
        case .command(let words): "command \(words.first ?? "")"
        case .variable(let name): "environment variable \(name)"
        case .file(let path): "file \(path)"
        }
    }
}
