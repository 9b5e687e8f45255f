import Settings

/// The text of a `config.toml` that is changed in one place and kept to the byte in all others.
struct ConfigurationText {
    private(set) var text: String

    init(_ text: String) { self.text = text }

    /// Adds a service behind all that is there.
    mutating func add(_ block: ServiceBlock) {
        if !text.isEmpty { text += text.hasSuffix("\n") ? "\n" : "\n\n" }
        text += block.text
    }

    /// Names the service that answers in new threads.
    mutating func setDefault(_ name: String) {
        var bytes = Array(text.utf8)
        let value = Array(ServiceBlock.quoted(name).utf8)
        if let place = KeyPlaces(text).places[["default"]]?.value {
            bytes.replaceSubrange(place, with: value)
        } else {
            // Keys of the document itself come before its first table, and a byte order mark before all.
            let start = bytes.starts(with: KeyPlaces.byteOrderMark) ? KeyPlaces.byteOrderMark.count : 0
            bytes.insert(contentsOf: Array("default = ".utf8) + value + Array("\n".utf8), at: start)
        }
        text = String(decoding: bytes, as: UTF8.self)
    }

    /// Names the theme of the screen: in its line if there is one, else in one of its own. An inline table
    /// `screen = { … }` stays as it is.
    mutating func setTheme(_ name: String) {
        let places = KeyPlaces(text).places
        var bytes = Array(text.utf8)
        let value = Array(ServiceBlock.quoted(name).utf8)
        let table = places[["screen"]]
        if let place = places[["screen", "theme"]]?.value {
            bytes.replaceSubrange(place, with: value)
        } else if let table, let line = lineRange(table.line, bytes), isHeader(bytes[line]) {
            let end: [UInt8] = bytes[line].last == 0x0A ? [] : [0x0A]
            bytes.insert(contentsOf: end + Array("theme = ".utf8) + value + [0x0A], at: line.upperBound)
        } else if let table, table.value == nil {
            let start = bytes.starts(with: KeyPlaces.byteOrderMark) ? KeyPlaces.byteOrderMark.count : 0
            bytes.insert(contentsOf: Array("screen.theme = ".utf8) + value + [0x0A], at: start)
        } else if table == nil {
            if !bytes.isEmpty { bytes += Array((text.hasSuffix("\n") ? "\n" : "\n\n").utf8) }
            bytes += Array("[screen]\ntheme = ".utf8) + value + [0x0A]
        }
        text = String(decoding: bytes, as: UTF8.self)
    }

    /// The bytes of a line, its line feed included.
    private func lineRange(_ line: Int, _ bytes: [UInt8]) -> Range<Int>? {
        var start = 0
        for _ in 1..<max(1, line) {
            guard let end = bytes[start...].firstIndex(of: 0x0A) else { return nil }
            start = end + 1
        }
        let end = bytes[start...].firstIndex(of: 0x0A).map { $0 + 1 } ?? bytes.count
        return start..<end
    }

    private func isHeader(_ line: ArraySlice<UInt8>) -> Bool {
        line.first { $0 != 0x20 && $0 != 0x09 && !KeyPlaces.byteOrderMark.contains($0) } == UInt8(ascii: "[")
    }
}
