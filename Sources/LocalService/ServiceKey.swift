import Foundation

/// The secret that every request to the service must carry.
package struct ServiceKey: Hashable, Sendable, CustomStringConvertible {
    package let text: String

    /// - Parameter text: At least 16 printable ASCII characters without a space; nil otherwise.
    package init?(_ text: String) {
        guard text.utf8.count >= 16, text.utf8.allSatisfy({ (0x21...0x7E).contains($0) }) else { return nil }
        self.text = text
    }

    private init(random bytes: [UInt8]) { text = bytes.hexadecimal }

    /// 256 random bits in 64 hexadecimal digits.
    package static func random() -> ServiceKey {
        var generator = SystemRandomNumberGenerator()
        return ServiceKey(random: (0..<32).map { _ in UInt8.random(in: .min ... .max, using: &generator) })
    }

    /// Never the key itself, so that no log can hold it.
    package var description: String { "ServiceKey(hidden)" }
}

extension ServiceKey {
    /// The key in the file, which is made with a random key and mode 0600 if there is none.
    ///
    /// Does not follow a symbolic link, and refuses a file that others may read or that belongs to somebody else.
    package static func load(orCreateAt path: String) throws(ServiceError) -> ServiceKey {
        let key = random()
        let new = open(path, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o600)
        guard new >= 0 else {
            if errno == EEXIST { return try read(path) }
            throw .keyFileUnusable(path: path, reason: String(cString: strerror(errno)))
        }
        defer { close(new) }
        let line = Array("\(key.text)\n".utf8)
        guard write(new, line, line.count) == line.count, fsync(new) == 0 else {
            let reason = String(cString: strerror(errno))
            unlink(path)
            throw .keyFileUnusable(path: path, reason: reason)
        }
        return key
    }

    private static func read(_ path: String) throws(ServiceError) -> ServiceKey {
        let attributes = try? FileManager.default.attributesOfItem(atPath: path)
        guard let attributes, attributes[.type] as? FileAttributeType == .typeRegular,
            (attributes[.ownerAccountID] as? NSNumber)?.uint32Value == geteuid()
        else { throw .keyFileUnusable(path: path, reason: "it is not a file of yours") }
        let mode = (attributes[.posixPermissions] as? NSNumber)?.uint16Value ?? 0o777
        guard mode & 0o077 == 0 else { throw .keyFileOpenToOthers(path: path, mode: mode) }
        let file = open(path, O_RDONLY | O_NOFOLLOW | O_CLOEXEC)
        guard file >= 0 else {
            throw .keyFileUnusable(path: path, reason: String(cString: strerror(errno)))
        }
        defer { close(file) }
        var bytes = [UInt8](repeating: 0, count: 4096)
        let count = Foundation.read(file, &bytes, bytes.count)
        let text = String(decoding: bytes.prefix(max(count, 0)), as: UTF8.self)
        guard let key = ServiceKey(text.trimmingCharacters(in: .whitespacesAndNewlines)) else {
            throw .keyFileUnusable(path: path, reason: "it holds no key of 16 characters or more")
        }
        return key
    }
}
