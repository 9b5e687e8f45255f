import CMarkGFM
import Synchronization

/// Reads blocks with cmark-gfm: CommonMark with tables, strikethrough, task lists and autolinks.
///
/// All nodes are freed before it returns; no pointer leaves it.
struct BlockParser {
    /// A block that is nested in nothing.
    struct TopBlock {
        var block: Block
        /// The line it starts in, from 1; 0 if the parser does not tell.
        var line: Int
    }

    /// Quotes and lists nested deeper are shown as they were written.
    static let deepest = 12

    let source: MarkdownSource

    /// cmark-gfm changes a table that all its parsers share while it reads inlines: one parse at a time.
    private static let turn = Mutex(())
    private static let isReady: Bool = {
        cmark_gfm_core_extensions_ensure_registered()
        return true
    }()

    static func parse(_ source: MarkdownSource) -> [TopBlock] {
        turn.withLock { _ in
            guard isReady, let parser = cmark_parser_new(CMARK_OPT_STRIKETHROUGH_DOUBLE_TILDE) else { return [] }
            defer { cmark_parser_free(parser) }
            for name in ["table", "strikethrough", "tasklist", "autolink"] {
                if let found = cmark_find_syntax_extension(name) {
                    cmark_parser_attach_syntax_extension(parser, found)
                }
            }
            source.bytes.withUnsafeBytes { buffer in
                cmark_parser_feed(parser, buffer.bindMemory(to: CChar.self).baseAddress, buffer.count)
            }
            guard let document = cmark_parser_finish(parser) else { return [] }
            defer { cmark_node_free(document) }
            let reader = BlockParser(source: source)
            return children(document).compactMap { node in
                reader.block(node, depth: 0).map { TopBlock(block: $0, line: Int(cmark_node_get_start_line(node))) }
            }
        }
    }

    /// nil for what has no content of its own.
    private func block(_ node: OpaquePointer, depth: Int) -> Block? {
        switch Self.kind(node) {
        case "paragraph": .paragraph(InlineReader.inlines(of: node))
        case "heading": .heading(level: Int(cmark_node_get_heading_level(node)), InlineReader.inlines(of: node))
        case "code_block": .code(info: Self.text(cmark_node_get_fence_info(node)), Self.literal(node))
        case "html_block": .html(Self.literal(node))
        case "thematic_break": .rule
        case "table": .table(table(node))
        case "block_quote", "list":
            if depth >= Self.deepest { .source(written(node)) } else { container(node, depth: depth) }
        default: .source(written(node))
        }
    }

    private func container(_ node: OpaquePointer, depth: Int) -> Block {
        guard Self.kind(node) == "list" else {
            return .quote(Self.children(node).compactMap { block($0, depth: depth + 1) })
        }
        let isNumbered = cmark_node_get_list_type(node) == CMARK_ORDERED_LIST
        let delimiter = cmark_node_get_list_delim(node) == CMARK_PAREN_DELIM ? ")" : "."
        let items = Self.children(node).map { item in
            let isTask = Self.kind(item) == "tasklist"
            return BlockList.Item(
                isDone: isTask ? cmark_gfm_extensions_get_tasklist_item_checked(item) : nil,
                blocks: Self.children(item).compactMap { block($0, depth: depth + 1) })
        }
        let first = Int(cmark_node_get_list_start(node))
        return .list(
            BlockList(
                mark: isNumbered ? .number(first: first, delimiter: delimiter) : .bullet,
                isTight: cmark_node_get_list_tight(node) != 0, items: items))
    }

    private func table(_ node: OpaquePointer) -> Table {
        let count = Int(cmark_gfm_extensions_get_table_columns(node))
        let marks = cmark_gfm_extensions_get_table_alignments(node)
        let alignments = (0..<count).map { column -> Table.Alignment in
            switch marks?[column] {
            case UInt8(ascii: "c"): .center
            case UInt8(ascii: "r"): .right
            default: .left
            }
        }
        var table = Table(alignments: alignments, header: [], rows: [])
        for row in Self.children(node) {
            var cells = Self.children(row).map { InlineReader.inlines(of: $0) }
            if cmark_gfm_extensions_get_table_row_is_header(row) != 0 {
                table.header = cells
            } else {
                let line = source.bytes(ofLine: Int(cmark_node_get_start_line(row)))
                if let rest = TableRow.excess(in: line, beyond: count) { cells.append([.text(rest, [])]) }
                table.rows.append(cells)
            }
        }
        return table
    }

    private func written(_ node: OpaquePointer) -> String {
        let first = max(1, Int(cmark_node_get_start_line(node)))
        return source.text(ofLines: first...max(first, Int(cmark_node_get_end_line(node))))
    }
}

extension BlockParser {
    static func kind(_ node: OpaquePointer) -> String { String(cString: cmark_node_get_type_string(node)) }

    static func literal(_ node: OpaquePointer) -> String { text(cmark_node_get_literal(node)) }

    static func text(_ pointer: UnsafePointer<CChar>?) -> String {
        pointer.map { MarkdownSource.unmarked(String(cString: $0)) } ?? ""
    }

    static func children(_ node: OpaquePointer) -> [OpaquePointer] {
        Array(
            sequence(state: cmark_node_first_child(node)) { next in
                defer { next = next.flatMap { cmark_node_next($0) } }
                return next
            })
    }
}
