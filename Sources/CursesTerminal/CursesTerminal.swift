import CTerminalGuard
import Glibc
package import TerminalModel

/// The terminal this process runs on: ncurses draws, `KeyDecoder` reads.
///
/// Not `Sendable`: one task owns it. At most one is open in a process.
package final class CursesTerminal: Terminal {
    /// How long an Esc waits for the rest of a key.
    private static let escapeDelay: Int32 = 25
    /// After as many bytes the rest waits for the next call, so that a flood of input cannot hold the loop.
    private static let mostBytes = 1 << 20
    private static let widestTitle = 80
    /// An answer about the background that takes longer changes nothing any more.
    private static let patience: Duration = .seconds(2)
    /// So long what may still be answered is waited for at the end, lest the shell gets it.
    private static let farewell: Int32 = 50

    package private(set) var size: Size
    private let device: TerminalDevice
    private let dialect: TerminalDialect
    private let picture: CursesPicture
    private let clock = ContinuousClock()
    private var decoder: KeyDecoder
    private var title = ""
    private var state = State.open
    private var isResumed = false
    private var hasMouse = false
    private var asksBackground: Bool
    /// When the terminal was asked for its background; nil once it has answered.
    private var askedAt: ContinuousClock.Instant?

    private enum State {
        case open
        case lost
        case closed
    }

    /// Takes the terminal; use `open`.
    init(
        _ device: TerminalDevice, type: String, ordersText: Bool, asksBackground: Bool, colorTerm: String?
    ) throws(TerminalError) {
        guard let size = device.size else { throw .outputIsNoTerminal }
        let isInTmux = getenv("TMUX") != nil
        let picture = try CursesPicture(type: type, size: size, colorTerm: colorTerm, isInTmux: isInTmux)
        self.asksBackground = asksBackground
        self.size = size
        self.device = device
        self.picture = picture
        var dialect = TerminalDialect(
            type: type, cursorAddress: picture.capability("cup"), isInTmux: isInTmux,
            isInScreen: getenv("STY") != nil)
        dialect.ordersText = ordersText
        self.dialect = dialect
        self.decoder = KeyDecoder(known: TerminalKeys.known { picture.capability($0) })
        enter()
    }

    deinit { close() }

    /// All that was typed, pasted or happened since the last call. Waits only for the rest of a key that is begun, 25 ms
    /// at most. A terminal that is gone says so in every call.
    package func takeEvents() -> [TerminalEvent] {
        guard state != .closed else { return [] }
        var events: [TerminalEvent] = []
        if terminal_guard_take_continued() { reenter() }
        if isResumed { events.append(.resumed) }
        isResumed = false
        if let size = takeSize() { events.append(.resized(size)) }
        if state == .open { events += takeKeys() }
        if state == .lost { events.append(.lost) }
        return events
    }

    private func takeKeys() -> [TerminalEvent] {
        var events: [TerminalEvent] = []
        var count = 0
        while count < Self.mostBytes {
            switch device.read(within: decoder.isWaiting ? Self.escapeDelay : 0) {
            case .bytes(let bytes):
                count += bytes.count
                events += decoder.feed(bytes, at: clock.now).filter(isInTime).map(onScreen)
            case .nothing:
                return events + decoder.flush(at: clock.now)
            case .gone:
                state = .lost
                return events + decoder.flush(at: clock.now)
            }
        }
        return events
    }

    private func isInTime(_ event: TerminalEvent) -> Bool {
        guard case .background = event else { return true }
        defer { askedAt = nil }
        return isAwaitingBackground
    }

    private var isAwaitingBackground: Bool { askedAt.map { clock.now - $0 < Self.patience } ?? false }

    /// A screen that has just become smaller may have been clicked where it is no more.
    private func onScreen(_ event: TerminalEvent) -> TerminalEvent {
        guard case .mouse(var mouse) = event else { return event }
        mouse.position.column = min(mouse.position.column, size.columns - 1)
        mouse.position.row = min(mouse.position.row, size.rows - 1)
        return .mouse(mouse)
    }

    private func takeSize() -> Size? {
        guard let now = device.size, now != size else { return nil }
        size = now
        picture.resize(to: now)
        guardTerminal()
        return now
    }

    /// Sends what differs from the frame before, in one write; nothing at all if nothing does.
    package func present(_ frame: Frame) {
        guard state == .open else { return }
        send(dialect.frame(titleBytes(frame.title) + picture.draw(frame)))
    }

    package func redraw() {
        title = ""
        picture.redrawAll()
    }

    package func setMouse(_ isOn: Bool) {
        guard state == .open, isOn != hasMouse else { return }
        hasMouse = isOn
        // The guard knows the way back before the mode changes.
        if isOn { guardTerminal() }
        send(dialect.mouse(isOn))
        if !isOn { guardTerminal() }
    }

    package func sendToClipboard(_ text: CopiedText) -> Bool {
        let bytes = dialect.clipboard(text)
        guard state == .open, !bytes.isEmpty else { return false }
        send(bytes)
        return state == .open
    }

    private func titleBytes(_ text: SafeText) -> [UInt8] {
        var columns = 0
        let cut = String(
            text.string.prefix {
                columns += DisplayWidth.columns(of: $0)
                return columns <= Self.widestTitle
            })
        guard cut != title else { return [] }
        title = cut
        return dialect.title(cut)
    }

    private func send(_ bytes: [UInt8]) {
        if !bytes.isEmpty, !device.write(bytes) { state = .lost }
    }

    /// Gives the screen back and stops the process group as Ctrl-Z does; returns when continued, and all is as before.
    /// `takeEvents`, best called at once, tells `.resumed`, and `.resized` if the size changed.
    package func suspend() {
        guard state == .open else { return }
        leave()
        terminal_guard_stop_process()
        _ = terminal_guard_take_continued()
        enter()
        isResumed = true
    }

    package func close() {
        guard state != .closed else { return }
        leave()
        state = .closed
    }
}

extension CursesTerminal {
    private var restoreBytes: [UInt8] { (hasMouse ? dialect.mouse(false) : []) + dialect.leave + picture.leave }

    /// The guard knows the way back before the first mode changes.
    private func enter() {
        guardTerminal()
        device.makeRaw()
        redraw()
        send(picture.enter + dialect.enter + (hasMouse ? dialect.mouse(true) : []))
        askBackground()
    }

    /// Once only: what is typed ahead when the terminal is given back must not be taken for a late answer.
    private func askBackground() {
        let question = dialect.backgroundQuestion
        guard asksBackground, !question.isEmpty else { return }
        asksBackground = false
        send(question)
        askedAt = clock.now
        decoder.awaitsBackground = true
    }

    private func leave() {
        send(restoreBytes)
        if isAwaitingBackground { while case .bytes = device.read(within: Self.farewell) {} }
        askedAt = nil
        device.giveBack()
        terminal_guard_disarm()
    }

    /// After a stop that nobody announced: modes and screen are as the shell left them.
    private func reenter() {
        guard state == .open else { return }
        send(restoreBytes)
        enter()
        isResumed = true
    }

    private func guardTerminal() {
        var found = device.found
        let bytes = restoreBytes
        terminal_guard_arm(device.input, device.output, &found, bytes, bytes.count)
    }
}
