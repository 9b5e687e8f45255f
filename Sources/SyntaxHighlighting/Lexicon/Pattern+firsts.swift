extension Pattern {
    /// The bytes that it can begin with.
    func firsts(words: WordTable?) -> ByteSet {
        switch self {
        case .name(let sign, let first, _): sign.isEmpty ? first : ByteSet(sign.prefix(1))
        case .text(let bytes), .rawString(let bytes, _), .rawStringEnd(let bytes, _):
            ByteSet(bytes.prefix(1))
        case .word: words?.words.first ?? ByteSet()
        case .number: .digits
        case .run(let set): set
        case .escape(let byte), .character(let byte), .fence(let byte), .relabel(let byte, _, _): ByteSet([byte])
        case .counted(let before, let repeated, let minimum, let after):
            Self.firsts(before, repeated, minimum > 0 ? [] : after)
        case .countedEnd(let before, let repeated, let after): Self.firsts(before, repeated, after)
        case .delimited(let words), .oneOf(let words): ByteSet(words.compactMap(\.first))
        case .delimiterEnd: Self.signs
        case .delimiterAgain: ByteSet("([{<")
        case .hereDocument(let form): ByteSet(form.sign.prefix(1))
        case .field, .key, .scalar: Self.signs.union(.name)
        case .blockScalar: ByteSet("|>")
        }
    }

    /// The printing bytes of ASCII that are no letters or digits.
    private static let signs = ByteSet((0x21...0x7E).filter { !ByteSet.letters.union(.digits).contains($0) })

    private static func firsts(_ before: [UInt8], _ repeated: UInt8, _ after: [UInt8]) -> ByteSet {
        before.isEmpty ? ByteSet([repeated] + after.prefix(1)) : ByteSet(before.prefix(1))
    }
}
