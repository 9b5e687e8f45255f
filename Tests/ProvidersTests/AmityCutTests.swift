import ChatModel
import Testing
import WireFormats

@testable import Providers

/// Recorded replies, in any cut.
@Suite("An Amity reply in pieces")
struct AmityCutTests {
    struct Line: Sendable {
        let bytes: [UInt8]
        /// The text once the line has come; nil when it changes nothing.
        var text: String?
        var isEnd = false
    }

    struct Recording: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let lines: [Line]
        let bytes: [UInt8]

        init(_ name: String, _ lines: [Line], ending: String = "\n", blank: Bool = true) {
            testDescription = name
            self.lines = lines.map { line in
                let end = Array(ending.utf8) + (blank ? Array(ending.utf8) : [])
                return Line(bytes: line.bytes + end, text: line.text, isEnd: line.isEnd)
            }
            bytes = self.lines.flatMap(\.bytes)
        }
    }

    private static func active(_ content: String) -> Line {
        Line(bytes: Array(#"data: {"__status": "active", "content": "\#(content)"}"#.utf8), text: content)
    }

    private static func finished(_ answer: String) -> Line {
        let record = #"{"__status": "finished", "answer": "\#(answer)" , "inspection": {...}, searchResults: {...}}"#
        return Line(bytes: Array("data: \(record)".utf8), text: answer, isEnd: true)
    }

    private static func other(_ line: String) -> Line { Line(bytes: Array(line.utf8)) }

    private static let growth = [
        active("Press"), active("Press **Esc**"), active("Press **Esc**, thén"), finished("Press **Esc**, thén wait."),
    ]
    private static let rewriting = [
        active("One two three"), active("One two"), active("Two"), active(""), active("Two, three"),
        finished("Zwei, drei 👩‍🚀"),
    ]
    private static let clusters = [
        active("ก"), active("ก็"), active("ก็\u{0E33}"), active("ก็\u{0E33} 👩"), active("ก็\u{0E33} 👩\u{200D}"),
        active("ก็\u{0E33} 👩\u{200D}🚀"), active("ก็\u{0E33} 👩\u{200D}🚀 e"), finished("ก็\u{0E33} 👩\u{200D}🚀 e\u{301}"),
    ]
    private static let awkward = [
        other(": ping"), other("/// completion in progress"), active("a"), other("data: {\"__status\": broken}"),
        other("data: {\"__status\":\"active\",\"content\":\"cut"), active("a b"), other("// once processing"),
        other("event: message"), active("a b c"), other("data: 7"), finished("a b c."), active("late"),
    ]

    static let recordings = [
        Recording("growth", growth), Recording("growth without blank lines", growth, blank: false),
        Recording("growth, CRLF", growth, ending: "\r\n"), Recording("growth, CR", growth, ending: "\r"),
        Recording("shrinking and rewriting", rewriting), Recording("clusters", clusters, blank: false),
        Recording("broken records", awkward), Recording("broken records, CRLF", awkward, ending: "\r\n", blank: false),
    ]

    @Test("Is the same in pieces of any size and at every cut", arguments: recordings)
    func pieces(recording: Recording) {
        let whole = result(of: recording, pieces: [recording.bytes])
        #expect(whole.end == .complete)
        let answer = recording.lines.first { $0.isEnd }?.text ?? ""
        #expect(Array(whole.text.utf8) == Array(answer.utf8))
        for size in [1, 2, 3, 5, 7] {
            let starts = stride(from: 0, to: recording.bytes.count, by: size)
            let pieces = starts.map { Array(recording.bytes[$0..<min($0 + size, recording.bytes.count)]) }
            expectSame(result(of: recording, pieces: pieces), whole)
        }
        for cut in 0...recording.bytes.count {
            let pieces = [Array(recording.bytes[..<cut]), Array(recording.bytes[cut...])]
            expectSame(result(of: recording, pieces: pieces), whole)
        }
    }

    @Test("Is never complete before its end, at every byte, and keeps all that had come", arguments: recordings)
    func brokenOff(recording: Recording) {
        for cut in 0...recording.bytes.count {
            let came = expected(of: recording, at: cut)
            for size in [7, 4096] {
                var rig = AmityRig.reading()
                var rest = recording.bytes[..<cut]
                while !rest.isEmpty {
                    rig.receive(Array(rest.prefix(size)))
                    rest = rest.dropFirst(size)
                }
                if cut.isMultiple(of: 2) { rig.close() } else { rig.fail(.closed(afterFirstByte: true)) }
                #expect(rig.events.ends.count == 1)
                #expect((rig.end == .complete) == came.isWhole, "cut at \(cut)")
                #expect(came.isWhole || rig.end?.isInterrupted == true, "cut at \(cut)")
                #expect(Array(rig.text.utf8) == Array(came.text.utf8), "cut at \(cut)")
                // A record that is cut is no bad record.
                if recording.lines.allSatisfy({ $0.text != nil }) { #expect(rig.parts.isEmpty, "cut at \(cut)") }
            }
        }
    }

    @Test("With an error at its end it is never complete, at every byte")
    func error() {
        let bytes = Array((AmityWire.active("Half") + "data: " + AmityWire.error("No") + "\n").utf8)
        for cut in 0...bytes.count {
            var rig = AmityRig.reading()
            rig.receive(Array(bytes[..<cut]))
            rig.close()
            #expect(rig.end?.failure != nil)
            #expect(rig.text == (cut < AmityWire.active("Half").utf8.count - 1 ? "" : "Half"))
        }
    }

    private func result(of recording: Recording, pieces: [[UInt8]]) -> AmityRig {
        var rig = AmityRig.reading()
        for piece in pieces { rig.receive(piece) }
        rig.close()
        return rig
    }

    private func expectSame(_ rig: AmityRig, _ whole: AmityRig) {
        #expect(Array(rig.text.utf8) == Array(whole.text.utf8))
        #expect(rig.end == whole.end)
        #expect(rig.parts == whole.parts)
    }

    /// What has come with the first bytes. A record without the end of its line is read when the stream ends.
    private func expected(of recording: Recording, at cut: Int) -> (text: String, isWhole: Bool) {
        var end = 0
        var text = ""
        for line in recording.lines {
            let content = line.bytes.reversed().drop { $0 == 0x0A || $0 == 0x0D }.count
            guard end + content <= cut else { break }
            // A service that says no text after it has said some is not believed at its end, but while it answers.
            text = line.text ?? text
            if line.isEnd { return (text, true) }
            end += line.bytes.count
        }
        return (text, false)
    }
}
