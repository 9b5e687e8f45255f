import CNCurses
import CTerminalGuard
package import TerminalModel

/// Asks the terminal what it does, on its other screen, and leaves it as it was.
///
/// Everything is asked with a question behind it that nearly every terminal answers, where the cursor is. So a question
/// that stays without an answer costs no time, unless that one stays without an answer as well.
package final class TerminalInquiry {
    /// How long an answer may take: a slow line, and a terminal that is busy.
    package static let patience: Duration = .seconds(1)

    package let size: Size
    package let type: String
    package let colors: Int
    /// It takes any colour, by its description or by COLORTERM.
    package let hasTrueColor: Bool
    private let device: TerminalDevice
    private let picture: CursesPicture
    private var isOpen = false
    private var unread: [UInt8] = []

    /// Takes the terminal; installs the guard as `CursesTerminal.open` does.
    package static func open(
        input: Int32 = STDIN_FILENO, output: Int32 = STDOUT_FILENO
    ) throws(TerminalError) -> TerminalInquiry {
        let (device, type) = try CursesTerminal.survey(input: input, output: output, type: nil)
        terminal_guard_install()
        return try TerminalInquiry(device, type: type)
    }

    private init(_ device: TerminalDevice, type: String) throws(TerminalError) {
        guard let size = device.size else { throw .outputIsNoTerminal }
        self.picture = try CursesPicture(
            type: type, size: size, colorTerm: CursesTerminal.variable("COLORTERM"),
            isInTmux: CursesTerminal.variable("TMUX") != nil)
        self.hasTrueColor = picture.hasTrueColor
        self.size = size
        self.type = type
        self.colors = Int(curses_colors())
        self.device = device
        var found = device.found
        let bytes = restoreBytes
        terminal_guard_arm(device.input, device.output, &found, bytes, bytes.count)
        device.makeRaw()
        isOpen = true
        _ = device.write(picture.capability("smcup") + lineStart)
    }

    deinit { close() }

    /// Gives the terminal back; what it still answers is not left to the shell.
    package func close() {
        guard isOpen else { return }
        isOpen = false
        _ = device.write(restoreBytes)
        while case .bytes = device.read(within: 50) {}
        device.giveBack()
        terminal_guard_disarm()
    }

    /// By how many columns the cursor moves when this is written at the beginning of a row.
    /// - Returns: nil if the terminal does not say, or is gone, or the person has typed Ctrl-C.
    package func columns(of text: String) -> Int? {
        // The mark keeps whatever text the probe before has left from joining.
        guard let answer = answer(to: lineStart + Array(text.utf8)) else { return nil }
        return answer.column - 1
    }

    /// What the terminal answers to a question, before it says where the cursor is.
    package func answer(to question: [UInt8]) -> TerminalAnswer? {
        guard isOpen, device.write(question + Array("\u{1B}[6n".utf8)) else { return nil }
        let clock = ContinuousClock()
        let end = clock.now + Self.patience
        while true {
            if let answer = TerminalAnswer(taking: &unread) { return answer }
            let left = end - clock.now
            guard left > .zero, !unread.contains(0x03) else { return nil }
            let milliseconds = left.components.seconds * 1000 + left.components.attoseconds / 1_000_000_000_000_000
            guard case .bytes(let bytes) = device.read(within: Int32(milliseconds) + 1) else { return nil }
            unread += bytes
        }
    }

    /// To the first column of an empty row.
    private var lineStart: [UInt8] { [0x0D] + picture.capability("el") }

    private var restoreBytes: [UInt8] { lineStart + picture.capability("rmcup") }
}

/// What came from the terminal up to the report of its cursor.
package struct TerminalAnswer: Hashable, Sendable {
    /// From 1.
    package let column: Int
    /// All that came before the report, keys that were typed among it.
    package let before: [UInt8]

    /// Takes the bytes up to the first report, `ESC [ row ; column R`; nil while there is none.
    init?(taking bytes: inout [UInt8]) {
        var start = bytes.startIndex
        while let escape = bytes[start...].firstIndex(of: 0x1B) {
            let parameters = bytes[(escape + 1)...].dropFirst().prefix { 0x30...0x3B ~= $0 }
            start = escape + 1
            guard bytes[start...].first == UInt8(ascii: "["), bytes[parameters.endIndex...].first == UInt8(ascii: "R")
            else { continue }
            let numbers = String(decoding: parameters, as: UTF8.self).split(separator: ";").compactMap { Int($0) }
            guard numbers.count == 2 else { continue }
            self.column = numbers[1]
            self.before = Array(bytes[..<escape])
            bytes.removeFirst(parameters.endIndex + 1)
            return
        }
        return nil
    }

    /// What the terminal says of a mode, after `ESC [ ? mode $ p`: whether it knows it; nil without an answer.
    package func knows(mode: Int) -> Bool? {
        let text = String(decoding: before, as: UTF8.self)
        guard let answer = text.firstMatch(of: /\u{1B}\[\??([0-9]+);([0-4])\$y/), Int(answer.1) == mode else {
            return nil
        }
        return answer.2 != "0"
    }
}
