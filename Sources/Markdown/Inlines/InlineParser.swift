import CMarkGFM
import Synchronization

/// Reads emphasis, code, links and the like with cmark-gfm, strikethrough and autolinks among them.
///
/// All nodes are freed before it returns; no pointer leaves it.
enum InlineParser {
    /// cmark-gfm changes a table that all its parsers share while it reads inlines: one parse at a time.
    private static let turn = Mutex(())
    private static let isReady: Bool = {
        cmark_gfm_core_extensions_ensure_registered()
        return true
    }()

    /// What the parser is asked for at once, in bytes, so that nothing in it that is quadratic is felt.
    private static let mostBytes = 4096

    static func inlines(of text: [UInt8]) -> [Inline] { inlines(of: [text]).first ?? [] }

    /// The pieces of each of some texts.
    static func inlines(of texts: [[UInt8]]) -> [[Inline]] {
        var read: [[Inline]] = []
        read.reserveCapacity(texts.count)
        var waiting: [InlineSource] = []
        var size = 0
        for text in texts {
            if let plain = InlineSource.plain(text) {
                read += parse(waiting) + [[.text(plain, [])]]
                waiting = []
                size = 0
            } else {
                waiting.append(InlineSource(text))
                size += text.count
                if size >= mostBytes {
                    read += parse(waiting)
                    waiting = []
                    size = 0
                }
            }
        }
        return read + parse(waiting)
    }

    /// Each text is a paragraph of one document.
    private static func parse(_ sources: [InlineSource]) -> [[Inline]] {
        if sources.isEmpty { return [] }
        let bytes = Array(sources.map(\.bytes).joined(separator: [0x0A, 0x0A]))
        let read = turn.withLock { _ -> [[Inline]] in
            guard isReady, let parser = cmark_parser_new(CMARK_OPT_STRIKETHROUGH_DOUBLE_TILDE) else { return [] }
            defer { cmark_parser_free(parser) }
            for name in ["strikethrough", "autolink"] {
                if let found = cmark_find_syntax_extension(name) {
                    cmark_parser_attach_syntax_extension(parser, found)
                }
            }
            bytes.withUnsafeBytes { buffer in
                cmark_parser_feed(parser, buffer.bindMemory(to: CChar.self).baseAddress, buffer.count)
            }
            guard let document = cmark_parser_finish(parser) else { return [] }
            defer { cmark_node_free(document) }
            return zip(children(document), sources).map { InlineReader.inlines(of: $0, $1) }
        }
        // Nothing of a text is lost, whatever the parser made of it.
        return read.count == sources.count ? read : sources.map { [.text($0.text($0.bytes[...].text), [])] }
    }

    /// Reads a whole document, blocks and all, and gives it with its parser to `body`, which keeps neither.
    static func whole<Value>(
        _ text: [UInt8], _ body: (_ document: OpaquePointer, _ parser: OpaquePointer) -> Value?
    ) -> Value? where Value: Sendable {
        turn.withLock { _ -> Value? in
            guard isReady, let parser = cmark_parser_new(CMARK_OPT_STRIKETHROUGH_DOUBLE_TILDE | CMARK_OPT_FOOTNOTES)
            else { return nil }
            defer { cmark_parser_free(parser) }
            for name in ["table", "strikethrough", "autolink", "tasklist"] {
                if let found = cmark_find_syntax_extension(name) {
                    cmark_parser_attach_syntax_extension(parser, found)
                }
            }
            text.withUnsafeBytes { buffer in
                cmark_parser_feed(parser, buffer.bindMemory(to: CChar.self).baseAddress, buffer.count)
            }
            guard let document = cmark_parser_finish(parser) else { return nil }
            defer { cmark_node_free(document) }
            return body(document, parser)
        }
    }

    private static func children(_ node: OpaquePointer) -> [OpaquePointer] {
        Array(
            sequence(state: cmark_node_first_child(node)) { next in
                defer { next = next.flatMap { cmark_node_next($0) } }
                return next
            })
    }
}
