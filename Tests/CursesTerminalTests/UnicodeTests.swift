import ChatModel
import Glibc
import Screen
import Settings
import TerminalModel
import TestSupport
import Testing

@testable import CursesTerminal

extension CursesTests {
    /// Through the screen, ncurses and libvterm: what stands beside the text stands where the frame has it.
    @Suite("Text of all kinds beside the borders")
    struct UnicodeTests {
        private static let size = Size(columns: 150, rows: 240)

        init() { setlocale(LC_CTYPE, "C.UTF-8") }

        private static func samples() throws -> [String] {
            let all =
                try UnicodeData.emoji() + UnicodeData.breakTexts("GraphemeBreakTest.txt")
                + UnicodeData.breakTexts("LineBreakTest.txt") + UnicodeData.heaps()
            // A line end would begin a new line of the prompt, a tab takes what is left to a tab stop.
            let texts = all.map { $0.filter { !$0.isNewline && $0 != "\t" } }
            let terminal = try #require(VirtualTerminal(size: Size(columns: 900, rows: 1)))
            let known = texts.filter { isKnown($0, to: terminal) }
            #expect(known.count * 10 > texts.count * 8, "\(known.count) of \(texts.count)")
            return known
        }

        /// libvterm has tables of its own, older than some emoji and some marks.
        private static func isKnown(_ text: String, to terminal: VirtualTerminal) -> Bool {
            let safe = SafeText(text)
            let answer = terminal.feed(Array("\r\u{1B}[2K\(DrawnForm.of(safe.string))\u{1B}[6n".utf8))
            return answer.elementsEqual("\u{1B}[1;\(safe.columns + 1)R".utf8)
        }

        private static func some(_ samples: [String], every step: Int) -> [String] {
            stride(from: 0, to: samples.count, by: step).map { samples[$0] }
        }

        @Test("In titles, left of the border, it moves neither the border nor what is behind it")
        func titles() throws {
            let samples = Self.some(try Self.samples(), every: 6)
            #expect(samples.count > 1500)
            // As many to a title as the pane may show.
            var titles: [String] = []
            var (title, columns) = ("", 0)
            for sample in samples {
                let more = SafeText(sample).columns + 1
                if columns + more > 20, !title.isEmpty {
                    titles.append(title)
                    (title, columns) = ("", 0)
                }
                title += sample + "!"
                columns += more
            }
            titles.append(title)
            let picture = try CursesPicture(type: "xterm-256color", size: Self.size)
            var pages = 0
            for start in stride(from: 0, to: titles.count, by: Self.size.rows - 4) {
                let page = titles[start..<min(start + Self.size.rows - 4, titles.count)]
                let threads = page.enumerated().map { number, title in
                    ChatThread(
                        id: ThreadID("t\(number)"), title: title, createdAt: Self.now, activeAt: Self.now,
                        isUnread: false, hasFailed: false, service: "local", isEmpty: number > 0)
                }
                try show(threads, prompt: page.joined(separator: "\n"), on: picture)
                pages += 1
            }
            #expect(pages > 2)
        }

        @Test("In prompts, over the whole width of the pane, nothing behind it moves")
        func prompts() throws {
            let samples = Self.some(try Self.samples(), every: 3)
            let picture = try CursesPicture(type: "xterm-256color", size: Self.size)
            let thread = ChatThread(
                id: "t", title: "t", createdAt: Self.now, activeAt: Self.now, isUnread: false, hasFailed: false,
                service: "local", isEmpty: false)
            for start in stride(from: 0, to: samples.count, by: 2000) {
                let prompt = samples[start..<min(start + 2000, samples.count)].joined(separator: "!")
                try show([thread], prompt: prompt, on: picture)
            }
        }

        private static let now = Timestamp(milliseconds: 1_794_657_600_000)

        private func show(_ threads: [ChatThread], prompt: String, on picture: CursesPicture) throws {
            let service = Service(id: "local", name: "Local service", assistant: "Guide", reachability: .reachable)
            let session = SessionState(threads: threads, services: [service])
            var screen = ScreenState(session: session, size: Self.size, theme: .dark, now: Self.now)
            _ = screen.update(.tick, at: Self.now)
            let first = try #require(threads.first)
            let message = Message(
                id: "m", thread: first.id, role: .user, text: prompt, createdAt: Self.now, state: .sent)
            _ = screen.update(.session(.threadOpened(first.id, [message])), at: Self.now)
            let frame = screen.frame()
            picture.redrawAll()
            let terminal = try #require(VirtualTerminal(size: Self.size))
            terminal.feed(picture.enter)
            terminal.feed(picture.draw(frame))
            let shown = terminal.snapshot
            var borders = 0
            for (row, cells) in frame.rows.enumerated() {
                for (column, cell) in cells.enumerated() where cell.columns == 1 && Self.isFixed(cell.cluster) {
                    let found = shown.cells[row][column].text
                    borders += cell.cluster == "│" ? 1 : 0
                    if found != String(cell.cluster) {
                        Issue.record("row \(row), column \(column): \(found) for \(cell.cluster) in \(cells.text)")
                        break
                    }
                }
            }
            #expect(borders > Self.size.rows / 2)
        }

        /// Drawn as it is everywhere: blanks, letters of ASCII, lines.
        private static func isFixed(_ cluster: Character) -> Bool {
            guard let scalar = cluster.unicodeScalars.first, cluster.unicodeScalars.count == 1 else { return false }
            return 0x20..<0x7F ~= scalar.value || 0x2500...0x257F ~= scalar.value
        }
    }
}

extension [Cell] {
    fileprivate var text: String { reduce(into: "") { if $1.columns > 0 { $0.append($1.cluster) } } }
}
