import Glibc

/// Where programs are.
enum ProgramPath {
    /// The whole path of a program, by PATH where it is named without a slash; nil if there is none.
    static func find(_ name: String, _ environment: [String: String]) -> String? {
        guard !name.isEmpty else { return nil }
        let folders = (environment["PATH"] ?? "/usr/local/bin:/usr/bin:/bin").split(separator: ":")
        let places = name.contains("/") ? [name] : folders.map { "\($0)/\(name)" }
        // A relative place depends on where Weft was started; what lies there may be anybody's.
        return places.first { $0.hasPrefix("/") && access($0, X_OK) == 0 && !isFolder($0) }
    }

    private static func isFolder(_ path: String) -> Bool {
        var status = stat()
        return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
    }
}
