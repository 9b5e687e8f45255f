import TerminalModel

/// Styles and colours as theme files write them: `teal on #1c1c1c bold underline`.
enum StyleText {
    struct Problem: Error, Hashable {
        let what: String
        var unknown: String?
        var known: [String] = []

        func fault(at place: ThemeFault.Place) -> ThemeFault {
            ThemeFault(place: place, what: what, unknown: unknown, known: known)
        }
    }

    static let attributes: [String: Attributes] = [
        "bold": .bold, "dim": .dim, "italic": .italic, "underline": .underline, "reverse": .reverse,
        "strikethrough": .strikethrough,
    ]

    /// The 16, in their order.
    static let names = [
        "black", "red", "green", "yellow", "blue", "magenta", "cyan", "white", "bright-black", "bright-red",
        "bright-green", "bright-yellow", "bright-blue", "bright-magenta", "bright-cyan", "bright-white",
    ]

    /// A colour of the text, `on` and one behind it, and attributes, in this order or another; none is needed.
    static func style(_ text: String, palette: [String: Color]) -> Result<Style, Problem> {
        var (foreground, background): (Color?, Color?)
        var found: Attributes = []
        var isBehind = false
        for word in text.split(whereSeparator: \.isWhitespace).map(String.init) {
            if let attribute = attributes[word], !isBehind, palette[word] == nil {
                found.insert(attribute)
                continue
            }
            if word == "on", !isBehind, background == nil {
                isBehind = true
                continue
            }
            guard isBehind ? background == nil : foreground == nil else {
                return .failure(Problem(what: "\(word) is one colour too many"))
            }
            switch color(word, palette: palette) {
            case .success(let color): if isBehind { background = color } else { foreground = color }
            case .failure(let problem): return .failure(problem)
            }
            isBehind = false
        }
        guard !isBehind else { return .failure(Problem(what: "there is no colour after on")) }
        guard foreground != nil || background != nil || !found.isEmpty else {
            return .failure(Problem(what: "it says nothing; default is the terminal's own colour"))
        }
        return .success(Style(foreground ?? .standard, on: background ?? .standard, found))
    }

    /// A name of the palette, `#rgb`, `#rrggbb`, a number of the 256, a name of the 16, or `default`.
    static func color(_ word: String, palette: [String: Color]) -> Result<Color, Problem> {
        if let color = palette[word] { return .success(color) }
        if word == "default" { return .success(.standard) }
        if let index = names.firstIndex(of: word) { return .success(.indexed(UInt8(index))) }
        if word.hasPrefix("#") {
            return RGB(hex: word).map { .success(.rgb($0)) }
                ?? .failure(Problem(what: "\(word) is no colour: write three or six digits of 0 to f behind the #"))
        }
        if let number = Int(word) {
            return UInt8(exactly: number).map { .success(.indexed($0)) }
                ?? .failure(Problem(what: "\(number) is no colour: they go from 0 to 255"))
        }
        return .failure(
            Problem(
                what: "there is no colour or attribute \(word)", unknown: word,
                known: palette.keys.sorted() + names + ["default"] + attributes.keys.sorted()))
    }
}
