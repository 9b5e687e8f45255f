/// Struck text, for which ncurses has no attribute.
///
/// Nothing of ours blinks, so cells to be struck are given to ncurses as blinking, and what sets that on its way to the
/// terminal is changed from 5, blinking, to 9, struck.
enum Strikethrough {
    /// Changes the attributes in the sequences `ESC [ 0 ; … m` and `ESC [ 5 m`; those of colours begin otherwise.
    static func struck(_ bytes: [UInt8]) -> [UInt8] {
        var bytes = bytes
        var from = bytes.startIndex
        while let escape = bytes[from...].firstIndex(of: 0x1B) {
            from = escape + 1
            guard bytes[from...].first == UInt8(ascii: "[") else { continue }
            let parameters = bytes[(escape + 2)...].prefix { (0x30...0x3B).contains($0) }
            let end = parameters.endIndex
            guard bytes[end...].first == UInt8(ascii: "m") else { continue }
            let first = parameters.prefix { $0 != UInt8(ascii: ";") }
            guard first.elementsEqual("0".utf8) || parameters.elementsEqual("5".utf8) else { continue }
            for place in parameters.indices where parameters[place] == UInt8(ascii: "5") {
                let before = place == parameters.startIndex ? UInt8(ascii: ";") : bytes[place - 1]
                let after = bytes[place + 1]
                if before == UInt8(ascii: ";"), [UInt8(ascii: ";"), UInt8(ascii: "m")].contains(after) {
                    bytes[place] = UInt8(ascii: "9")
                }
            }
        }
        return bytes
    }
}
