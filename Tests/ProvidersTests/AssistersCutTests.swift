import ChatModel
import Testing
import WireFormats

@testable import Providers

/// A recorded reply, cut at every byte.
@Suite("A reply that breaks off")
struct AssistersCutTests {
    private static let pieces = ["Press", " **Esc**", ",", " thén", " wait\\n", " 👩‍🚀", "."]
    private static let whole = "Press **Esc**, thén wait\n 👩‍🚀."
    private static let deltas = pieces.map { Wire.delta($0) }
    private static let recording = Array(
        (": ping\n\n" + deltas.joined() + Wire.final(pieces.joined(), status: "completed") + Wire.done).utf8)

    /// How much of the text has come with the first bytes of the recording.
    private func text(at cut: Int) -> String {
        var end = ": ping\n\n".utf8.count
        var text = ""
        for (delta, piece) in zip(Self.deltas, Self.pieces) {
            end += delta.utf8.count
            // A whole record whose blank line is missing is read when the stream ends.
            if end - 2 <= cut { text += piece.replacing("\\n", with: "\n") }
        }
        return text
    }

    private var finalRecordEnd: Int { Self.recording.count - Wire.done.utf8.count - 2 }

    @Test("Is never complete before its last record, at every byte, and keeps its text", arguments: [1, 7, 4096])
    func cut(chunk: Int) {
        for cut in 0...Self.recording.count {
            var rig = ExchangeRig.posting()
            var rest = Self.recording[..<cut]
            while !rest.isEmpty {
                rig.stream(Array(rest.prefix(chunk)))
                rest = rest.dropFirst(chunk)
            }
            rig.closeStream()
            rig.fail(.closed(afterFirstByte: true))
            rig.ring(.verdict)
            #expect(rig.events.ends.count == 1)
            if cut < finalRecordEnd {
                #expect(rig.end?.isInterrupted == true, "cut at \(cut)")
                #expect(rig.text == text(at: cut), "cut at \(cut)")
            } else {
                #expect(rig.end == .complete, "cut at \(cut)")
                #expect(rig.text == Self.whole)
            }
        }
    }

    @Test("Is the same when the post dies before the stream does, at every byte")
    func postDiesFirst() {
        for cut in 0...Self.recording.count {
            var rig = ExchangeRig.posting()
            rig.stream(Array(Self.recording[..<cut]))
            rig.fail(.closed(afterFirstByte: true))
            if rig.end == nil { rig.closeStream() }
            #expect(rig.events.ends.count == 1)
            #expect((rig.end == .complete) == (cut >= finalRecordEnd), "cut at \(cut)")
            if rig.end != .complete { #expect(rig.end?.isInterrupted == true) }
        }
    }

    @Test("Is not complete when the answer to the post is cut, at every byte")
    func cutPost() {
        let body = Array(Wire.reply("Hello").utf8)
        for cut in 0..<body.count {
            var rig = ExchangeRig.posting()
            rig.stream(Wire.delta("Hel"))
            let answer = ServiceAnswer(status: 200, body: Array(body[..<cut]))
            rig.feed(.answered(call: rig.exchange.call, .success(answer)))
            rig.closeStream()
            #expect(rig.end?.isInterrupted == true, "cut at \(cut)")
            #expect(rig.text == "Hel")
        }
    }

    @Test("Is complete when the stream brings the end soon after the post has died")
    func streamOutlivesPost() {
        var rig = ExchangeRig.posting()
        rig.stream(Wire.delta("a"))
        rig.fail(.closed(afterFirstByte: false))
        rig.stream(Wire.delta("b") + Wire.final("ab", status: "completed"))
        #expect(rig.end == .complete)
        for status in ["stopped", nil] {
            rig = .posting()
            rig.stream(Wire.delta("a"))
            rig.fail(.closed(afterFirstByte: false))
            rig.stream(Wire.final("ab", status: status))
            #expect(rig.end?.isInterrupted == true)
            #expect(rig.text == "ab")
        }
    }
}
