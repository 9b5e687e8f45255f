import CMarkGFM
import SyntaxHighlighting

/// Markdown as HTML for a page of our own.
///
/// Whatever the text is, there is no script in it and nothing that a browser would fetch by itself: HTML in the text is
/// shown as text, pictures are links, and links go to the web or to mail only.
package enum MarkdownPage {
    /// Longer texts stand as they are, in case reading them costs more than their length.
    static let mostBytes = 512 << 10

    package static func html(of text: String) -> String {
        guard text.utf8.count <= mostBytes else { return "<pre>\(escaped(text))</pre>\n" }
        let bytes = Array(controlsMarked(text).utf8)
        return InlineParser.whole(bytes) { document, parser in
            makeHarmless(document)
            let options = CMARK_OPT_FOOTNOTES
            guard let rendered = cmark_render_html(document, options, cmark_parser_get_syntax_extensions(parser)) else {
                return nil
            }
            defer { cmark_get_default_mem_allocator().pointee.free(rendered) }
            return String(cString: rendered)
        } ?? "<pre>\(escaped(text))</pre>\n"
    }

    /// Text as HTML that says just it. Controls other than tab and line end are shown by their pictures.
    package static func escaped(_ text: String) -> String {
        var html = ""
        for scalar in controlsMarked(text).unicodeScalars {
            switch scalar {
            case "&": html += "&amp;"
            case "<": html += "&lt;"
            case ">": html += "&gt;"
            case "\"": html += "&quot;"
            case "'": html += "&#39;"
            default: html.unicodeScalars.append(scalar)
            }
        }
        return html
    }

    private static func controlsMarked(_ text: String) -> String {
        func isOdd(_ value: UInt32) -> Bool {
            (value < 0x20 && ![0x09, 0x0A, 0x0D].contains(value)) || (0x7F..<0xA0).contains(value)
        }
        guard text.unicodeScalars.contains(where: { isOdd($0.value) }) else { return text }
        var marked = ""
        for scalar in text.unicodeScalars {
            let picture =
                scalar.value < 0x20
                ? Unicode.Scalar(0x2400 + scalar.value) : scalar.value == 0x7F ? "\u{2421}" : "\u{FFFD}"
            marked.unicodeScalars.append(isOdd(scalar.value) ? picture ?? "\u{FFFD}" : scalar)
        }
        return marked
    }
}

extension MarkdownPage {
    private static func makeHarmless(_ document: OpaquePointer) {
        for node in nodes(of: document) {
            switch cmark_node_get_type(node) {
            case CMARK_NODE_HTML_INLINE: putText(literal(node), for: node)
            case CMARK_NODE_HTML_BLOCK: putBlock("<pre>\(escaped(literal(node)))</pre>\n", for: node)
            case CMARK_NODE_CODE_BLOCK: putBlock(code(node), for: node)
            case CMARK_NODE_IMAGE: putLink(for: node)
            case CMARK_NODE_LINK: if !isHarmless(address(node)) { cmark_node_set_url(node, "") }
            default: break
            }
        }
    }

    /// In the order of the text, collected before any is changed.
    private static func nodes(of document: OpaquePointer) -> [OpaquePointer] {
        guard let iterator = cmark_iter_new(document) else { return [] }
        defer { cmark_iter_free(iterator) }
        var nodes: [OpaquePointer] = []
        while true {
            let event = cmark_iter_next(iterator)
            if event == CMARK_EVENT_DONE { return nodes }
            if event == CMARK_EVENT_ENTER, let node = cmark_iter_get_node(iterator) { nodes.append(node) }
        }
    }

    private static func literal(_ node: OpaquePointer) -> String {
        cmark_node_get_literal(node).map { String(cString: $0) } ?? ""
    }

    private static func address(_ node: OpaquePointer) -> String {
        cmark_node_get_url(node).map { String(cString: $0) } ?? ""
    }

    private static func isHarmless(_ address: String) -> Bool {
        let start = address.lowercased()
        return ["http://", "https://", "mailto:", "#"].contains { start.hasPrefix($0) }
    }

    /// Puts HTML of ours in the place of a block.
    private static func putBlock(_ html: String, for node: OpaquePointer) {
        guard let custom = cmark_node_new(CMARK_NODE_CUSTOM_BLOCK) else { return }
        cmark_node_set_on_enter(custom, html)
        guard cmark_node_replace(node, custom) == 1 else { return cmark_node_free(custom) }
        cmark_node_free(node)
    }

    private static func putText(_ text: String, for node: OpaquePointer) {
        guard let plain = cmark_node_new(CMARK_NODE_TEXT) else { return }
        cmark_node_set_literal(plain, text)
        guard cmark_node_replace(node, plain) == 1 else { return cmark_node_free(plain) }
        cmark_node_free(node)
    }

    private static func putLink(for image: OpaquePointer) {
        guard let link = cmark_node_new(CMARK_NODE_LINK) else { return }
        let address = address(image)
        cmark_node_set_url(link, isHarmless(address) ? address : "")
        while let child = cmark_node_first_child(image) {
            cmark_node_unlink(child)
            guard cmark_node_append_child(link, child) == 1 else { break }
        }
        guard cmark_node_replace(image, link) == 1 else { return cmark_node_free(link) }
        cmark_node_free(image)
    }

    private static func code(_ node: OpaquePointer) -> String {
        let info = cmark_node_get_fence_info(node).map { String(cString: $0) } ?? ""
        let language = info.split(whereSeparator: \.isWhitespace).first.map(String.init) ?? ""
        let text = literal(node)
        guard var highlighter = Highlighter(language: language) else {
            return "<pre><code>\(escaped(text))</code></pre>\n"
        }
        let lines = text.utf8.split(separator: 0x0A, omittingEmptySubsequences: false).map { line in
            let bytes = Array(line)
            return coloured(bytes, highlighter.tokens(ofNextLine: bytes[...]))
        }
        return "<pre><code>\(lines.joined(separator: "\n"))</code></pre>\n"
    }

    private static func coloured(_ line: [UInt8], _ tokens: [Token]) -> String {
        var html = ""
        var end = 0
        func text(_ range: Range<Int>) -> String { escaped(String(decoding: line[range], as: UTF8.self)) }
        for token in tokens where token.bytes.lowerBound >= end && token.bytes.upperBound <= line.count {
            html += text(end..<token.bytes.lowerBound)
            html += "<span class=\"\(token.kind)\">\(text(token.bytes))</span>"
            end = token.bytes.upperBound
        }
        return html + text(end..<line.count)
    }
}
