/// The colours of a page, as CSS says them: "#5fd7af".
package struct PageColours: Hashable, Sendable {
    package var background: String
    package var text: String
    /// Of moments and other things read second.
    package var secondary: String
    package var accent: String
    package var rule: String
    package var failure: String
    /// Behind blocks of code, and of code in a line.
    package var codeBackground: String
    package var code: String
    /// By the kind of the token: "keyword".
    package var syntax: [String: String]

    package init(
        background: String, text: String, secondary: String, accent: String, rule: String, failure: String,
        codeBackground: String, code: String, syntax: [String: String]
    ) {
        self.background = background
        self.text = text
        self.secondary = secondary
        self.accent = accent
        self.rule = rule
        self.failure = failure
        self.codeBackground = codeBackground
        self.code = code
        self.syntax = syntax
    }

    package static let dark = PageColours(
        background: "#1c1c1c", text: "#dadada", secondary: "#8a8a8a", accent: "#5fd7af", rule: "#4e4e4e",
        failure: "#ff8787", codeBackground: "#262626", code: "#87d7af",
        syntax: [
            "keyword": "#af87d7", "type": "#5fafaf", "function": "#87afd7", "variable": "#d7afaf",
            "constant": "#d7875f", "number": "#d7875f", "string": "#87af87", "comment": "#949494", "tag": "#af87d7",
            "attribute": "#d7af87", "heading": "#5fd7af", "inserted": "#87d787", "deleted": "#ff8787",
        ])

    package static let light = PageColours(
        background: "#ffffff", text: "#1c1c1c", secondary: "#767676", accent: "#008787", rule: "#bcbcbc",
        failure: "#af0000", codeBackground: "#f3f3f3", code: "#005f5f",
        syntax: [
            "keyword": "#8700af", "type": "#005f5f", "function": "#005faf", "variable": "#5f5f87",
            "constant": "#875f00", "number": "#875f00", "string": "#005f00", "comment": "#6c6c6c", "tag": "#8700af",
            "attribute": "#875f5f", "heading": "#005f5f", "inserted": "#005f00", "deleted": "#af0000",
        ])
}
