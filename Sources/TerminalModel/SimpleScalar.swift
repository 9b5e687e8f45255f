extension Unicode.Scalar {
    /// A character of everyday text: safe to show, and among others of its kind a cluster of its own.
    ///
    /// Text of these alone needs no search for clusters and no filter. Others may have that property too.
    var isSimple: Bool {
        switch value {
        case 0x20..<0x7F: true
        // Latin; Greek, Coptic and Cyrillic; punctuation; arrows, signs and boxes.
        case 0xA1..<0xAD, 0xAE..<0x300, 0x391..<0x3A2, 0x3A3..<0x483, 0x2010..<0x2028, 0x2030..<0x2060, 0x2190..<0x2400,
            0x2460..<0x2600:
            true
        // Kana and ideographs.
        case 0x3041..<0x3097, 0x30A1..<0x30FB, 0x4E00..<0xA000: true
        default: false
        }
    }
}
