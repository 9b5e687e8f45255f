/// Formulas of TeX as plain text.
enum MathText {
    /// A formula in Unicode; nil where it cannot be said so.
    /// - Parameter formula: without its dollar signs.
    static func unicode(_ formula: String) -> String? { nil }
}
