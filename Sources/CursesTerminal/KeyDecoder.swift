package import TerminalModel

/// Bytes from a terminal, in any cut, into what was typed and pasted.
///
/// Understands the keys of the xterm, rxvt, screen and Linux families, both reports of modified keys (kitty's `CSI u`,
/// xterm's `CSI 27 ; … ~`), reports of the mouse in decimal numbers and what the terminal's own description adds. Other
/// sequences are swallowed whole, so an unknown key or a late answer of the terminal never becomes text.
///
/// Pure: the time is handed in. Equal bytes give equal events in every cut, with two exceptions that only the time can
/// tell: Esc before another key, and a combining mark that arrives after its base.
package struct KeyDecoder {
    private let known: [[UInt8]: Key]
    private let longestKnown: Int
    private var pending: [UInt8] = []
    /// The terminal was asked for its background and has not answered: no piece of its answer is a key.
    package var awaitsBackground = false
    /// When an answer was begun that is not whole yet.
    private var answerBegan: ContinuousClock.Instant?
    /// So many bytes were taken for Esc or for Alt with a bracket and may have begun the answer.
    private var cutAnswer = 0
    private var paste: PasteDecoder?

    /// - Parameter known: byte sequences of this very terminal; they go before the general rules.
    package init(known: [[UInt8]: Key] = [:]) {
        self.known = known.filter { $0.key.count > 2 && $0.key.first == Byte.escape }
        self.longestKnown = self.known.keys.map(\.count).max() ?? 0
    }

    /// Whether a key is begun that more bytes may complete. An open paste does not count: it waits without hurry.
    package var isWaiting: Bool { paste == nil && !pending.isEmpty }

    package mutating func feed(_ bytes: some Sequence<UInt8>, at now: ContinuousClock.Instant) -> [TerminalEvent] {
        let bytes = Array(bytes)
        // Typed keys come one by one: two bytes of the answer at once are the answer.
        if cutAnswer > 0, bytes.count > 1, Self.beginsBackground(bytes, from: cutAnswer) {
            pending = Array(Self.backgroundStart.prefix(cutAnswer))
        }
        cutAnswer = 0
        pending += bytes
        return drain(final: false, now)
    }

    /// Takes what is begun as complete: no more bytes came in time. Esc alone is the key.
    package mutating func flush(at now: ContinuousClock.Instant) -> [TerminalEvent] {
        if awaitsBackground, paste == nil, pending.count > 2, Self.beginsBackground(pending) {
            let began = answerBegan ?? now
            answerBegan = began
            if now - began < Self.answerPatience { return [] }
        }
        answerBegan = nil
        let isBegun = awaitsBackground && paste == nil && pending.count <= 2 && Self.beginsBackground(pending)
        cutAnswer = isBegun ? pending.count : 0
        return drain(final: true, now)
    }

    private mutating func drain(final: Bool, _ now: ContinuousClock.Instant) -> [TerminalEvent] {
        var events: [TerminalEvent] = []
        var rest = pending[...]
        reading: while !rest.isEmpty {
            if paste != nil {
                events += readPaste(&rest, now)
                continue
            }
            switch step(rest, final: final) {
            case .typed(let keys, let length):
                events += keys.map(TerminalEvent.key)
                rest = rest.dropFirst(length)
            case .mouse(let mouse, let length):
                events.append(.mouse(mouse))
                rest = rest.dropFirst(length)
            case .background(let color, let length):
                events.append(.background(color))
                awaitsBackground = false
                answerBegan = nil
                rest = rest.dropFirst(length)
            case .pasteBegins(let length):
                paste = PasteDecoder(at: now)
                rest = rest.dropFirst(length)
            case .incomplete:
                break reading
            }
        }
        pending = Array(rest)
        return events
    }

    private mutating func readPaste(_ rest: inout ArraySlice<UInt8>, _ now: ContinuousClock.Instant) -> [TerminalEvent]
    {
        guard var open = paste else { return [] }
        let (texts, isOver) = open.take(&rest, at: now)
        paste = isOver ? nil : open
        return texts.map(TerminalEvent.paste)
    }
}

extension KeyDecoder {
    enum Step {
        /// The keys of the next `length` bytes; none where a sequence means no key.
        case typed([Key], length: Int)
        case mouse(Mouse, length: Int)
        case background(RGB, length: Int)
        case pasteBegins(length: Int)
        case incomplete
    }

    enum Byte {
        static let escape: UInt8 = 0x1B
        static let delete: UInt8 = 0x7F
    }

