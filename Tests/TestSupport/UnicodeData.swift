import Glibc

/// The files of Unicode that Debian's `unicode-data` brings; `make deps` installs it.
package enum UnicodeData {
    package struct Missing: Error, CustomStringConvertible {
        let path: String
        package var description: String { "\(path) is not there: install the package unicode-data (make deps)" }
    }

    /// The lines without comments, trimmed; empty ones left out.
    package static func lines(_ name: String) throws -> [String] {
        let path = "/usr/share/unicode/\(name)"
        guard let file = fopen(path, "r") else { throw Missing(path: path) }
        defer { fclose(file) }
        var lines: [String] = []
        var buffer: UnsafeMutablePointer<CChar>?
        var capacity = 0
        defer { free(buffer) }
        while getline(&buffer, &capacity, file) > 0 {
            guard let buffer else { continue }
            let text = String(cString: buffer).prefix { $0 != "#" && $0 != "\n" }
            let line = text.replacing("\t", with: " ")
            if line.contains(where: { $0 != " " }) { lines.append(String(line)) }
        }
        return lines
    }
}
