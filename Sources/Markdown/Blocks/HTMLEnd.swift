/// Where a block of HTML ends; what opens it decides.
enum HTMLEnd {
    case blankLine
    /// In the line that has one of these.
    case words([String])

    /// - Parameter canInterrupt: a line with one tag of any name opens a block too; not in a paragraph.
    init?(opening text: ArraySlice<UInt8>, canInterrupt: Bool) {
        let start = text.prefix(12).text.lowercased()
        if start.hasPrefix("<!--") {
            self = .words(["-->"])
        } else if start.hasPrefix("<?") {
            self = .words(["?>"])
        } else if start.hasPrefix("<![cdata[") {
            self = .words(["]]>"])
        } else if start.hasPrefix("<!"), text.dropFirst(2).first?.isLetter == true {
            self = .words([">"])
        } else {
            let name = Self.name(text)
            if name.isEmpty { return nil }
            if Self.verbatim.contains(name), text.dropFirst().first != UInt8(ascii: "/") {
                self = .words(Self.verbatim.sorted().map { "</\($0)>" })
            } else if Self.blocks.contains(name) || (canInterrupt && Self.isTag(text)) {
                self = .blankLine
            } else {
                return nil
            }
        }
    }

    func isReached(in line: ArraySlice<UInt8>) -> Bool {
        switch self {
        case .blankLine: false
        case .words(let words):
            words.contains { line.contains($0) }
                || words.contains { $0.hasPrefix("</") && Array(line.text.lowercased().utf8)[...].contains($0) }
        }
    }

    /// The name behind `<` or `</`, if something ends it that ends a name in a tag.
    private static func name(_ text: ArraySlice<UInt8>) -> String {
        var rest = text.dropFirst()
        if rest.first == UInt8(ascii: "/") { rest.removeFirst() }
        let name = rest.prefix { $0.isLetter || $0.isDigit || $0 == UInt8(ascii: "-") }
        let next = rest.dropFirst(name.count).first
        let isEnded = next.map { $0.isBlank || $0 == UInt8(ascii: ">") || $0 == UInt8(ascii: "/") } ?? true
        return isEnded && name.first?.isLetter == true ? name.text.lowercased() : ""
    }

    /// One tag is all that the line has.
    private static func isTag(_ text: ArraySlice<UInt8>) -> Bool {
        let tag = text.trimmed
        let inner = tag.dropFirst().dropLast()
        return tag.last == UInt8(ascii: ">") && !inner.contains(UInt8(ascii: "<")) && !inner.contains(UInt8(ascii: ">"))
    }

    private static let verbatim: Set = ["script", "pre", "style", "textarea"]
    private static let blocks = Set(
        """
        address article aside base basefont blockquote body caption center col colgroup dd details dialog dir div dl dt \
        fieldset figcaption figure footer form frame frameset h1 h2 h3 h4 h5 h6 head header hr html iframe legend li link \
        main menu menuitem nav noframes ol optgroup option p param section source summary table tbody td tfoot th thead \
        title tr track ul
        """.split(separator: " ").map(String.init))
}
