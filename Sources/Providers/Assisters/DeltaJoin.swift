/// How the pieces of a stream become a text. What the service says last is the whole text in any case.
package enum DeltaJoin: String, Hashable, Sendable, CaseIterable {
    /// As they come: a piece carries its own white space.
    case verbatim
    /// With a space between any two pieces, unless one of them has white space there.
    case space
    /// With a space between two words, as long as no piece begins or ends with white space: then pieces are words.
    case auto
}

/// Joins the pieces of one reply.
struct DeltaJoining: Hashable, Sendable {
    private let join: DeltaJoin
    /// A piece began or ended with white space.
    private var carriesSpace = false

    init(_ join: DeltaJoin) { self.join = join }

    /// The piece as it is to be appended to the text so far.
    mutating func joined(_ piece: String, to text: String) -> String {
        guard join != .verbatim, let first = piece.unicodeScalars.first, let end = piece.unicodeScalars.last else {
            return piece
        }
        carriesSpace = carriesSpace || first.properties.isWhitespace || end.properties.isWhitespace
        guard let last = text.unicodeScalars.last, !last.properties.isWhitespace, !first.properties.isWhitespace else {
            return piece
        }
        let needsSpace = join == .space || (!carriesSpace && Self.isOfWord(last) && Self.isOfWord(first))
        return needsSpace ? " " + piece : piece
    }

    /// Scripts from Thai on do not put spaces between words, or are cut by the syllable.
    private static func isOfWord(_ scalar: Unicode.Scalar) -> Bool {
        scalar.value < 0x0E00 && (scalar.properties.isAlphabetic || scalar.properties.numericType != nil)
    }
}
