import CMarkGFM

/// Reads the text of a paragraph, heading or cell; without recursion, however deep emphasis is nested.
struct InlineReader {
    private var inlines: [Inline] = []
    /// What is open, each with all that is open around it.
    private var open: [Look] = []
    /// Where the text of each open link or image begins.
    private var linkStarts: [Int] = []

    static func inlines(of node: OpaquePointer) -> [Inline] {
        var reader = InlineReader()
        guard let iterator = cmark_iter_new(node) else { return [] }
        defer { cmark_iter_free(iterator) }
        while true {
            let event = cmark_iter_next(iterator)
            if event == CMARK_EVENT_DONE { break }
            guard let current = cmark_iter_get_node(iterator), current != node else { continue }
            if event == CMARK_EVENT_ENTER { reader.enter(current) } else { reader.leave(current) }
        }
        return reader.inlines
    }

    private var look: Look { open.last ?? [] }

    private mutating func enter(_ node: OpaquePointer) {
        switch BlockParser.kind(node) {
        case "text": add(BlockParser.literal(node))
        case "code": add(BlockParser.literal(node), .code)
        case "softbreak": add(" ")
        case "linebreak": inlines.append(.lineBreak)
        case "html_inline": addTag(BlockParser.literal(node))
        case "emph": open.append(look.union(.emphasis))
        case "strong": open.append(look.union(.strong))
        case "strikethrough": open.append(look.union(.strikethrough))
        case "link", "image":
            open.append(look.union(.link))
            linkStarts.append(inlines.count)
            // A boundary, so that the link's text is not joined to the text before.
            inlines.append(.text("", look))
        default: add(BlockParser.literal(node))
        }
    }

    private mutating func leave(_ node: OpaquePointer) {
        switch BlockParser.kind(node) {
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
            if case .text(let piece, _) = inline { text += piece }
        }
        let target = BlockParser.text(cmark_node_get_url(node))
        let title = BlockParser.text(cmark_node_get_title(node))
        var parts: [String] = []
        if !target.isEmpty, !["", "mailto:", "http://", "https://"].contains(where: { $0 + shown == target }) {
            parts.append(target)
        }
        if !title.isEmpty { parts.append("\"" + title + "\"") }
        guard !parts.isEmpty else { return }
        add((shown.isEmpty ? "(" : " (") + parts.joined(separator: " ") + ")")
    }

    private mutating func addTag(_ tag: String) {
        let name = tag.lowercased().filter { $0 != " " && $0 != "/" }
        if name == "<br>" { inlines.append(.lineBreak) } else { add(tag, .html) }
    }

    private mutating func add(_ text: String, _ extra: Look = []) {
        let look = look.union(extra)
        if case .text(let before, look) = inlines.last {
            inlines[inlines.count - 1] = .text(before + text, look)
        } else {
            inlines.append(.text(text, look))
        }
    }
}
