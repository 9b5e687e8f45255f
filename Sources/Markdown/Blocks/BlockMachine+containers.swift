extension BlockMachine {
    /// Whether the line began a container; the cursor is then behind its mark.
    mutating func opensContainer(_ start: BlockStart, _ cursor: inout LineCursor) -> Bool {
        switch start {
        case .quote:
            closeLeaf()
            cursor.enterQuote()
            push(.quote, indent: 0)
        case .footnote(let label, let end):
            closeLeaf()
            cursor.advance(columns: cursor.indent + end - cursor.inkIndex)
            push(.footnote(label: label), indent: 4)
        case .item(let mark, let end):
            closeLeaf()
            let indent = cursor.indent
            let markColumns = end - cursor.inkIndex
            cursor.advance(columns: indent + markColumns)
            let blanks = cursor.isBlank || cursor.indent > 4 ? 1 : cursor.indent
            cursor.advance(columns: blanks)
            pushItem(mark, indent: indent + markColumns + blanks, isDone: cursor.takeTask())
        default: return false
        }
        return true
    }

    private mutating func pushItem(_ mark: ListMark, indent: Int, isDone: Bool?) {
        let depth = containers.count
        var run = ListRun(list: lastNumber + 1, mark: mark, next: 1)
        if lists.count > depth, let last = lists[depth], last.mark.continues(mark) { run = last } else { run.next = 0 }
        var counted = mark
        // A number that repeats or goes back is counted on; one that leaps ahead was meant.
        if case .number(let written, let delimiter) = mark {
            run.next = max(run.next, written)
            counted = .number(run.next, delimiter: delimiter)
        }
        push(.item(counted, list: run.list, isDone: isDone), indent: indent)
        run.next += 1
        lists[depth] = run
    }

    private mutating func push(_ kind: Container.Kind, indent: Int) {
        markContent()
        lists = Array(lists.prefix(containers.count)) + [nil]
        lastNumber += 1
        containers.append(Container(number: lastNumber, kind: kind, indent: indent, hasBlankBefore: hasBlank))
        hasBlank = false
    }

    /// Ends what stands in no more than so many containers, and the block in it.
    mutating func close(to depth: Int) {
        guard depth < containers.count else { return }
        closeLeaf()
        while let last = containers.last, containers.count > depth {
            if !last.hasContent { give(.nothing, hasBlankBefore: last.hasBlankBefore) }
            containers.removeLast()
        }
        lists = Array(lists.prefix(depth + 1))
    }

    mutating func markContent() {
        for index in containers.indices.reversed() {
            if containers[index].hasContent { return }
            containers[index].hasContent = true
        }
    }
}

extension LineCursor {
    /// Moves behind a quote's mark and the blank that belongs to it.
    mutating func enterQuote() {
        advance(columns: indent + 1)
        if indent > 0 { advance(columns: 1) }
    }

    /// Moves behind the box of a task and says whether it is ticked; nil if there is none.
    fileprivate mutating func takeTask() -> Bool? {
        let box = inked.prefix(4)
        guard box.count == 4, box.last?.isBlank == true, box.dropFirst(2).first == UInt8(ascii: "]") else { return nil }
        guard box.first == UInt8(ascii: "["), let tick = box.dropFirst().first else { return nil }
        guard tick == 0x20 || tick | 0x20 == UInt8(ascii: "x"), indent == 0 else { return nil }
        advance(columns: 4)
        return tick != 0x20
    }
}
