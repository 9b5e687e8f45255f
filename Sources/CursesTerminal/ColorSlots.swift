import TerminalModel

/// Numbers that ncurses takes for colours, and the colours that are meant by them.
///
/// ncurses knows as many colours as the terminal's description has, 256 nearly everywhere; most terminals take any. So
/// each colour in use is given one of the 256 numbers, and what ncurses sends for that number is changed on its way.
struct ColorSlots {
    /// What the numbers stand for; nil for one that is free.
    private var meanings = [Color?](repeating: nil, count: 256)
    private var numbers: [Color: UInt8] = [:]
    private var isChanging = false
    /// A colour was asked for and had to be replaced, as all numbers are taken.
    private(set) var isFull = false

    /// The sequences of the first 16 have no numbers in them that could be changed.
    private static let own = UInt8(16)...UInt8.max

    /// The number for a colour; -1 for the terminal's own.
    mutating func number(_ color: Color) -> Int32 {
        if color == .standard { return -1 }
        if case .indexed(let index) = color, index < Self.own.lowerBound { return Int32(index) }
        if let known = numbers[color] { return Int32(known) }
        guard let free = free(for: color) else {
            isFull = true
            return Palette.number(color, among: 16)
        }
        meanings[Int(free)] = color
        numbers[color] = free
        if color != .indexed(free) { isChanging = true }
        return Int32(free)
    }

    private func free(for color: Color) -> UInt8? {
        if case .indexed(let index) = color, meanings[Int(index)] == nil { return index }
        return Self.own.last { meanings[Int($0)] == nil }
    }

    /// Changes the sequences `ESC [ 38 ; 5 ; N m` and those of 48, also with colons, into those of the colours meant.
    func meant(_ bytes: [UInt8]) -> [UInt8] {
        guard isChanging else { return bytes }
        var changed: [UInt8] = []
        changed.reserveCapacity(bytes.count + bytes.count / 8)
        var rest = bytes[...]
        while let escape = rest.firstIndex(of: 0x1B) {
            changed += rest[..<escape]
            rest = rest[escape...]
            if let (sequence, length) = colorSequence(rest) {
                changed += sequence
                rest = rest.dropFirst(length)
            } else {
                changed.append(0x1B)
                rest = rest.dropFirst()
            }
        }
        return changed + rest
    }

    /// What is to be sent for the sequence that stands here, and how long that is; nil for what is none.
    private func colorSequence(_ bytes: ArraySlice<UInt8>) -> ([UInt8], length: Int)? {
        guard bytes.dropFirst().first == UInt8(ascii: "[") else { return nil }
        let parameters = bytes.dropFirst(2).prefix { (0x30...0x3B).contains($0) }
        guard bytes[parameters.endIndex...].first == UInt8(ascii: "m") else { return nil }
        let numbers = parameters.split(omittingEmptySubsequences: false) {
            $0 == UInt8(ascii: ";") || $0 == UInt8(ascii: ":")
        }.map { $0.reduce(0) { min($0 * 10 + Int($1) - 0x30, 256) } }
        guard numbers.count == 3, numbers[0] == 38 || numbers[0] == 48, numbers[1] == 5, numbers[2] < 256,
            let meaning = meanings[numbers[2]]
        else { return nil }
        let words: String
        switch meaning {
        case .rgb(let color): words = "2;\(color.red);\(color.green);\(color.blue)"
        case .indexed(let index): words = "5;\(index)"
        case .standard: return nil
        }
        return (Array("\u{1B}[\(numbers[0]);\(words)m".utf8), parameters.count + 3)
    }
}
