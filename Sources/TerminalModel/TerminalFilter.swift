/// Makes outside text safe, one scalar after the other, in linear time.
///
/// - Control characters become caret notation: ESC is `^[`.
/// - C1, bidi controls, tags, invisible and unassigned characters, private use and noncharacters become `<U+202E>`.
/// - Joiners and variation selectors stay where they shape an emoji or a script that needs them, once; else marked.
/// - Of the marks on one base four are shown, the others counted: `<+9 marks>`. A mark on nothing gets a dotted circle.
struct TerminalFilter {
    static let shownMarks = 4

    /// What the next scalar may attach to.
    private enum Base {
        case nothing, letter, emoji, script
    }

    private var safe = String.UnicodeScalarView()
    private var base = Base.nothing
    /// The last scalar taken over, if it belongs to the current cluster.
    private var last: Unicode.Scalar?
    private var marks = 0
    private var tags: [UInt8] = []

    static func filtered(_ text: String) -> String {
        var filter = TerminalFilter()
        filter.safe.reserveCapacity(text.utf8.count)
        var scalars = text.unicodeScalars.makeIterator()
        var next = scalars.next()
        while let scalar = next {
            next = scalars.next()
            filter.take(scalar, before: next)
        }
        filter.endTags()
        filter.endMarks()
        return String(filter.safe)
    }

    private mutating func take(_ scalar: Unicode.Scalar, before next: Unicode.Scalar?) {
        if 0xE0020...0xE007F ~= scalar.value, !tags.isEmpty || last?.value == 0x1F3F4 {
            tags.append(UInt8(scalar.value & 0x7F))
            if scalar.value == 0xE007F { endTags() }
            return
        }
        if !tags.isEmpty { endTags() }
        switch scalar.value {
        case 0x20..<0x7F: keep(scalar, as: .letter)
        case 0..<0x20: caret(Unicode.Scalar(UInt8(scalar.value + 0x40)))
        case 0x7F: caret("?")
        case 0xA1..<0xAD, 0xAE..<0x300: keep(scalar, as: scalar.value <= 0xAE && isPicture(scalar) ? .emoji : .letter)
        case 0x3041..<0x3097, 0x30A1..<0x30FB, 0x4E00..<0xA000: keep(scalar, as: .letter)
        case 0x200C, 0x200D: joiner(scalar, before: next)
        case 0xFE0E, 0xFE0F: emojiSelector(scalar, before: next)
        default: takeRare(scalar)
        }
    }

    private mutating func takeRare(_ scalar: Unicode.Scalar) {
        let properties = scalar.properties
        if properties.isVariationSelector, properties.isDefaultIgnorableCodePoint {
            selector(scalar)
        } else if properties.isDefaultIgnorableCodePoint || Self.isHidden(scalar, properties) {
            mark(scalar)
        } else if let part = HangulPart(scalar), part == .vowel || part == .final {
            if let last, part.joins(HangulPart(last)) { combine(scalar) } else { mark(scalar) }
        } else if DisplayWidth.columns(of: scalar) == 0 || Self.isMark(properties.generalCategory) {
            combine(scalar)
        } else {
            keep(scalar, as: base(of: scalar))
        }
    }

    private mutating func keep(_ scalar: Unicode.Scalar, as base: Base) {
        endMarks()
        safe.append(scalar)
        self.base = base
        last = scalar
    }

    private mutating func combine(_ scalar: Unicode.Scalar) {
        marks += 1
        last = scalar
        if marks > Self.shownMarks { return }
        if base == .nothing {
            safe.append("\u{25CC}")
            base = .letter
        }
        safe.append(scalar)
        if base == .letter, Self.isJoining(scalar) { base = .script }
    }

    /// Shows how many marks of the current base were left out.
    private mutating func endMarks() {
        if marks > Self.shownMarks { write("<+\(marks - Self.shownMarks) marks>") }
        marks = 0
    }

    /// One by one: to append a sequence to a scalar view counts all that is in it.
    private mutating func write(_ name: String) {
        for scalar in name.unicodeScalars { safe.append(scalar) }
    }

    private mutating func caret(_ letter: Unicode.Scalar) {
        endMarks()
        safe.append("^")
        safe.append(letter)
        base = .nothing
        last = nil
    }

    private mutating func mark(_ scalar: Unicode.Scalar) {
        endMarks()
        let digits = String(scalar.value, radix: 16, uppercase: true)
        let zeros = String(repeating: "0", count: max(0, 4 - digits.utf8.count))
        write("<U+\(zeros)\(digits)>")
        base = .nothing
        last = nil
    }
}

extension TerminalFilter {
    /// ZWJ between two emoji; ZWJ or ZWNJ after a letter or sign of a script that joins.
    private mutating func joiner(_ scalar: Unicode.Scalar, before next: Unicode.Scalar?) {
        let joinsEmoji = scalar == "\u{200D}" && base == .emoji && next.map { isPicture($0) } ?? false
        let isUsed = last.map { $0 == "\u{200C}" || $0 == "\u{200D}" } ?? true
        guard !isUsed, marks <= Self.shownMarks, joinsEmoji || base == .script else { return mark(scalar) }
        safe.append(scalar)
        last = scalar
    }

