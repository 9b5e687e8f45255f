import ChatModel

/// A key of a service, as it is sent. Nothing prints it.
struct SecretKey: Hashable, Sendable, CustomStringConvertible, CustomReflectable {
    let text: String

    /// - Parameter bytes: Visible ASCII, with at most one line ending behind it.
    /// - Returns: nil for anything else, which would not arrive as it is.
    init?(_ bytes: some Collection<UInt8>) {
        var key = Array(bytes)
        if key.last == UInt8(ascii: "\n") { key.removeLast() }
        if key.last == UInt8(ascii: "\r") { key.removeLast() }
        guard !key.isEmpty, key.allSatisfy({ (0x21...0x7E).contains($0) }) else { return nil }
        text = String(decoding: key, as: UTF8.self)
    }

    var description: String { "SecretKey(hidden)" }
    var customMirror: Mirror { Mirror(self, children: []) }

    static let rule = "a key is one line of visible ASCII characters without spaces"
}

extension KeySource {
    /// The key that is there now. A failure says in words what is missing, and repeats nothing that was read.
    func key(
        environment: [String: String], commandLimit: Duration = .seconds(10)
    ) async throws(Failure) -> SecretKey {
        switch self {
        case .variable(let name): try Self.key(in: name, environment)
        case .file(let path): try KeyFile(path: path, environment: environment).key()
        case .command(let words):
            try await KeyCommand(words: words, environment: environment, limit: commandLimit).key()
        }
    }

    private static func key(in name: String, _ environment: [String: String]) throws(Failure) -> SecretKey {
        guard let value = environment[name], !value.isEmpty else {
            throw Failure(
                what: "There is no key", why: "the environment variable \(name) is not set",
                remedy: "set it, or name a key_file or a key_command in config.toml")
        }
        guard let key = SecretKey(value.utf8) else {
            throw Failure(
                what: "The key cannot be used", why: "the environment variable \(name) holds something else",
                remedy: SecretKey.rule)
        }
        return key
    }

    /// What can be said of the key without running a command: nil when nothing speaks against it.
    func obstacle(environment: [String: String]) -> Failure? {
        do throws(Failure) {
            switch self {
            case .variable(let name): _ = try Self.key(in: name, environment)
            case .file(let path): _ = try KeyFile(path: path, environment: environment).key()
            case .command(let words): _ = try KeyCommand.program(words, environment)
            }
            return nil
        } catch {
            return error
        }
    }
}
