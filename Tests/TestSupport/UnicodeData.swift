import Glibc

/// The files of Unicode that Debian's `unicode-data` brings; `make deps` installs it.
package enum UnicodeData {
    package struct Missing: Error, CustomStringConvertible {
        let path: String
        package var description: String { "\(path) is not there: install the package unicode-data (make deps)" }
    }

    /// The lines without comments, trimmed; empty ones left out.
    /// - Parameter step: 1 for all lines, 50 for every fiftieth.
    package static func lines(_ name: String, every step: Int = 1) throws -> [String] {
        let path = "/usr/share/unicode/\(name)"
        guard let file = fopen(path, "r") else { throw Missing(path: path) }
        defer { fclose(file) }
        var lines: [String] = []
        var buffer: UnsafeMutablePointer<CChar>?
        var capacity = 0
        defer { free(buffer) }
        var number = 0
        while getline(&buffer, &capacity, file) > 0 {
            number += 1
            guard let buffer, number.isMultiple(of: step) else { continue }
            let text = String(cString: buffer).prefix { $0 != "#" && $0 != "\n" }
            let line = text.replacing("\t", with: " ")
            if line.contains(where: { $0 != " " }) { lines.append(String(line)) }
        }
        return lines
    }
}
