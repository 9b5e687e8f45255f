import CursesTerminal
import Glibc
import TerminalModel

/// Shows what it was typed, for the tests of the terminal itself.
///
/// The last events stand on the screen, one a row, under a row that counts them. Ctrl-Q quits, Ctrl-Z suspends, and F9
/// dies in the way that the first argument names.
@main
struct TerminalProbe {
    static func main() async {
        do {
            let terminal = try CursesTerminal.open()
            await run(terminal)
            terminal.close()
        } catch {
            write(STDERR_FILENO, error.description + "\n", error.description.utf8.count + 1)
            exit(2)
        }
    }

    private static func run(_ terminal: CursesTerminal) async {
        signal(SIGWINCH) { _ in }
        // A size may change just before the wait begins, which its signal then does not end: no wait is for ever.
        let longestWait: Int32 = 100
        var lines: [String] = []
        var count = 0
        var patience = longestWait
        while true {
            terminal.present(frame(terminal.size, count, lines))
            var waiting = pollfd(fd: STDIN_FILENO, events: Int16(POLLIN), revents: 0)
            poll(&waiting, 1, patience)
            patience = longestWait
            for event in terminal.takeEvents() {
                count += 1
                lines = (lines + [words(for: event)]).suffix(40)
                switch event {
                case .key(Key(.character("q"), .control)), .lost: return
                case .key(Key(.character("z"), .control)):
                    terminal.suspend()
                    patience = 0
                case .key(Key(.function(9))): await Death(CommandLine.arguments.dropFirst().first).die()
                default: break
                }
            }
        }
    }

    private static func frame(_ size: Size, _ count: Int, _ lines: [String]) -> Frame {
        var frame = Frame(size: size)
        frame.title = "probe"
        frame.write(
            SafeText("events: \(count) size: \(size.columns)x\(size.rows)"), at: Position(column: 0, row: 0),
            style: Style(.indexed(2), on: .standard, .bold))
        for (row, line) in lines.suffix(max(0, size.rows - 1)).enumerated() {
            frame.write(SafeText(line), at: Position(column: 0, row: row + 1), style: Style())
        }
        frame.cursor = Position(column: 0, row: 0)
        return frame
    }

    private static func words(for event: TerminalEvent) -> String {
        switch event {
        case .key(let key): "key \(key)"
        case .background(let color): "background \(color.red) \(color.green) \(color.blue)"
        case .mouse(let mouse): "mouse \(mouse.deed) \(mouse.position.column) \(mouse.position.row)"
        case .paste(let text): "paste \(text.utf8.count) \(text.debugDescription)"
        case .resized(let size): "resized \(size.columns)x\(size.rows)"
        case .resumed: "resumed"
        case .lost: "lost"
        }
    }
}
