/// The contexts that end against everything inside them.
extension Highlighter {
    /// Ends the innermost context that this line ends, and takes the line's part that says so.
    mutating func endGuarded(byLine scan: inout LineScan, first: Int) {
        for index in stack.indices.dropFirst().reversed() {
            let table = Lexicon.shared.tables[Int(stack[index].table)]
            guard let guardian = table.guardian, let end = end(of: guardian, stack[index], scan, first: first)
            else { continue }
            stack.removeSubrange(index...)
            if guardian == .delimiterLine { delimiter = [] }
            scan.take(upTo: end, as: end > scan.position ? table.kind ?? .comment : nil)
            return
        }
    }

    /// Ends the innermost context whose closing text stands here, which is not taken.
    mutating func endGuarded(byText scan: inout LineScan) -> Bool {
        for index in stack.indices.dropFirst().reversed() {
            let table = Lexicon.shared.tables[Int(stack[index].table)]
            guard case .text(let text) = table.guardian, scan.has(text, at: scan.position, foldingCase: true)
            else { continue }
            scan.close(kind: top.kind)
            stack.removeSubrange(index...)
            return true
        }
        return false
    }

    /// How far this line belongs to the end of a context; nil where it does not end it.
    private func end(of guardian: Context.Guardian, _ frame: Frame, _ scan: LineScan, first: Int) -> Int? {
        switch guardian {
        case .text: return nil
        case .delimiterLine:
            let place = frame.mark == 1 ? first : scan.start
            guard scan.has(delimiter, at: place) else { return nil }
            let end = place + delimiter.count
            return scan.byte(at: end).map(ByteSet.name.contains) == true ? nil : end
        case .fence:
            guard let sign = scan.byte(at: first), sign == UInt8(ascii: "`") || sign == UInt8(ascii: "~") else {
                return nil
            }
            let end = scan.end(of: ByteSet([sign]), from: first)
            let isLong = end - first >= Int(frame.mark >> 1) && (sign == UInt8(ascii: "~")) == (frame.mark & 1 == 1)
            return isLong && scan.end(of: .blanks, from: end) == scan.end ? end : nil
        case .indentation:
            return first < scan.end && first - scan.start < Int(frame.mark) ? scan.start : nil
        }
    }
}
