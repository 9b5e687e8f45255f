import Foundation
import Logging
import Testing

@testable import weft

@Suite("The log file")
struct FileLogTests {
    private func log(to path: String) -> Logger { FileLog.logger(path: path) }

    @Test("Each event is one line, whatever it holds")
    func oneLine() throws {
        let scratch = try Scratch()
        let logger = log(to: scratch.path + "/log")
        logger.info("one\ntwo\r\u{1B}[31m\u{0}", metadata: ["b": "x\ny", "a": "\u{202E}"])
        logger.debug("not written")
        let text = try scratch.text(of: "log")
        #expect(text.hasSuffix("\n"))
        #expect(text.dropLast().unicodeScalars.allSatisfy { $0.value >= 0x20 && $0 != "\u{7F}" && $0 != "\u{202E}" })
        #expect(text.contains(" info one"))
        #expect(!text.contains("not written"))
        let places = ["a=", "b="].map { text.range(of: $0)?.lowerBound }
        #expect(places[0] != nil && places[1] != nil && places[0].map { $0 < places[1] ?? $0 } == true)
    }

    @Test("It is the person's own, also when it was not before")
    func mode() throws {
        let scratch = try Scratch()
        log(to: scratch.path + "/log").info("one")
        #expect(try scratch.permissions(of: scratch.path + "/log") == 0o600)
        try FileManager.default.setAttributes([.posixPermissions: 0o644], ofItemAtPath: scratch.path + "/log")
        log(to: scratch.path + "/log").info("two")
        #expect(try scratch.permissions(of: scratch.path + "/log") == 0o600)
        #expect(try scratch.text(of: "log").split(separator: "\n").count == 2)
    }

    @Test("A log over 1 MiB is moved aside, once")
    func rotation() throws {
        let scratch = try Scratch()
        let full = String(repeating: "x", count: 1 << 20)
        for (old, isMoved) in [(full, false), (full + "x", true)] {
            try scratch.write(old, to: "log")
            log(to: scratch.path + "/log").info("new")
            #expect(try scratch.text(of: "log").hasPrefix("x") != isMoved)
        }
        #expect(try scratch.text(of: "log.old") == full + "x")
    }

    @Test("What cannot be written is no reason to fail, and a link is not followed")
    func unusable() throws {
        let scratch = try Scratch()
        log(to: scratch.path + "/none/log").info("nowhere")
        try FileManager.default.createSymbolicLink(
            atPath: scratch.path + "/log", withDestinationPath: scratch.path + "/target")
        log(to: scratch.path + "/log").info("nowhere")
        #expect(!FileManager.default.fileExists(atPath: scratch.path + "/target"))
    }
}
