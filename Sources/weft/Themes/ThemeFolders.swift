import Foundation
import Glibc
import Settings

/// Where files of themes are looked for.
struct ThemeFolders: Sendable {
    /// The person's own first, then what was installed with the program, then the source tree that it was built in.
    let paths: [String]
    let home: String

    private static let mostBytes = 256 << 10

    init(paths: [String], home: String) {
        self.paths = paths
        self.home = home
    }

    init(_ locations: Locations, home: String = Locations.home(Locations.variable)) {
        let program = Self.program
        let beside = program.map { Self.parent($0) + "/../share/weft/themes" }.flatMap(Self.real)
        let built = program.flatMap(Self.sourceTree)
        self.init(paths: [locations.configuration + "/themes"] + [beside, built].compactMap { $0 }, home: home)
    }

    /// All files there are, those of the program itself last.
    /// - Parameter path: a file that is not in these folders; its theme has the path for a name.
    func library(with path: String? = nil) -> ThemeLibrary {
        let named = path.map { [file(at: $0, name: $0)] } ?? []
        let found = paths.flatMap { folder in
            let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
            return names.filter { $0.hasSuffix(".toml") && !$0.hasPrefix(".") }.sorted().map {
                file(at: folder + "/" + $0, name: String($0.dropLast(".toml".count)))
            }
        }
        return ThemeLibrary(named + found + ThemeLibrary.shipped.files)
    }

    private func file(at path: String, name: String) -> ThemeFile {
        ThemeFile(name: name, place: shown(path), text: Self.text(at: path))
    }

    private func shown(_ path: String) -> String {
        path.hasPrefix(home + "/") ? "~" + path.dropFirst(home.count) : path
    }

    private static func text(at path: String) -> Result<String, ConfigurationProblem> {
        func refused(_ why: String) -> Result<String, ConfigurationProblem> {
            .failure(ConfigurationProblem(line: nil, what: why, remedy: ""))
        }
        let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY)
        guard descriptor >= 0 else { return refused(String(cString: strerror(errno))) }
        defer { close(descriptor) }
        var status = stat()
        guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
            return refused("it is not a file")
        }
        guard status.st_size <= mostBytes else { return refused("it is larger than 256 KiB") }
        let file = FileHandle(fileDescriptor: descriptor, closeOnDealloc: false)
        guard let bytes = try? file.read(upToCount: mostBytes) else { return .success("") }
        return String(validating: bytes, as: UTF8.self).map { .success($0) } ?? refused("it is not UTF-8")
    }

    private static var program: String? { real("/proc/self/exe") }

    private static func real(_ path: String) -> String? {
        let found = realpath(path, nil)
        defer { free(found) }
        return found.map { String(cString: $0) }
    }

    private static func parent(_ path: String) -> String {
        path.lastIndex(of: "/").map { String(path[..<$0]) } ?? ""
    }

    /// The folder of themes in the source tree that a program was built in.
    private static func sourceTree(of program: String) -> String? {
        var folder = parent(program)
        while !folder.isEmpty {
            let themes = folder + "/themes"
            if access(folder + "/Package.swift", R_OK) == 0, access(themes + "/dark.toml", R_OK) == 0 { return themes }
            folder = parent(folder)
        }
        return nil
    }
}
