import Synchronization

/// How many cells text takes on the terminal.
///
/// An emoji sequence (modifier, joiner, flag, keycap, VS16) takes 2. Any other cluster takes what its scalars take one
/// after the other, which is what terminals do: most 1 or 2, an Indic conjunct or a syllable with a spacing vowel more.
/// What is ambiguous in East Asian fonts takes `ambiguousColumns`; lines and blocks always one, see `Glyph`.
package enum DisplayWidth {
    private static let ambiguous = Atomic<Int>(1)

    /// What the terminal gives to characters of ambiguous width: 1 or 2.
    ///
    /// One value for the process, since there is one terminal, and since a text knows its columns from the moment it is
    /// made: it is set once, before the first text is measured.
    package static var ambiguousColumns: Int {
        get { ambiguous.load(ordering: .relaxed) }
        set { ambiguous.store(newValue, ordering: .relaxed) }
    }

    package static func columns(of cluster: Character) -> Int {
        if cluster.isASCII { return 1 }
        let scalars = cluster.unicodeScalars
        guard let first = scalars.first else { return 0 }
        if scalars.index(after: scalars.startIndex) == scalars.endIndex { return columns(of: first) }
        if isEmojiSequence(scalars, first: first) { return 2 }
        return scalars.reduce(0) { $0 + columns(of: $1) }
    }

    package static func columns(of text: some StringProtocol) -> Int {
        if text.utf8.allSatisfy({ 0x20..<0x7F ~= $0 }) { return text.utf8.count }
        return text.reduce(0) { $0 + columns(of: $1) }
    }

    /// 0, 1 or 2; for a control character the answer means nothing.
    package static func columns(of scalar: Unicode.Scalar) -> Int {
        if scalar.value < 0xA1 { return 1 }
        let columns = narrowColumns(of: scalar)
        return columns == 1 && ambiguousColumns == 2 && isAmbiguous(scalar) ? 2 : columns
    }

    /// With ambiguous width taken for 1.
    private static func narrowColumns(of scalar: Unicode.Scalar) -> Int {
        switch scalar.value {
        case 0..<0x300, 0x2010..<0x2028, 0x2500..<0x25FD: 1
        case 0x4E00..<0xA000, 0xAC00..<0xD7A4: 2
        case let value: contains(WidthTable.wide, value) ? 2 : contains(WidthTable.zero, value) ? 0 : 1
        }
    }

    /// Takes one column or two by the font; not lines and blocks.
    package static func isAmbiguous(_ scalar: Unicode.Scalar) -> Bool {
        contains(AmbiguousWidthTable.ranges, scalar.value)
    }

    /// All scalars of ambiguous width, ascending.
    package static let ambiguousScalars: [Unicode.Scalar] = stride(
        from: 0, to: AmbiguousWidthTable.ranges.count, by: 2
    ).flatMap { index in
        (AmbiguousWidthTable.ranges[index]...AmbiguousWidthTable.ranges[index + 1]).compactMap(Unicode.Scalar.init)
    }

    /// Fullwidth, wide or halfwidth: of East Asian text, whatever it takes.
    static func isEastAsian(_ scalar: Unicode.Scalar) -> Bool {
        0xFF61...0xFFDC ~= scalar.value || narrowColumns(of: scalar) == 2
    }

    /// Cuts a cluster into what fits one cell or two: emoji whole, else each scalar that takes columns with the marks
    /// that follow it. Joined again they are the cluster.
    package static func cells(of cluster: Character) -> [(cluster: Character, columns: Int)] {
        let whole = columns(of: cluster)
        let scalars = cluster.unicodeScalars
        if whole <= 1 || isEmojiSequence(scalars, first: scalars[scalars.startIndex]) { return [(cluster, whole)] }
        var cells: [(cluster: Character, columns: Int)] = []
        var start = scalars.startIndex
        var taken = 0
        for index in scalars.indices {
            let next = columns(of: scalars[index])
            if next > 0, taken > 0 {
                cells.append((Character(String(scalars[start..<index])), taken))
                start = index
                taken = 0
            }
            taken += next
        }
        cells.append((Character(String(scalars[start...])), taken))
        return cells
    }

    /// Several scalars that are drawn as one emoji.
    private static func isEmojiSequence(_ scalars: Character.UnicodeScalarView, first: Unicode.Scalar) -> Bool {
        guard first.properties.isEmoji else { return false }
        var isJoined = false
        for scalar in scalars.dropFirst() {
            switch scalar.value {
            case 0xFE0F, 0x200D, 0x1F3FB...0x1F3FF, 0x1F1E6...0x1F1FF: isJoined = true
            case 0xFE0E, 0x20E3: break
            default: if !scalar.properties.isEmoji { return false }
            }
        }
        return isJoined
    }

    private static func contains(_ ranges: [UInt32], _ value: UInt32) -> Bool {
        var low = 0
        var high = ranges.count / 2
        while low < high {
            let middle = (low + high) / 2
            if value > ranges[2 * middle + 1] { low = middle + 1 } else { high = middle }
        }
        return 2 * low < ranges.count && value >= ranges[2 * low]
    }
}
