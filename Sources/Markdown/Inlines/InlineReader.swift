import CMarkGFM

/// Reads the text of a paragraph, heading or cell; without recursion, however deep emphasis is nested.
struct InlineReader {
    private let source: InlineSource
    private var inlines: [Inline] = []
    /// What is open, each with all that is open around it.
    private var open: [Look] = []
    /// Where the text of each open link or image begins.
    private var linkStarts: [Int] = []

    static func inlines(of node: OpaquePointer, _ source: InlineSource) -> [Inline] {
        var reader = InlineReader(source: source)
        guard let iterator = cmark_iter_new(node) else { return [] }
        defer { cmark_iter_free(iterator) }
        while true {
            let event = cmark_iter_next(iterator)
            if event == CMARK_EVENT_DONE { break }
            guard let current = cmark_iter_get_node(iterator), current != node else { continue }
            if event == CMARK_EVENT_ENTER { reader.enter(current) } else { reader.leave(current) }
        }
        return reader.inlines.flatMap { FootnoteReference.marked($0) }
    }

    private init(source: InlineSource) { self.source = source }

    private var look: Look { open.last ?? [] }

    private mutating func enter(_ node: OpaquePointer) {
        switch Self.kind(node) {
        case "text": addText(Self.text(cmark_node_get_literal(node)))
        case "code": add(literal(node), .code)
        case "softbreak": add(" ")
        case "linebreak": inlines.append(.lineBreak)
        case "html_inline": addTag(literal(node))
        case "emph": open.append(look.union(.emphasis))
        case "strong": open.append(look.union(.strong))
        case "strikethrough": open.append(look.union(.strikethrough))
        case "link", "image":
            open.append(look.union(.link))
            linkStarts.append(inlines.count)
            // A boundary, so that the link's text is not joined to the text before.
            inlines.append(.text("", look))
        default: add(literal(node))
        }
    }

    private mutating func leave(_ node: OpaquePointer) {
        switch Self.kind(node) {
        case "emph", "strong", "strikethrough":
            _ = open.popLast()
        case "link", "image":
            _ = open.popLast()
            endLink(node)
        default: break
        }
    }

    /// Adds where a link leads, unless its text says it.
    private mutating func endLink(_ node: OpaquePointer) {
        let start = linkStarts.popLast() ?? inlines.count
        let shown = inlines[start...].reduce(into: "") { text, inline in
            if case .text(let piece, _, _) = inline { text += piece }
        }
        let target = source.text(Self.text(cmark_node_get_url(node)))
        let title = source.text(Self.text(cmark_node_get_title(node)))
        var parts: [String] = []
        if !target.isEmpty, !["", "mailto:", "http://", "https://"].contains(where: { $0 + shown == target }) {
            parts.append(target)
        }
        if !title.isEmpty { parts.append("\"" + title + "\"") }
        if !parts.isEmpty { add((shown.isEmpty ? "(" : " (") + parts.joined(separator: " ") + ")") }
        if Self.mayBeOpened(target) { link(inlines[start...].indices, to: target) }
        // What follows is not joined to it.
        inlines.append(.text("", look))
    }

    private mutating func link(_ range: Range<Int>, to target: String) {
        for index in range {
            if case .text(let text, let look, nil) = inlines[index], !text.isEmpty {
                inlines[index] = .text(text, look, link: target)
            }
        }
    }

    private static func mayBeOpened(_ target: String) -> Bool {
        let start = target.prefix(8).lowercased()
        return ["http://", "https://", "mailto:"].contains { start.hasPrefix($0) }
    }

    private mutating func addTag(_ tag: String) {
        let name = tag.lowercased().filter { $0 != " " && $0 != "/" }
        if name == "<br>" { inlines.append(.lineBreak) } else { add(tag, .html) }
    }

    private mutating func addText(_ text: String) {
        for piece in source.pieces(of: text) {
            switch piece {
            case .text(let text): add(text)
            case .formula(let formula): add(MathText.unicode(formula.formula) ?? formula.source)
            }
        }
    }

    private mutating func add(_ text: String, _ extra: Look = []) {
        let look = look.union(extra)
        if case .text(let before, look, nil) = inlines.last {
            inlines[inlines.count - 1] = .text(before + text, look)
        } else {
            inlines.append(.text(text, look))
        }
    }

    private static func kind(_ node: OpaquePointer) -> String { String(cString: cmark_node_get_type_string(node)) }

    private static func text(_ pointer: UnsafePointer<CChar>?) -> String { pointer.map { String(cString: $0) } ?? "" }

    private func literal(_ node: OpaquePointer) -> String { source.text(Self.text(cmark_node_get_literal(node))) }
}

/// The mark of a footnote in a text: `[^1]`.
enum FootnoteReference {
    /// The piece with its references as pieces of their own, which look like links.
    static func marked(_ inline: Inline) -> [Inline] {
        guard case .text(let text, let look, let link) = inline, !look.contains(.code),
            text.utf8.contains(UInt8(ascii: "["))
        else {
            return [inline]
        }
        var pieces: [Inline] = []
        var rest = text[...]
        while let start = rest.firstRange(of: "[^")?.lowerBound, let end = rest[start...].firstIndex(of: "]") {
            let label = rest[start..<end].dropFirst(2)
            let isReference = !label.isEmpty && !label.contains { $0.isWhitespace || $0 == "[" }
            let next = isReference ? rest.index(after: end) : rest.index(start, offsetBy: 2)
            pieces.append(.text(String(rest[..<(isReference ? start : next)]), look, link: link))
            if isReference { pieces.append(.text(String(rest[start..<next]), look.union(.link), link: link)) }
            rest = rest[next...]
        }
        return pieces + [.text(String(rest), look, link: link)]
    }
}
