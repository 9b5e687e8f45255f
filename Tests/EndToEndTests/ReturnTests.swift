import Glibc
import TerminalModel
import TestSupport
import Testing

@Suite("Quitting and coming back", .serialized)
struct ReturnTests {
    @Test("threads, replies and drafts are there again")
    func everythingIsThere() async throws {
        try await Home.lend { home in
            let weft = try await home.readyWeft(size: Size(columns: 120, rows: 36))
            try weft.type("how do I quit?<Enter>")
            try await weft.screen(contains: "Sources")
            try await weft.rests()
            let said = weft.snapshot.transcript
            try weft.type("<Ctrl-N>")
            try await weft.screen(contains: "Nothing was said here yet")
            try await weft.askForManual()
            try weft.type("half a thought")
            try await weft.screen(contains: "half a thought")
            try weft.type("<Ctrl-Q>")
            try await weft.screen(contains: "Quit and stop it? [y/N]")
            try weft.type("y")
            #expect(try await weft.exit() == .exited(0))
            #expect(!home.files.contains { $0.path.hasSuffix("threads.sqlite-wal") })

            let again = try await home.readyWeft(size: Size(columns: 120, rows: 36))
            try await again.screen(contains: "half a thought")
            #expect(again.snapshot.text.contains(manualStart))
            #expect(again.snapshot.text.contains("■ stopped"))
            try again.type("<Alt-Down>")
            try await again.screen(contains: "Sources")
            #expect(again.snapshot.transcript == said)
        }
    }

    @Test("Ctrl-C never quits, Ctrl-D does in an empty composer")
    func keys() async throws {
        try await Home.lend { home in
            let weft = try await home.readyWeft()
            try weft.type("some words<Ctrl-C><Ctrl-C><Ctrl-C>")
            try await weft.screen(contains: "Ctrl-Q quits")
            try weft.type("<Ctrl-_>")
            try await weft.screen(contains: "› some words")
            try weft.type("<Ctrl-D>!")
            try await weft.screen(contains: "› some words!")
            try weft.type("<Ctrl-U><Ctrl-D>")
            #expect(try await weft.exit() == .exited(0))
            #expect(weft.settings?.isCooked == true)
            #expect(!weft.snapshot.isAlternate)
        }
    }

    @Test("a second Weft reads only and says who writes, while the first goes on")
    func second() async throws {
        try await Home.lend { home in
            let first = try await home.readyWeft(size: Size(columns: 120, rows: 36))
            try first.type("how do I quit?<Enter>")
            try await first.screen(contains: "writing…")
            let second = try home.weft(size: Size(columns: 160, rows: 36))
            try await second.screen(contains: "read only")
            try await second.screen(contains: "another Weft (process \(first.process))")
            #expect(second.snapshot.text.contains("how do I quit?"))
            #expect(!second.snapshot.text.contains("reachable"))
            try await first.screen(contains: "Sources")
            try await first.rests()
            try second.type("<Ctrl-Q>")
            #expect(try await second.exit() == .exited(0))
            try first.type("<Ctrl-Q>")
            #expect(try await first.exit() == .exited(0))
            let third = try await home.readyWeft(size: Size(columns: 120, rows: 36))
            #expect(!third.snapshot.text.contains("read only"))
        }
    }
}
