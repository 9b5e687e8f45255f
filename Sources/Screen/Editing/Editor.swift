/// Text that is being written, with a cursor between its grapheme clusters.
struct Editor: Hashable {
    /// As they are when they are joined to one text.
    private(set) var clusters: [Character]
    /// 0 before the first cluster, `clusters.count` behind the last.
    private(set) var cursor: Int
    /// Changes with every change of the text; equal revisions of one editor have equal text.
    private(set) var revision = 0
    /// The column that moving up and down aims at.
    private var aim: Int?
    private var undoStack: [Snapshot] = []
    private var redoStack: [Snapshot] = []
    /// The next typed character joins the last change instead of being one of its own.
    private var isTyping = false

    private struct Snapshot: Hashable {
        let clusters: [Character]
        let cursor: Int
    }

    private static let mostChanges = 500

    init(_ text: String = "", cursor: Int? = nil) {
        clusters = Array(text)
        self.cursor = min(max(0, cursor ?? clusters.count), clusters.count)
    }

    var text: String { String(clusters) }

    var isEmpty: Bool { clusters.isEmpty }

    var isBlank: Bool { clusters.allSatisfy(\.isWhitespace) }

    var canUndo: Bool { !undoStack.isEmpty }

    var canRedo: Bool { !redoStack.isEmpty }
}

// Changing

extension Editor {
    /// A typed character; a row of them is undone as one, word by word.
    mutating func type(_ cluster: Character) {
        if !(isTyping && !cluster.isWhitespace) { remember() }
        splice(cursor..<cursor, String(cluster))
        isTyping = true
    }

    /// A paste or a line break: undone alone.
    mutating func insert(_ text: String) {
        guard !text.isEmpty else { return }
        remember()
        splice(cursor..<cursor, text)
    }

    mutating func delete(_ range: Range<Int>) {
        guard !range.isEmpty else { return }
        remember()
        splice(range, "")
    }

    mutating func replaceAll(with text: String) {
        guard text != self.text else { return }
        remember()
        splice(0..<clusters.count, text)
        cursor = clusters.count
    }

    mutating func undo() {
        guard let last = undoStack.popLast() else { return }
        redoStack.append(Snapshot(clusters: clusters, cursor: cursor))
        restore(last)
    }

    mutating func redo() {
        guard let next = redoStack.popLast() else { return }
        undoStack.append(Snapshot(clusters: clusters, cursor: cursor))
        restore(next)
    }

    private mutating func restore(_ snapshot: Snapshot) {
        clusters = snapshot.clusters
        cursor = snapshot.cursor
        settle()
    }

    private mutating func remember() {
        undoStack.append(Snapshot(clusters: clusters, cursor: cursor))
        if undoStack.count > Self.mostChanges { undoStack.removeFirst(undoStack.count - Self.mostChanges) }
        redoStack = []
    }

    /// Puts text in place of a range, and cuts anew whatever may join into other clusters: a combining mark belongs to
    /// the cluster before it, wherever that came from.
    private mutating func splice(_ range: Range<Int>, _ text: String) {
        let near = max(0, range.lowerBound - 1)..<min(clusters.count, range.upperBound + 1)
        let isPlain = text.utf8.allSatisfy { $0 < 0x80 } && clusters[near].allSatisfy(\.isASCII)
        let lower = isPlain ? near.lowerBound : 0
        let upper = isPlain ? near.upperBound : clusters.count
        let before = String(clusters[lower..<range.lowerBound]) + text
        let whole = Array(before + String(clusters[range.upperBound..<upper]))
        clusters.replaceSubrange(lower..<upper, with: whole)
        cursor = lower + min(before.count, whole.count)
        settle()
    }

    private mutating func settle() {
        revision += 1
        aim = nil
        isTyping = false
    }
}

// Moving

extension Editor {
    mutating func move(to place: Int) {
        cursor = min(max(0, place), clusters.count)
        aim = nil
        isTyping = false
    }

    var wordStart: Int {
        var place = cursor
        while place > 0, !clusters[place - 1].isOfWord { place -= 1 }
        while place > 0, clusters[place - 1].isOfWord { place -= 1 }
        return place
    }

    var wordEnd: Int {
        var place = cursor
        while place < clusters.count, !clusters[place].isOfWord { place += 1 }
        while place < clusters.count, clusters[place].isOfWord { place += 1 }
        return place
    }

    var lineStart: Int {
        clusters[..<cursor].lastIndex(where: \.endsLine).map { $0 + 1 } ?? 0
    }

    var lineEnd: Int {
        clusters[cursor...].firstIndex(where: \.endsLine) ?? clusters.count
    }

    /// Moves a row up (-1) or down (1), as near as may be to the column where the moving began.
    /// - Returns: false, and nothing is moved, if there is no such row.
    mutating func moveRow(_ offset: Int, in rows: EditorRows) -> Bool {
        let row = rows.row(of: cursor)
        guard rows.ranges.indices.contains(row + offset) else { return false }
        let column = aim ?? rows.column(of: cursor)
        cursor = rows.place(atColumn: column, inRow: row + offset)
        aim = column
        isTyping = false
        return true
    }
}

extension Character {
    var isOfWord: Bool { isLetter || isNumber || self == "_" }

    fileprivate var endsLine: Bool { self == "\n" || self == "\r\n" }
}
