import ChatModel
import Glibc
import Screen
import TerminalModel

extension Errands {
    static var ofThisProcess: Errands {
        var buffer = [CChar](repeating: 0, count: Int(PATH_MAX))
        let directory = getcwd(&buffer, buffer.count).flatMap { String(validatingCString: $0) }
        let home = Locations.home(Locations.variable)
        return Errands(environment: Locations.environment, home: home, directory: directory ?? home) {
            let read = Locations.current().configurationFile.read()
            return if case .success(let configuration) = read { configuration.keyVariables() } else { [] }
        }
    }

    /// A file that is replaced is written beside and renamed, so that it is never half.
    func save(_ text: CopiedText, _ name: String, replaces: Bool) -> ErrandResult {
        let path = path(of: name)
        var found = stat()
        if stat(path, &found) == 0, found.st_mode & S_IFMT == S_IFDIR {
            return .failed(Self.notSaved(path, "it is a folder"))
        }
        let bytes = Array(text.string.utf8)
        let draft = replaces ? path + ".weft-\(getpid())" : path
        var problem = write(bytes, to: draft)
        if problem == EEXIST, !replaces { return .fileExists(.save(text, name: name, replaces: true), name: name) }
        if problem == 0, replaces, rename(draft, path) != 0 {
            problem = errno
            unlink(draft)
        }
        return problem == 0
            ? .saved(path: shown(path), bytes: bytes.count) : .failed(Self.notSaved(path, words(of: problem)))
    }

    /// Makes a file; one that could not be written whole is gone again.
    /// - Returns: 0, or what was wrong as `errno` says it.
    private func write(_ bytes: [UInt8], to path: String) -> Int32 {
        let descriptor = Glibc.open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { return errno }
        var problem: Int32 = 0
        var rest = bytes[...]
        while !rest.isEmpty, problem == 0 {
            let count = rest.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
            if count > 0 { rest = rest.dropFirst(count) } else if errno != EINTR { problem = errno }
        }
        if close(descriptor) != 0, problem == 0 { problem = errno }
        if problem != 0 { unlink(path) }
        return problem
    }

    func path(of name: String) -> String {
        if name.hasPrefix("/") { return name }
        if name == "~" || name.hasPrefix("~/") { return home + name.dropFirst() }
        return directory + "/" + name
    }

    func shown(_ path: String) -> String {
        path.hasPrefix(home + "/") ? "~" + path.dropFirst(home.count) : path
    }

    func words(of number: Int32) -> String { String(cString: strerror(number)) }

    private static func notSaved(_ path: String, _ why: String) -> Failure {
        Failure(
            what: "The file \(path) was not written", why: why,
            remedy: "give another name, or a path such as ~/answer.md")
    }
}
