import Foundation
import TestSupport
import Testing

@Suite("The answers of the fault server, as values")
struct FaultAnswerTests {
    private let abc = FaultAnswer.text("abc") + .text("de")

    private func pieces(_ answer: FaultAnswer) -> [String] {
        answer.steps.map { step in
            switch step {
            case .bytes(let bytes): String(decoding: bytes, as: UTF8.self)
            case .wait: "wait"
            case .pause: "pause"
            case .stall: "stall"
            case .end(let ending): "\(ending)"
            }
        }
    }

    @Test("Is cut after any byte, by any end")
    func cut() {
        for ending in FaultAnswer.Ending.allCases {
            let last = "\(ending)"
            #expect(pieces(abc.cut(after: 0, then: .end(ending))) == [last])
            #expect(pieces(abc.cut(after: 2, then: .end(ending))) == ["ab", last])
            #expect(pieces(abc.cut(after: 3, then: .end(ending))) == ["abc", last])
            #expect(pieces(abc.cut(after: 4, then: .end(ending))) == ["abc", "d", last])
            #expect(pieces(abc.cut(after: 9, then: .end(ending))) == ["abc", "de", last])
        }
        let waiting = .text("a") + FaultAnswer.waiting {} + .text("b")
        #expect(pieces(waiting.cut(after: 1, then: .stall)) == ["a", "stall"])
        #expect(pieces(waiting.cut(after: 2, then: .stall)) == ["a", "wait", "b", "stall"])
    }

    @Test("Is said in pieces of any size, with the same bytes")
    func sliced() {
        #expect(pieces(abc.sliced(into: 2)) == ["ab", "c", "de"])
        for size in 1...6 { #expect(abc.sliced(into: size).bytes == abc.bytes) }
        #expect(pieces(abc.dripped(every: .milliseconds(1))).prefix(4) == ["pause", "a", "pause", "b"])
        #expect(abc.dripped(every: .zero).bytes == abc.bytes)
    }

    @Test("Says one piece twice, and more after the end")
    func duplicated() {
        #expect(pieces(abc.duplicating(piece: 0)) == ["abc", "abc", "de"])
        #expect(pieces((FaultAnswer.waiting {} + abc).duplicating(piece: 1)) == ["wait", "abc", "de", "de"])
        #expect(pieces(abc + .text("after")) == ["abc", "de", "after"])
    }

    @Test("A head is as long as its fields, and a whole answer tells its length")
    func heads() {
        let answer = FaultAnswer.json("{}", status: 429, fields: ["Retry-After": "1"])
        let expected =
            "HTTP/1.1 429 Status\r\nContent-Type: application/json\r\nContent-Length: 2\r\nRetry-After: 1\r\n\r\n{}"
        #expect(String(decoding: answer.bytes, as: UTF8.self) == expected)
        #expect(FaultAnswer.endlessHead.bytes.count > 1 << 20)
        #expect(!FaultAnswer.endlessHead.bytes.contains(Array("\r\n\r\n".utf8)))
    }

    @Test("What is stored in a gzip member comes out of it, and a bomb is a thousand times as large inside")
    func gzip() throws {
        let text = Array(#"{"id":"msg_1"}"#.utf8)
        #expect(try inflated(Gzip.stored(text)) == text)
        let bomb = Gzip.bomb(mebibytes: 8)
        #expect(bomb.count < 64 << 10)
        let zeros = try inflated(bomb)
        #expect(zeros.count > 8 << 20 - 4096)
        #expect(zeros.allSatisfy { $0 == 0 })
    }

    /// As the tool of that name sees it.
    private func inflated(_ bytes: [UInt8]) throws -> [UInt8] {
        let file = FileManager.default.temporaryDirectory.appending(path: "weft-\(UUID().uuidString).gz")
        try Data(bytes).write(to: file)
        defer { try? FileManager.default.removeItem(at: file) }
        let (tool, output) = (Process(), Pipe())
        tool.executableURL = URL(filePath: "/usr/bin/env")
        tool.arguments = ["gzip", "-dc", file.path(percentEncoded: false)]
        tool.standardOutput = output
        tool.standardError = FileHandle.nullDevice
        try tool.run()
        defer { tool.waitUntilExit() }
        return Array(try output.fileHandleForReading.readToEnd() ?? Data())
    }
}
