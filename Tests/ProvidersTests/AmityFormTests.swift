import ChatModel
import Testing
import WireFormats

@testable import Providers

/// What the body of an answer is, whatever it is called.
@Suite("The form of an Amity answer")
struct AmityFormTests {
    private static let answer = #"{"answer":"Hi","inspection":{"model":"m"},"searchResults":[{"title":"A"}]}"#

    @Test(
        "An object is read as one, whatever its type says, in every cut",
        arguments: ["application/json", "text/event-stream", "text/plain", "application/problem+json", nil])
    func object(type: String?) {
        for start in ["", "\r\n \t", "\u{FEFF}"] {
            let bytes = Array((start + Self.answer).utf8)
            for cut in 0...bytes.count {
                var rig = AmityRig.reading(type: type)
                rig.receive(Array(bytes[..<cut]))
                rig.receive(Array(bytes[cut...]))
                #expect(rig.end == nil)
                rig.close()
                #expect(rig.text == "Hi", "cut at \(cut) after \(start.utf8.count)")
                #expect(rig.end == .complete)
                #expect(rig.parts.map(\.id) == ["sources", "inspection"])
            }
        }
    }

    @Test("A stream is read as one, whatever its type says", arguments: ["application/json", "text/plain", "", nil])
    func stream(type: String?) {
        for start in ["", "\n\n", "\u{FEFF}", ": ping\n\n", "/// note\n", "event: e\n", "id: 1\n", "retry: 5\n"] {
            var rig = AmityRig.reading(type: type)
            rig.receive(start)
            rig.receive(AmityWire.active("a"))
            #expect(rig.text == "a", "after \(start)")
            rig.receive(AmityWire.finished("ab"))
            #expect(rig.end == .complete)
        }
    }

    @Test("An object that is cut is never an answer, at every byte")
    func cutObject() {
        let bytes = Array(Self.answer.utf8)
        for cut in 0..<bytes.count {
            var rig = AmityRig.reading(type: "application/json")
            rig.receive(Array(bytes[..<cut]))
            rig.close()
            #expect(rig.end?.failure != nil, "cut at \(cut)")
            rig = .reading(type: "application/json")
            rig.receive(Array(bytes[..<cut]))
            rig.fail(.closed(afterFirstByte: true))
            #expect(rig.end?.isInterrupted == true, "cut at \(cut)")
        }
    }

    @Test("An error object is told in the words of the service")
    func errorObject() {
        var rig = AmityRig.reading(type: "application/json")
        rig.receive(AmityWire.error("Not you", status: 403))
        rig.close()
        #expect(rig.end?.failure?.what == "The key does not allow this")
        #expect(rig.end?.failure?.why == "Not you")
    }

    @Test(
        "What is neither an answer nor a stream is said to be so",
        arguments: [
            "<html>", "{}", "[1]", "{\"x\":1}", "No way", "\u{0}", "{\"__status\":\"active\",\"content\":\"a\"}",
        ])
    func neither(body: String) {
        var rig = AmityRig.reading(type: "text/html")
        rig.receive(body)
        rig.close()
        #expect(rig.end?.failure?.what == "The answer could not be read")
        #expect(rig.posts.count == 1)
    }
}