    /// VS15 or VS16 right after an emoji; after a digit only where a keycap follows.
    private mutating func emojiSelector(_ scalar: Unicode.Scalar, before next: Unicode.Scalar?) {
        guard let last else { return mark(scalar) }
        let isKeycap = last.isASCII && last.properties.isEmoji && next == "\u{20E3}"
        guard isKeycap || (base == .emoji && isPicture(last)) else { return mark(scalar) }
        safe.append(scalar)
        self.last = scalar
    }

    /// The other variation selectors: one on an ideograph, one on a Mongolian letter.
    private mutating func selector(_ scalar: Unicode.Scalar) {
        guard let last, marks == 0 else { return mark(scalar) }
        let isMongolian = 0x180B...0x180F ~= scalar.value && 0x1820...0x1878 ~= last.value
        let isIdeographic = scalar.value >= 0xE0100 && last.properties.isIdeographic
        guard isMongolian || isIdeographic else { return mark(scalar) }
        safe.append(scalar)
        self.last = scalar
    }

    /// The flags of England, Scotland and Wales are shown by their base, the black flag; any other tags are marked.
    private mutating func endTags() {
        guard !tags.isEmpty else { return }
        let ended = tags
        tags = []
        let isKnown = ["gbeng\u{7F}", "gbsct\u{7F}", "gbwls\u{7F}"].contains { $0.utf8.elementsEqual(ended) }
        last = nil
        if isKnown { return }
        for tag in ended { mark(Unicode.Scalar(0xE0000 + UInt32(tag)) ?? "?") }
    }

    /// A skin tone changes the emoji before it; by itself it is a picture that nothing joins, as half a flag is.
    private func base(of scalar: Unicode.Scalar) -> Base {
        if scalar.properties.isEmojiModifier { return base == .emoji ? .emoji : .letter }
        if isPicture(scalar) { return .emoji }
        return Self.isJoining(scalar) ? .script : .letter
    }

    /// Invisible or without a known look, though not default-ignorable.
    private static func isHidden(_ scalar: Unicode.Scalar, _ properties: Unicode.Scalar.Properties) -> Bool {
        switch properties.generalCategory {
        case .control, .privateUse, .unassigned, .surrogate, .lineSeparator, .paragraphSeparator: true
        case .format: !isPrepended(scalar)
        default: properties.isBidiControl || properties.isNoncharacterCodePoint
        }
    }

    private static func isMark(_ category: Unicode.GeneralCategory) -> Bool {
        category == .nonspacingMark || category == .enclosingMark
    }

    /// The format characters that are seen: signs of Arabic, Syriac and Kaithi that span the digits after them.
    private static func isPrepended(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x600...0x605, 0x6DD, 0x70F, 0x890...0x891, 0x8E2, 0x110BD, 0x110CD: true
        default: false
        }
    }

    /// Scripts in which ZWJ and ZWNJ choose the shape of letters: Arabic and its kin, Indic scripts, Mongolian.
    private static func isJoining(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x620...0x65F, 0x66E...0x6D5, 0x6FA...0x7FF, 0x840...0x8FF, 0x900...0xDFF, 0xF00...0x109F, 0x1780...0x17D3,
            0x1820...0x18AA, 0x1900...0x1BFF, 0xA800...0xA82C, 0xA840...0xA8FF, 0xA980...0xAAFF, 0x11000...0x11FFF,
            0xFB50...0xFDFF, 0xFE70...0xFEFC:
            true
        default: false
        }
    }
}

/// Whether a scalar can be an emoji by itself; not a digit, half a flag or a skin tone.
private func isPicture(_ scalar: Unicode.Scalar) -> Bool {
    if scalar.value <= 0x7F || 0x1F1E6...0x1F1FF ~= scalar.value { return false }
    return scalar.properties.isEmoji && !scalar.properties.isEmojiModifier
}

/// What a scalar is in a Hangul syllable; vowels and finals take no columns and need something to join.
private enum HangulPart {
    case initial, vowel, final, open, closed

    init?(_ scalar: Unicode.Scalar) {
        switch scalar.value {
        case 0x1100...0x115F, 0xA960...0xA97C: self = .initial
        case 0x1160...0x11A7, 0xD7B0...0xD7C6: self = .vowel
        case 0x11A8...0x11FF, 0xD7CB...0xD7FB: self = .final
        case 0xAC00...0xD7A3: self = (scalar.value - 0xAC00) % 28 == 0 ? .open : .closed
        default: return nil
        }
    }

    /// Whether this part belongs to the syllable that ends in the part before.
    func joins(_ before: HangulPart?) -> Bool {
        switch before {
        case nil: false
        case .initial: self != .final
        case .vowel, .open: self == .vowel || self == .final
        case .final, .closed: self == .final
        }
    }
}
