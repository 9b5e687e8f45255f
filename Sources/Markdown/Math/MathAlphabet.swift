/// Letters of formulas that Unicode has as signs of their own.
enum MathAlphabet: Hashable {
    case doubleStruck, script, fraktur, bold
    /// Letters as they are.
    case upright

    init?(command: String) {
        switch command {
        case "mathbb", "Bbb": self = .doubleStruck
        case "mathcal", "mathscr": self = .script
        case "mathfrak": self = .fraktur
        case "mathbf", "boldsymbol", "bm", "bold": self = .bold
        case "mathrm", "mathit", "mathsf", "mathtt", "mathnormal", "rm": self = .upright
        default: return nil
        }
    }

    /// - Returns: nil where there is none; signs other than letters and digits stay as they are.
    func letter(for character: Character) -> Unicode.Scalar? {
        guard character.unicodeScalars.count == 1, let scalar = character.unicodeScalars.first else { return nil }
        if let exception = Self.exceptions[self]?[scalar] { return exception }
        switch scalar {
        case "A"..."Z": return Unicode.Scalar(capitals + scalar.value - 0x41)
        case "a"..."z": return Unicode.Scalar(capitals + 26 + scalar.value - 0x61)
        case "0"..."9": return digits.flatMap { Unicode.Scalar($0 + scalar.value - 0x30) } ?? scalar
        case "Α"..."Ω": return self == .bold ? Unicode.Scalar(0x1D6A8 + scalar.value - 0x391) : nil
        case "α"..."ω": return self == .bold ? Unicode.Scalar(0x1D6C2 + scalar.value - 0x3B1) : nil
        default: return character.isLetter ? nil : scalar
        }
    }

    /// Where its capital A stands.
    private var capitals: UInt32 {
        switch self {
        case .doubleStruck: 0x1D538
        case .script: 0x1D49C
        case .fraktur: 0x1D504
        case .bold: 0x1D400
        case .upright: 0x41
        }
    }

    private var digits: UInt32? {
        switch self {
        case .doubleStruck: 0x1D7D8
        case .bold: 0x1D7CE
        default: nil
        }
    }

    /// The letters that Unicode had before the rest came.
    private static let exceptions: [MathAlphabet: [Unicode.Scalar: Unicode.Scalar]] = [
        .doubleStruck: ["C": "ℂ", "H": "ℍ", "N": "ℕ", "P": "ℙ", "Q": "ℚ", "R": "ℝ", "Z": "ℤ"],
        .script: [
            "B": "ℬ", "E": "ℰ", "F": "ℱ", "H": "ℋ", "I": "ℐ", "L": "ℒ", "M": "ℳ", "R": "ℛ", "e": "ℯ", "g": "ℊ",
            "o": "ℴ",
        ],
        .fraktur: ["C": "ℭ", "H": "ℌ", "I": "ℑ", "R": "ℜ", "Z": "ℨ"],
    ]
}

/// Marks over and under letters.
enum MathAccents {
    struct Mark: Hashable {
        /// A combining mark.
        var sign: String
        /// May stand at each of several letters.
        var isLine = false
    }

    static let marks: [String: Mark] = [
        "hat": Mark(sign: "\u{302}"), "widehat": Mark(sign: "\u{302}"), "bar": Mark(sign: "\u{304}"),
        "vec": Mark(sign: "\u{20D7}"), "overrightarrow": Mark(sign: "\u{20D7}"), "dot": Mark(sign: "\u{307}"),
        "ddot": Mark(sign: "\u{308}"), "tilde": Mark(sign: "\u{303}"), "widetilde": Mark(sign: "\u{303}"),
        "check": Mark(sign: "\u{30C}"), "breve": Mark(sign: "\u{306}"), "acute": Mark(sign: "\u{301}"),
        "grave": Mark(sign: "\u{300}"), "mathring": Mark(sign: "\u{30A}"),
        "overline": Mark(sign: "\u{305}", isLine: true), "underline": Mark(sign: "\u{332}", isLine: true),
    ]
}
