import ChatModel
import Glibc
import Screen

extension Errands {
    /// All of them, or none.
    func read(_ files: [String]) -> ErrandResult {
        var parts: [MessagePart] = []
        var count = 0
        for name in files {
            do {
                let bytes = try PromptFile.bytes(at: path(of: name))
                count += bytes.count
                parts.append(try MessagePart(file: name, bytes))
            } catch let trouble as PromptFileTrouble {
                return .filesRefused(Self.notAttached(name, trouble.words))
            } catch {
                return .filesRefused(Self.notAttached(name, (error as? FileProblem)?.words ?? ""))
            }
        }
        guard count <= PromptFile.mostBytes else {
            let words = "together they have \(ByteCount.words(count)), those of one prompt may have 10 MB"
            return .filesRefused(Failure(what: "The files were not attached", why: words))
        }
        return .filesRead(parts)
    }

    private static func notAttached(_ name: String, _ why: String) -> Failure {
        Failure(what: "\(name) was not attached", why: why)
    }

    /// What goes on from a beginning, in order; files whose names begin with a dot only where that is written.
    func names(_ beginning: String) -> [String] {
        if beginning == "~" { return ["~/"] }
        let slash = beginning.lastIndex(of: "/")
        let start = slash.map { beginning[beginning.index(after: $0)...] } ?? beginning[...]
        let folder = path(of: slash.map { String(beginning[...$0]) } ?? ".")
        guard let stream = opendir(folder) else { return [] }
        defer { closedir(stream) }
        var names: [String] = []
        while let entry = readdir(stream) {
            let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
                pointer.withMemoryRebound(to: CChar.self, capacity: Int(NAME_MAX) + 1) {
                    String(validatingCString: $0)
                }
            }
            // A name that is no text, or has an end of a line in it, cannot be written in a prompt.
            guard let name, name != ".", name != "..", name.hasPrefix(start), !name.contains(where: \.isNewline),
                !name.hasPrefix(".") || start.hasPrefix(".")
            else { continue }
            names.append(isFolder(folder + "/" + name) ? name + "/" : name)
        }
        return names.sorted()
    }

    private func isFolder(_ path: String) -> Bool {
        var found = stat()
        return stat(path, &found) == 0 && found.st_mode & S_IFMT == S_IFDIR
    }
}