    /// The first key of `bytes`, which are not empty.
    private func step(_ bytes: ArraySlice<UInt8>, final: Bool) -> Step {
        guard let first = bytes.first else { return .incomplete }
        if first == Byte.escape { return escapeStep(bytes, final: final) }
        if let key = Self.controlKey(first) { return .typed([key], length: 1) }
        return Self.textStep(bytes, final: final)
    }

    private func escapeStep(_ bytes: ArraySlice<UInt8>, final: Bool) -> Step {
        for length in stride(from: min(longestKnown, bytes.count), to: 2, by: -1) {
            if let key = known[Array(bytes.prefix(length))] { return .typed([key], length: length) }
        }
        let rest = bytes.dropFirst()
        guard let second = rest.first else { return final ? .typed([Key(.escape)], length: 1) : .incomplete }
        switch second {
        case UInt8(ascii: "["): return Self.controlSequenceStep(bytes, final: final)
        case UInt8(ascii: "O"): return Self.singleShiftStep(bytes, final: final)
        case UInt8(ascii: "]"), UInt8(ascii: "P"), UInt8(ascii: "_"), UInt8(ascii: "^"):
            return Self.stringStep(bytes, final: final)
        case Byte.escape: return doubleEscapeStep(bytes, final: final)
        default: return Self.altered(step(rest, final: final))
        }
    }

    /// Alt with a key that is a sequence itself arrives as two Esc; else the first is the key.
    private func doubleEscapeStep(_ bytes: ArraySlice<UInt8>, final: Bool) -> Step {
        let rest = bytes.dropFirst()
        guard let third = rest.dropFirst().first else {
            return final ? .typed([Key(.escape)], length: 1) : .incomplete
        }
        guard third == UInt8(ascii: "[") || third == UInt8(ascii: "O") else {
            return .typed([Key(.escape)], length: 1)
        }
        if [PasteDecoder.start, PasteDecoder.end, Self.mouseStart].contains(where: rest.starts(with:)) {
            return .typed([Key(.escape)], length: 1)
        }
        return Self.altered(step(rest, final: final))
    }

    /// The step after an Esc that stands for Alt. Of several keys read at once only the first is altered.
    private static func altered(_ step: Step) -> Step {
        guard case .typed(var keys, let length) = step else { return step }
        if let first = keys.first {
            keys[0] = normalized(Key(first.code, first.modifiers.union(.alt)))
        }
        return .typed(keys, length: length + 1)
    }

    private static func controlKey(_ byte: UInt8) -> Key? {
        switch byte {
        case 0x00: Key(.character(" "), .control)
        case 0x08, Byte.delete: Key(.backspace)
        case 0x09: Key(.tab)
        case 0x0D: Key(.enter)
        case 0x01...0x1A: Key(.character(Character(Unicode.Scalar(byte + 0x60))), .control)
        case 0x1C...0x1F: Key(.character(Character(Unicode.Scalar(byte + 0x40))), .control)
        default: nil
        }
    }

    /// All the text up to the next control byte, as clusters; a character that is cut off waits for its rest.
    private static func textStep(_ bytes: ArraySlice<UInt8>, final: Bool) -> Step {
        var run = bytes.prefix { $0 >= 0x20 && $0 != Byte.delete }
        if run.count == bytes.count, !final { run = run.dropLast(unfinishedTail(run)) }
        guard !run.isEmpty else { return .incomplete }
        let text = String(decoding: run, as: UTF8.self)
        let keys = text.filter { !isControl($0) }.map { Key(.character($0)) }
        return .typed(keys, length: run.count)
    }

    private static func isControl(_ character: Character) -> Bool {
        character.unicodeScalars.first.map { (0x80..<0xA0).contains($0.value) } ?? true
    }

    /// How many bytes at the end begin a character and do not complete it.
    static func unfinishedTail(_ bytes: ArraySlice<UInt8>) -> Int {
        for (count, byte) in zip(1...3, bytes.reversed()) where byte & 0xC0 != 0x80 {
            let needed =
                switch byte {
                case 0xC2...0xDF: 2
                case 0xE0...0xEF: 3
                case 0xF0...0xF4: 4
                default: 1
                }
            return needed > count ? count : 0
        }
        return 0
    }

    /// An upper-case letter with Ctrl or Alt is the letter with Shift, however the terminal tells it.
    static func normalized(_ key: Key) -> Key {
        guard case .character(let character) = key.code, !key.modifiers.isDisjoint(with: [.control, .alt]),
            character.isUppercase, let lower = character.lowercased().first
        else { return key }
        return Key(.character(lower), key.modifiers.union(.shift))
    }
}
