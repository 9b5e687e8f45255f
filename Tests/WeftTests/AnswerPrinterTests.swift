import ChatModel
import Foundation
import Markdown
import TerminalModel
import Testing

@testable import weft

@Suite("How weft ask prints an answer")
struct AnswerPrinterTests {
    private static let text = """
        # Größe 👩‍👩‍👧 e\u{301}

        A **strong** word and `code`.

        - one
        - two

        ```swift
        let x = 1
        ```

        | a | b |
        |---|---|
        | 1 | 2 |

        The end
        """

    private static func print(_ events: [Answer.Event], _ printer: any AnswerPrinter) -> String {
        var printer = printer
        var bytes: [UInt8] = []
        for event in events { bytes += printer.take(event) }
        return String(decoding: bytes, as: UTF8.self)
    }

    /// The text in two pieces, cut at each place.
    private static let cuts = text.indices.map { [String(text[..<$0]), String(text[$0...])] }

    @Test("To a pipe the text goes as it came, with a line end at its end unless it is raw")
    func pipe() {
        for pieces in Self.cuts {
            let events = pieces.map(Answer.Event.text) + [.ended(.complete)]
            #expect(Self.print(events, PlainAnswer(isTerminal: false, endsLine: true)) == Self.text + "\n")
            #expect(Self.print(events, PlainAnswer(isTerminal: false, endsLine: false)) == Self.text)
            #expect(Self.print(events, PlainAnswer(isTerminal: true, endsLine: true)) == Self.text + "\n")
        }
        #expect(Self.print([.text("a\n"), .ended(.complete)], PlainAnswer(isTerminal: false, endsLine: true)) == "a\n")
        #expect(Self.print([.ended(.complete)], PlainAnswer(isTerminal: false, endsLine: true)).isEmpty)
    }

    @Test("On a terminal nothing in the text moves the cursor, wherever it is cut")
    func safe() {
        let hostile = "a\u{1B}[2Jb\u{202E}c\u{7}\u{9B}31md"
        for place in hostile.unicodeScalars.indices {
            let (head, tail) = (String(hostile.unicodeScalars[..<place]), String(hostile.unicodeScalars[place...]))
            let events: [Answer.Event] = [.text(head), .text(tail), .ended(.complete)]
            let printed = Self.print(events, PlainAnswer(isTerminal: true, endsLine: true))
            #expect(printed == "a^[[2Jb<U+202E>c^G<U+009B>31md\n")
        }
    }

    @Test(
        "A text that is said anew is written anew only if it says something else",
        arguments: [
            (["We're", "open"], "We're open", "We'reopen"), (["a b"], "a b c", "a b c"), (["a "], "a  b", "a  b"),
            (["a\n"], "a  b", "a\nb"),
            (["a", "b"], "ab", "ab"), (["one"], "two", "one\ntwo"), ([], "whole", "whole"), (["x\n"], "y", "x\ny"),
        ])
    func anew(pieces: [String], whole: String, printed: String) {
        let events = pieces.map(Answer.Event.text) + [.wholeText(whole), .ended(.complete)]
        #expect(Self.print(events, PlainAnswer(isTerminal: false, endsLine: false)) == printed)
    }

    @Test("Laid out, the rows that stand at the end are those of the whole text, wherever frames cut it")
    func laidOut() {
        let size = Size(columns: 40, rows: 10)
        var document = MarkdownDocument()
        let style = TerminalStyle(hasColours: true, hasAttributes: true, movesCursor: true)
        let rows = document.rows(of: Self.text, columns: 39, styles: MarkdownStyles()).map {
            String(decoding: style.bytes(of: $0.line), as: UTF8.self)
        }
        for pieces in Self.cuts {
            var printer = LaidOutAnswer(style: style)
            var screen = ErasedScreen()
            for piece in pieces {
                _ = printer.take(.text(piece))
                screen.take(printer.frame(size))
            }
            _ = printer.take(.ended(.complete))
            screen.take(printer.frame(size))
            #expect(screen.lines == rows)
        }
    }

    @Test("Where the cursor cannot be moved only rows are written that stay")
    func dumb() {
        for pieces in Self.cuts {
            var printer = LaidOutAnswer(
                style: TerminalStyle(hasColours: false, hasAttributes: false, movesCursor: false))
            var bytes: [UInt8] = []
            for event in pieces.map(Answer.Event.text) + [.ended(.complete)] {
                bytes += printer.take(event) + printer.frame(Size(columns: 40, rows: 10))
            }
            #expect(!bytes.contains(0x1B))
            let text = String(decoding: bytes, as: UTF8.self)
            #expect(text.hasSuffix("The end\n") && text.ranges(of: "strong").count == 1)
        }
    }

    @Test("As JSON each event is a line that says what it is, and the last one has the whole text and the status")
    func json() throws {
        let row = ChatThread(
            id: "t", title: "T", createdAt: .init(milliseconds: 0), activeAt: .init(milliseconds: 0), service: "s")
        let reply = Message(
            id: "r", thread: "t", role: .assistant, text: "", createdAt: .init(milliseconds: 0), state: .running,
            author: "Guide")
        let failure = Failure(what: "w", why: "y", remedy: "z")
        let events: [Answer.Event] = [
            .asked(row, prompt: "p", reply: reply),
            .retrying(at: .init(milliseconds: 1_763_726_400_000), because: failure),
            .text("a\n\u{1B}"), .part(MessagePart(id: "n", kind: .notice, title: "N", text: "more")),
            .partText(id: "n", "!"), .wholeText("ab"), .ended(.interrupted(failure)),
        ]
        let lines = Self.print(events, JSONAnswer(isTerminal: false)).split(separator: "\n").map(String.init)
        #expect(
            lines == [
                #"{"author":"Guide","event":"asked","prompt":"p","reply":"r","service":"s","thread":"t"}"#,
                #"{"at":"2025-11-21T12:00:00Z","event":"retrying","remedy":"z","what":"w","why":"y"}"#,
                #"{"event":"text","text":"a\n\u001b"}"#,
                #"{"event":"part","id":"n","kind":"notice","text":"more","title":"N"}"#,
                #"{"event":"partText","id":"n","text":"!"}"#, #"{"event":"wholeText","text":"ab"}"#,
                #"{"event":"ended","remedy":"z","state":"interrupted","status":3,"text":"ab","what":"w","why":"y"}"#,
            ])
    }

    @Test(
        "Each end has its status",
        arguments: [
            (MessageState.complete, 0), (.stopped(.byService), 130), (.stopped(.alreadyFinished), 130),
            (.interrupted(Failure(what: "")), 3), (.failed(Failure(what: "")), 4),
        ] as [(MessageState, Int32)])
    func status(state: MessageState, status: Int32) { #expect(AskStatus(state).rawValue == status) }
}

/// Lines as a terminal shows them that knows two orders: up, and erase what is below.
private struct ErasedScreen {
    private(set) var lines: [String] = []

    mutating func take(_ bytes: [UInt8]) {
        var text = String(decoding: bytes, as: UTF8.self)
        if let up = text.prefixMatch(of: /\x{1B}\[([0-9]+)A\x{1B}\[J/), let count = Int(up.1) {
            lines.removeLast(count)
            text.removeSubrange(up.range)
        }
        lines += text.split(separator: "\n", omittingEmptySubsequences: false).dropLast().map { $0 + "\n" }
    }
}
