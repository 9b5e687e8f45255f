import Foundation
import Glibc
import Synchronization
import TerminalModel

/// The far side of a `FakeTerminal`: types into it and waits for what it shows.
final class FakePerson: Sendable {
    /// Readable while something typed waits, as a terminal is.
    let descriptor: Int32
    private let bell: Int32
    private let typed = Mutex<[TerminalEvent]>([])
    private let frames: AsyncStream<Frame>
    private let frameSink: AsyncStream<Frame>.Continuation
    private let shown = Mutex(0)
    private let redrawn = Mutex(0)
    private let clipboard = Mutex<[String]>([])
    private let wishes = Mutex<[Bool]>([])

    init() {
        // Stays open: Dispatch looks at a descriptor for a while after its source was cancelled.
        var ends: [Int32] = [0, 0]
        pipe(&ends)
        (descriptor, bell) = (ends[0], ends[1])
        _ = fcntl(descriptor, F_SETFL, O_NONBLOCK)
        (frames, frameSink) = AsyncStream.makeStream()
    }

    /// How many frames were shown.
    var frameCount: Int { shown.withLock { $0 } }

    /// How many times the screen was asked to forget what it shows.
    var redrawCount: Int { redrawn.withLock { $0 } }

    /// What was handed to the terminal's clipboard.
    var copied: [String] { clipboard.withLock { $0 } }

    /// How the mouse was asked for and left.
    var mouse: [Bool] { wishes.withLock { $0 } }

    func type(_ script: String) {
        send((KeyScript.keys(script) ?? []).map { .key($0) })
    }

    func send(_ events: [TerminalEvent]) {
        typed.withLock { $0 += events }
        _ = write(bell, "x", 1)
    }

    /// Waits for a frame that satisfies the condition.
    func sees(_ condition: (Frame) -> Bool) async -> Frame? {
        for await frame in frames where condition(frame) { return frame }
        return nil
    }

    func sees(_ text: String) async -> Bool { await sees { $0.text.contains(text) } != nil }

    fileprivate func takeTyped() -> [TerminalEvent] {
        var byte: UInt8 = 0
        while read(descriptor, &byte, 1) == 1 {}
        return typed.withLock { typed in
            defer { typed = [] }
            return typed
        }
    }

    fileprivate func noteRedraw() { redrawn.withLock { $0 += 1 } }

    fileprivate func noteMouse(_ isOn: Bool) { wishes.withLock { $0.append(isOn) } }

    fileprivate func noteCopy(_ text: String) { clipboard.withLock { $0.append(text) } }

    fileprivate func show(_ frame: Frame) {
        shown.withLock { $0 += 1 }
        frameSink.yield(frame)
    }
}

/// A terminal without a terminal.
final class FakeTerminal: Terminal {
    let size: Size
    private let person: FakePerson

    init(size: Size = Size(columns: 80, rows: 24), person: FakePerson) {
        self.size = size
        self.person = person
    }

    func takeEvents() -> [TerminalEvent] { person.takeTyped() }

    func present(_ frame: Frame) { person.show(frame) }

    func redraw() { person.noteRedraw() }

    func setMouse(_ isOn: Bool) { person.noteMouse(isOn) }

    func sendToClipboard(_ text: CopiedText) -> Bool {
        person.noteCopy(text.string)
        return true
    }

    func suspend() {}

    func close() {}
}
