import ChatModel
import CursesTerminal
import Screen
import Settings
import TerminalModel
import TestSupport
import Testing

extension CursesTests {
    @Suite("A screen whose size changes while a reply comes", .serialized)
    struct ResizeTests {
        private static let moment = Timestamp(milliseconds: 1_794_657_600_000)
        private static let thread = ChatThread(
            id: "t", title: "潮汐 and tides", createdAt: moment, activeAt: moment, service: "s", isEmpty: false)
        private static let pieces = [
            "word ", "漢字かな交じり文", "\n\n", "- item ", "**bold** ", "| a | b |\n|---|---|\n| 1 | 2 |\n", "\n\n# Head\n\n",
            "```\ncode of a line that is rather long\n```\n", "👩‍🚀🇩🇪 e\u{301} ",
            "a_very_long_word_that_has_no_blank_in_it ",
        ]

        private static func message(_ id: MessageID, _ role: Role, _ text: String) -> Message {
            Message(
                id: id, thread: thread.id, role: role, text: text, createdAt: moment,
                state: role == .user ? .sent : .running, author: role == .user ? "" : "Guide")
        }

        private static func screen(_ size: Size, saying text: String) -> ScreenState {
            let service = Service(id: "s", name: "Local service", assistant: "Guide", reachability: .reachable)
            var screen = ScreenState(
                session: SessionState(threads: [thread], services: [service]), size: size, theme: .dark, now: moment)
            let messages = [message("p", .user, "when is high tide?"), message("m", .assistant, text)]
            let run = Run(id: "r", thread: thread.id, prompt: "p", reply: "m", startedAt: moment, phase: .streaming)
            for event in [
                ScreenEvent.tick, .session(.threadOpened(thread.id, messages.inSequence)), .session(.runChanged(run)),
            ] {
                _ = screen.update(event, at: moment)
            }
            return screen
        }

        @Test("500 random sizes later it is as drawn at once")
        func sizes() throws {
            var random = SystemRandomNumberGenerator()
            var sizes = (1...500).map { _ in
                Size(columns: .random(in: 1...200, using: &random), rows: .random(in: 1...60, using: &random))
            }
            let last = Size(columns: 121, rows: 37)
            sizes.append(last)
            let pieces = sizes.indices.map { Self.pieces[$0 * 7 % Self.pieces.count] }
            let found = try shown(after: sizes, pieces)
            // One terminal after the other: a process has one.
            let anew = try Drawn(last)
            var fresh = Self.screen(last, saying: pieces.joined())
            try anew.show(fresh.frame())
            #expect(found.text == anew.shown.text, "\(sizes.suffix(6))")
            #expect(found.cells == anew.shown.cells, "\(sizes.suffix(6))")
            #expect(found.cursor == anew.shown.cursor)
        }

        private func shown(after sizes: [Size], _ pieces: [String]) throws -> ScreenSnapshot {
            let first = Size(columns: 80, rows: 24)
            let drawn = try Drawn(first)
            var screen = Self.screen(first, saying: "")
            for (number, size) in sizes.enumerated() {
                drawn.pty.resize(to: size)
                let growth = Event.replyGrew("t", "m", by: pieces[number])
                _ = screen.update(.session(growth), at: Self.moment)
                // Several changes of size often come before a frame.
                guard number % 5 == 0 else { continue }
                for event in drawn.terminal.takeEvents() { _ = screen.update(.terminal(event), at: Self.moment) }
                try drawn.show(screen.frame())
            }
            return drawn.shown
        }
    }
}
