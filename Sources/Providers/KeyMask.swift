/// Takes the key out of the words of a service, which are shown and kept: it may repeat the key where it refuses it.
///
/// A key of a few characters is no secret, but may be a part of any word; it is left alone.
struct KeyMask: Hashable, Sendable {
    private let key: [UInt8]

    init(_ key: String?) { self.key = Array((key ?? "").utf8) }

    func masked(_ bytes: [UInt8]) -> [UInt8] {
        key.count < 8 ? bytes : bytes.replacing(key, with: Array("(the key)".utf8))
    }

    func masked(_ text: String) -> String {
        key.count < 8 ? text : String(decoding: masked(Array(text.utf8)), as: UTF8.self)
    }
}
