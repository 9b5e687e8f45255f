import ChatModel
import CursesTerminal
import Screen
import Settings
import TerminalModel
import TestSupport

/// A screen on a pseudo terminal of this process, to which a reply comes piece by piece.
struct StreamedScreen {
    /// What the reply is made of, from its beginning to its end.
    enum Kind: String, CaseIterable {
        case prose, list, paragraph, code
    }

    private static let moment = Timestamp(milliseconds: 1_794_657_600_000)
    private static let thread: ThreadID = "t"
    private static let reply: MessageID = "m"

    private let kind: Kind
    private let pty: PseudoTerminal
    private let terminal: CursesTerminal
    private var screen: ScreenState
    private var number = 0

    /// - Parameter bytes: how long the reply is already.
    init(_ kind: Kind, bytes: Int, size: Size = Size(columns: 120, rows: 40)) throws {
        self.kind = kind
        pty = try PseudoTerminal(size: size)
        terminal = try CursesTerminal.open(input: pty.terminal, output: pty.terminal, type: "xterm-256color")
        let service = Service(id: "s", name: "Local service", assistant: "Guide", reachability: .reachable)
        let thread = ChatThread(
            id: Self.thread, title: "A long answer", createdAt: Self.moment, activeAt: Self.moment, service: "s",
            isEmpty: false)
        screen = ScreenState(
            session: SessionState(threads: [thread], services: [service]), size: size, theme: .dark, now: Self.moment)
        var text = kind == .code ? "```\n" : ""
        while text.utf8.count < bytes { text += nextPiece() }
        let prompt = Self.message("p", .user, "go", .sent)
        let run = Run(
            id: "r", thread: Self.thread, prompt: "p", reply: Self.reply, startedAt: Self.moment, phase: .streaming)
        let reply = Self.message(Self.reply, .assistant, text, .running)
        for event in [Event.threadOpened(Self.thread, [prompt, reply].inSequence), .runChanged(run)] {
            _ = screen.update(.session(event), at: Self.moment)
        }
        // The whole reply is laid out here, which is no delta.
        terminal.present(screen.frame())
        _ = try pty.drain()
        for _ in 0..<20 { _ = try grow() }
    }

    private static func message(_ id: MessageID, _ role: Role, _ text: String, _ state: MessageState) -> Message {
        Message(id: id, thread: thread, role: role, text: text, createdAt: moment, state: state, author: "Guide")
    }

    /// One piece more, drawn at once.
    /// - Returns: how many bytes it took.
    mutating func grow() throws -> Int {
        measuredStep(nextPiece())
        return try pty.drain().count
    }

    /// All that a delta costs behind the session: event, update, layout, frame, bytes. callgrind finds it by its name.
    @inline(never) private mutating func measuredStep(_ piece: String) {
        _ = screen.update(.session(.replyGrew(Self.thread, Self.reply, by: piece)), at: Self.moment)
        terminal.present(screen.frame())
        _ = screen.nextTick
    }

    private mutating func nextPiece() -> String {
        number += 1
        return switch kind {
        case .paragraph: "w\(number)_ "
        case .list: number % 6 == 0 ? "\n- w\(number)_ " : "w\(number)_ "
        case .code: number % 8 == 0 ? "w\(number)_\n" : "w\(number)_ "
        case .prose:
            number % 600 == 0 ? "\n\n## w\(number)_\n\n" : number % 60 == 0 ? "\n\nw\(number)_ " : "w\(number)_ "
        }
    }
}
