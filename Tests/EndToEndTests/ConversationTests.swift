import TerminalModel
import TestSupport
import Testing

@Suite("A conversation", .serialized)
struct ConversationTests {
    private static let large = Size(columns: 120, rows: 36)

    @Test("a question is answered with sources")
    func answer() async throws {
        try await Home.lend { home in
            let weft = try await home.readyWeft(size: Self.large)
            try weft.type("how do I stop an answer?<Enter>")
            try await weft.screen(contains: "Esc stop")
            try await weft.screen(contains: "Sources")
            try await weft.rests()
            #expect(weft.snapshot.text.contains("Manual: Stopping an answer"))
            #expect(home.serviceLog.contains { $0.contains("run finished") })
        }
    }

    @Test("Esc freezes the text, the service confirms, and the thread takes the next prompt")
    func stop() async throws {
        try await Home.lend { home in
            let weft = try await home.readyWeft(size: Self.large)
            try await weft.askForManual()
            try weft.type("<Esc>")
            let stopping = try await weft.screen("the stop") {
                $0.text.contains("stopping…") || $0.text.contains("■ stopped")
            }
            let stopped = try await weft.screen("the word of the service") {
                $0.text.contains("■ stopped by the service")
            }
            // What the session had taken when the wish reached it is shown with the end; the service's later words are not.
            #expect(stopped.replyLetters.hasPrefix(stopping.replyLetters))
            #expect(stopped.replyLetters.count - stopping.replyLetters.count < 60)
            #expect(home.serviceLog.contains { $0.contains("run stopped") })

            try weft.type("how do I quit?<Enter>")
            try await weft.screen(contains: "Sources")
            try await weft.rests()
            #expect(weft.snapshot.text.contains("Press Ctrl-Q"))
        }
    }

    @Test("a stopped answer goes on where it ended")
    func goOn() async throws {
        try await Home.lend { home in
            let weft = try await home.readyWeft(size: Size(columns: 120, rows: 60))
            try await weft.askForManual()
            try weft.type("<Ctrl-C>")
            let stopped = try await weft.screen("the stop") { $0.text.contains("■ stopped by the service") }
            try weft.type("<Alt-C>")
            let more = try await weft.screen("more of the manual") {
                $0.text.contains("writing…")
                    && $0.transcript.joined().letters.count > stopped.transcript.joined().letters.count + 100
            }
            let shown = more.transcript.joined().letters
            #expect(shown.ranges(of: "Weftisachatprogram").count == 1)
        }
    }

    @Test("what is sent while a reply runs waits, and is answered after it")
    func queue() async throws {
        try await Home.lend { home in
            let weft = try await home.readyWeft(size: Self.large)
            try await weft.askForManual()
            try weft.type("how do I quit?<Enter>")
            try await weft.screen(contains: "waits until the reply has ended")
            try weft.type("<Esc>")
            try await weft.screen(contains: "Sources")
            try await weft.rests()
            #expect(!weft.snapshot.text.contains("waits until"))
            #expect(home.serviceLog.count { $0.contains("run started") } == 2)
        }
    }

    @Test("two threads run at once, and the one that ends unseen is marked")
    func twoThreads() async throws {
        try await Home.lend { home in
            let weft = try await home.readyWeft(size: Self.large)
            try weft.type("how do I stop an answer?<Enter>")
            try await weft.screen(contains: "writing…")
            try weft.type("<Ctrl-N>")
            try await weft.screen(contains: "Nothing was said here yet")
            try await weft.askForManual()
            let both = #/[⠋⠙⠸⠴⠦⠇] how do I stop/#
            #expect(weft.snapshot.text.contains(both))
            try await weft.screen(contains: "◆ how do I stop")
            #expect(weft.snapshot.text.contains("writing…"))
            try weft.type("<Alt-Up>")
            try await weft.screen("the answer, read") { $0.text.contains("Sources") && !$0.text.contains("◆") }
        }
    }
}
