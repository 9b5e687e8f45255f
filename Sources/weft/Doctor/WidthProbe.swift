/// A text whose columns are measured, as one of its kind.
struct WidthProbe {
    /// "Chinese characters"
    let kind: String
    let text: String

    /// What may be one column or two by the font; it decides the setting.
    static let ambiguous = [
        WidthProbe(kind: "Greek and Cyrillic letters", text: "αЖ"),
        WidthProbe(kind: "signs such as § ± × …", text: "§±×…"),
        WidthProbe(kind: "arrows, stars, circled digits", text: "→★①"),
    ]

    static let lines = [
        WidthProbe(kind: "lines of boxes", text: "│─┼━"), WidthProbe(kind: "blocks", text: "█▌░"),
    ]

    static let all = [
        WidthProbe(kind: "letters of ASCII", text: "Weft"),
        WidthProbe(kind: "letters with accents", text: "ñőç"),
        WidthProbe(kind: "accents that combine", text: "e\u{301}o\u{308}"),
        WidthProbe(kind: "Chinese characters", text: "漢字"),
        WidthProbe(kind: "Japanese kana", text: "かナ"),
        WidthProbe(kind: "halfwidth kana", text: "ｶﾅ"),
        WidthProbe(kind: "Korean syllables", text: "한글"),
        WidthProbe(kind: "Korean letters that join", text: "\u{1112}\u{1161}\u{11AB}"),
        WidthProbe(kind: "Hebrew with points", text: "שָׁ"),
        WidthProbe(kind: "Arabic", text: "سلام"),
        WidthProbe(kind: "Hindi", text: "हिन्दी"),
        WidthProbe(kind: "an Indic conjunct", text: "क्ष"),
        WidthProbe(kind: "Tamil", text: "தமிழ்"),
        WidthProbe(kind: "Thai", text: "ที่นี่"),
        WidthProbe(kind: "emoji", text: "😀🚀"),
        WidthProbe(kind: "emoji of 2021", text: "🫠"),
        WidthProbe(kind: "emoji of 2024", text: "🫩"),
        WidthProbe(kind: "emoji that begin as signs", text: "⌚⭐"),
        WidthProbe(kind: "emoji made so by a selector", text: "❤\u{FE0F}"),
        WidthProbe(kind: "emoji with a skin tone", text: "👍🏽"),
        WidthProbe(kind: "a family of joined emoji", text: "👨\u{200D}👩\u{200D}👧"),
        WidthProbe(kind: "a flag", text: "🇩🇪"),
        WidthProbe(kind: "a keycap", text: "1\u{FE0F}\u{20E3}"),
    ]
}
