/// Formulas of TeX as plain text.
enum MathText {
    /// A formula in Unicode, its rows divided by line feeds; nil where it cannot be said so: then the source is shown.
    ///
    /// Takes time in proportion to the formula.
    /// - Parameter formula: without its dollar signs.
    static func unicode(_ formula: String) -> String? {
        var reader = MathReader(formula)
        guard let box = try? reader.formula() else { return nil }
        let text = box.rows.map(\.withoutTrailingBlanks).joined(separator: "\n")
        return text.allSatisfy(\.isWhitespace) ? nil : text
    }
}

extension String {
    fileprivate var withoutTrailingBlanks: Substring {
        guard let last = lastIndex(where: { $0 != " " }) else { return "" }
        return self[...last]
    }
}

/// A formula that plain text does not say.
struct Unsayable: Error {}
