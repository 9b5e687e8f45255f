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
}
