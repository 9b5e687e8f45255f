extension MathReader {
    /// The boxes with the scripts and primes that follow them, which belong to the last.
    mutating func scripted(_ boxes: [MathBox]) throws(Unsayable) -> [MathBox] {
        var upper: String?
        var lower: String?
        var primes = ""
        while true {
            skipBlanks()
            if takes("'") {
                primes += "′"
            } else if takes("^") {
                guard upper == nil else { throw Unsayable() }
                upper = try argument().tight()
            } else if takes("_") {
                guard lower == nil else { throw Unsayable() }
                lower = try argument().tight()
            } else if takes("\\limits", notBeforeLetter: true) || takes("\\nolimits", notBeforeLetter: true) {
                continue
            } else {
                break
            }
        }
        guard upper != nil || lower != nil || !primes.isEmpty else { return boxes }
        guard var last = boxes.last, let text = last.text else { throw Unsayable() }
        var scripts = primes
        if let lower { scripts += MathScripts.lower(lower) }
        if let upper { scripts += MathScripts.upper(upper) }
        if last.kind == .fraction { last.rows = ["(\(text))"] }
        last.rows[0] += scripts
        if last.kind != .function && last.kind != .relation && last.kind != .closing { last.kind = .ordinary }
        return boxes.dropLast() + [last]
    }
}

/// Raised and lowered signs.
enum MathScripts {
    /// Raised as Unicode has it, else behind "^".
    static func upper(_ text: String) -> String { raised(text) ?? "^" + grouped(text) }

    /// Lowered as Unicode has it, else behind "_".
    static func lower(_ text: String) -> String {
        let lowered = text.map { lowerSigns[$0] }
        return lowered.contains(nil) ? "_" + grouped(text) : String(lowered.compactMap(\.self))
    }

    /// Nil where a sign has no raised form.
    static func raised(_ text: String) -> String? {
        let raised = text.map { upperSigns[$0] }
        return raised.contains(nil) ? nil : String(raised.compactMap(\.self))
    }

    private static func grouped(_ text: String) -> String { text.count == 1 ? text : "(\(text))" }

    private static let upperSigns = signs(
        "0123456789+−=()abcdefghijklmnoprstuvwxyzABDEGHIJKLMNOPRTUVWβγδθφχ∘∗′†‡⊤°",
        "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ᵃᵇᶜᵈᵉᶠᵍʰⁱʲᵏˡᵐⁿᵒᵖʳˢᵗᵘᵛʷˣʸᶻᴬᴮᴰᴱᴳᴴᴵᴶᴷᴸᴹᴺᴼᴾᴿᵀᵁⱽᵂᵝᵞᵟᶿᵠᵡ°*′†‡ᵀ°")

    private static let lowerSigns = signs(
        "0123456789+−=()aehijklmnoprstuvxβγρφχ", "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎ₐₑₕᵢⱼₖₗₘₙₒₚᵣₛₜᵤᵥₓᵦᵧᵨᵩᵪ")

    private static func signs(_ plain: String, _ script: String) -> [Character: Character] {
        Dictionary(zip(plain, script), uniquingKeysWith: { first, _ in first })
    }
}
