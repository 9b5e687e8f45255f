import ChatModel

/// The list as far as it is known: the threads that are held at their places, and the headings between them.
struct ThreadRows {
    let threads: [ChatThread]
    /// The place of the first that is held.
    let first: Int
    /// All places of the list.
    let count: Int
    let sort: ThreadQuery.Sort
    let now: Timestamp
    let offset: Duration
    let hasHeadings: Bool

    /// A row of the list on the screen: a thread, or the heading above it. Higher ones are less.
    struct Line: Hashable, Comparable {
        var place: Int
        var isHeading: Bool

        static func < (left: Self, right: Self) -> Bool {
            left.place != right.place ? left.place < right.place : left.isHeading && !right.isHeading
        }
    }

    init(_ session: SessionState, now: Timestamp, offset: Duration, hasHeadings: Bool) {
        threads = session.threads
        first = session.list.first
        count = max(session.list.count, session.list.first + session.threads.count)
        sort = session.list.query.sort
        self.now = now
        self.offset = offset
        self.hasHeadings = hasHeadings && sort != .title
    }

    /// The thread at a place; nil if it is not held.
    subscript(place: Int) -> ChatThread? {
        threads.indices.contains(place - first) ? threads[place - first] : nil
    }

    /// Where a thread stands; nil if it is not held.
    func place(of thread: ThreadID?) -> Int? {
        threads.firstIndex { $0.id == thread }.map { first + $0 }
    }

    /// The group that begins at a place; nil if none does.
    func heading(at place: Int) -> ThreadGroup? {
        guard hasHeadings, let thread = self[place] else { return nil }
        let group = group(of: thread)
        guard place > 0 else { return group }
        return self[place - 1].flatMap { self.group(of: $0) == group ? nil : group }
    }

    private func group(of thread: ChatThread) -> ThreadGroup {
        ThreadGroup(thread, sort: sort, now: now, offset: offset)
    }
}

// From line to line

extension ThreadRows {
    /// The line where what belongs to a place begins.
    func start(of place: Int) -> Line { Line(place: place, isHeading: heading(at: place) != nil) }

    func line(after line: Line) -> Line? {
        if line.isHeading { return Line(place: line.place, isHeading: false) }
        return line.place + 1 < count ? start(of: line.place + 1) : nil
    }

    func line(before line: Line) -> Line? {
        if !line.isHeading, heading(at: line.place) != nil { return Line(place: line.place, isHeading: true) }
        return line.place > 0 ? Line(place: line.place - 1, isHeading: false) : nil
    }

    /// The line some lines further, down if positive; no further than there are lines.
    func moved(_ line: Line, by lines: Int) -> Line {
        var line = line
        for _ in 0..<abs(lines) {
            guard let next = lines > 0 ? self.line(after: line) : self.line(before: line) else { break }
            line = next
        }
        return line
    }

    /// The lines from one on, as many as the rows of the screen.
    func lines(from top: Line, rows: Int) -> [Line] {
        guard count > 0, rows > 0 else { return [] }
        var lines = [top]
        while lines.count < rows, let next = lines.last.flatMap(line(after:)) { lines.append(next) }
        return lines
    }

    /// The line nearest to one that may not be there any more.
    func nearest(to line: Line) -> Line {
        let place = max(0, min(line.place, count - 1))
        return Line(place: place, isHeading: line.isHeading && heading(at: place) != nil)
    }
}
