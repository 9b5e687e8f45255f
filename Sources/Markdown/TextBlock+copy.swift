package import TerminalModel

extension TextBlock {
    /// The whole block as it was sent. Of code that stands in a quote or an item, the lines without the marks before them.
    /// - Parameters:
    ///   - text: the text that the block is a part of.
    ///   - rows: all rows that belong to the block, in their order.
    package func copied(from text: String, rows: some Sequence<TextRow>) -> CopiedText {
        let utf8 = Array(text.utf8[text.index(bytes.lowerBound)..<text.index(bytes.upperBound)])
        guard case .code = kind else { return CopiedText(String(decoding: utf8, as: UTF8.self)) }
        var copied: [UInt8] = []
        var end: Int?
        for row in rows {
            guard let source = row.bytes?.clamped(to: bytes), row.joint != .ornament else { continue }
            if row.joint == .lineEnd, let end { copied += Self.lineEnd(in: utf8, at: end - bytes.lowerBound) }
            copied += utf8[(source.lowerBound - bytes.lowerBound)..<(source.upperBound - bytes.lowerBound)]
            end = source.upperBound
        }
        return CopiedText(String(decoding: copied, as: UTF8.self))
    }

    private static func lineEnd(in bytes: [UInt8], at index: Int) -> ArraySlice<UInt8> {
        let next = bytes[index...].prefix(2)
        return next.elementsEqual([0x0D, 0x0A]) ? next : next.prefix(1)
    }
}

extension String {
    fileprivate func index(_ byte: Int) -> String.Index { utf8.index(startIndex, offsetBy: byte) }
}
