import Foundation
import Testing

@testable import LocalService

@Suite("The key file")
struct ServiceKeyTests {
    private func inFolder(_ body: (String) throws -> Void) throws {
        let folder = NSTemporaryDirectory() + "weft-key-" + UUID().uuidString
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: folder) }
        try body(folder + "/key")
    }

    private func mode(of path: String) throws -> Int? {
        (try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? NSNumber)?.intValue
    }

    @Test("a key is made once, readable by nobody else, and found again")
    func created() throws {
        try inFolder { path in
            let key = try ServiceKey.load(orCreateAt: path)
            #expect(key.text.count == 64)
            #expect(try mode(of: path) == 0o600)
            #expect(try ServiceKey.load(orCreateAt: path) == key)
            #expect(!"\(key)".contains(key.text))
        }
    }

    @Test("a file that others may read is refused with its mode", arguments: [0o640, 0o604, 0o660, 0o610])
    func openToOthers(mode: Int) throws {
        try inFolder { path in
            _ = try ServiceKey.load(orCreateAt: path)
            try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: path)
            #expect(throws: ServiceError.keyFileOpenToOthers(path: path, mode: UInt16(mode))) {
                try ServiceKey.load(orCreateAt: path)
            }
        }
    }

    @Test(
        "what holds no key is refused", arguments: ["", "short", "with a space in the middle", "not-äscii-not-äscii"])
    func noKey(content: String) throws {
        try inFolder { path in
            _ = FileManager.default.createFile(
                atPath: path, contents: Data(content.utf8), attributes: [.posixPermissions: 0o600])
            #expect(throws: ServiceError.self) { try ServiceKey.load(orCreateAt: path) }
        }
    }

    @Test("a symbolic link is not followed, a folder is no key file")
    func links() throws {
        try inFolder { path in
            let other = path + ".other"
            _ = try ServiceKey.load(orCreateAt: other)
            try FileManager.default.createSymbolicLink(atPath: path, withDestinationPath: other)
            #expect(throws: ServiceError.self) { try ServiceKey.load(orCreateAt: path) }
            try FileManager.default.removeItem(atPath: path)
            try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: false)
            #expect(throws: ServiceError.self) { try ServiceKey.load(orCreateAt: path) }
        }
    }

    @Test("random keys differ")
    func random() {
        #expect(Set((0..<100).map { _ in ServiceKey.random() }).count == 100)
    }
}
