import CFriBidi
import TerminalModel

/// The order in which the clusters of one row are drawn, after UAX #9.
///
/// FriBidi gives each character its level; the clusters are turned round here, each as a whole, so that marks stay behind
/// their base. Letters are not shaped: a terminal does that, or shows each by itself.
struct DisplayOrder {
    /// The clusters from left to right, each with what is drawn in its place: a bracket that faces the other way.
    private(set) var places: [(cluster: Int, instead: SafeText?)] = []

    /// - Parameter isRightToLeft: The direction of the paragraph.
    init(_ clusters: [Character], isRightToLeft: Bool) {
        let levels = Self.levels(of: clusters, isRightToLeft: isRightToLeft)
        places = Self.turned(levels).map { cluster in
            let isTurned = !levels[cluster].isMultiple(of: 2)
            return (cluster, isTurned ? Self.mirrored(clusters[cluster]) : nil)
        }
    }

    /// The level of each cluster is that of its first character.
    private static func levels(of clusters: [Character], isRightToLeft: Bool) -> [Int] {
        var text: [FriBidiChar] = []
        var starts: [Int] = []
        for cluster in clusters {
            starts.append(text.count)
            for scalar in cluster.unicodeScalars { text.append(scalar.value) }
        }
        let count = FriBidiStrIndex(text.count)
        var types = [FriBidiCharType](repeating: fribidi_get_bidi_type(0x20), count: text.count)
        var brackets = [FriBidiBracketType](repeating: 0, count: text.count)
        let base = isRightToLeft ? 1 : 0
        var levels = [FriBidiLevel](repeating: FriBidiLevel(base), count: text.count)
        var direction = isRightToLeft ? fribidi_right_to_left : fribidi_left_to_right
        fribidi_get_bidi_types(text, count, &types)
        fribidi_get_bracket_types(text, count, types, &brackets)
        // 0 where there was no memory: the levels are then as they were, all of the paragraph's direction.
        _ = fribidi_get_par_embedding_levels_ex(types, brackets, count, &direction, &levels)
        var found = starts.map { Int(levels[$0]) }
        for place in found.indices.reversed() {
            guard fribidi_ends_line(types[starts[place]]) != 0 else { break }
            found[place] = base
        }
        return found
    }

    /// Rule L2: from the highest level to the lowest odd one, whatever is at it or above is turned round.
    private static func turned(_ levels: [Int]) -> [Int] {
        var order = Array(levels.indices)
        guard let highest = levels.max(), let lowest = levels.filter({ !$0.isMultiple(of: 2) }).min() else {
            return order
        }
        for level in stride(from: highest, through: lowest, by: -1) {
            var place = 0
            while place < order.count {
                let start = place
                while place < order.count, levels[order[place]] >= level { place += 1 }
                if place > start { order[start..<place].reverse() } else { place += 1 }
            }
        }
        return order
    }

    private static func mirrored(_ cluster: Character) -> SafeText? {
        guard cluster.unicodeScalars.count == 1, let scalar = cluster.unicodeScalars.first else { return nil }
        var mirror: FriBidiChar = 0
        guard fribidi_get_mirror_char(scalar.value, &mirror) != 0, mirror != scalar.value,
            let image = Unicode.Scalar(mirror)
        else { return nil }
        let text = SafeText(String(image))
        return text.columns == DisplayWidth.columns(of: cluster) ? text : nil
    }
}
