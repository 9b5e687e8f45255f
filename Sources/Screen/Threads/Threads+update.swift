import ChatModel

// Moving

extension Threads {
    /// The place that a movement leads to; nil if the selected thread is there already, or there is none.
    /// - Parameter rows: how many of the screen the list has.
    func target(of action: Action, in list: ThreadRows, rows: Int) -> Int? {
        guard list.count > 0 else { return nil }
        let origin = goal ?? place
        let last = list.count - 1
        let target =
            switch action {
            case .firstThread: 0
            case .lastThread: last
            case .threadUp, .previousThread: origin.map { $0 - 1 } ?? 0
            case .threadDown, .nextThread: origin.map { $0 + 1 } ?? 0
            case .threadPageUp: page(-max(1, rows - 1), from: origin, list)
            case .threadPageDown: page(max(1, rows - 1), from: origin, list)
            case .threadHalfUp: page(-max(1, rows / 2), from: origin, list)
            default: page(max(1, rows / 2), from: origin, list)
            }
        let place = max(0, min(target, last))
        return place == origin ? nil : place
    }

    private func page(_ lines: Int, from origin: Int?, _ list: ThreadRows) -> Int {
        guard let origin else { return 0 }
        return list.moved(ThreadRows.Line(place: origin, isHeading: false), by: lines).place
    }

    /// A thread where nothing was said yet.
    static func empty(among threads: [ChatThread]) -> ThreadID? {
        threads.first { $0.isEmpty && $0.scope == .current }?.id
    }
}

// The view

extension Threads {
    /// Puts what is selected, or waited for, on the screen, unless the person has scrolled away from it.
    mutating func scroll(to list: ThreadRows, rows: Int) {
        guard list.count > 0, rows > 0 else { return }
        top = list.nearest(to: top)
        if !isScrolled, let place = goal ?? place, place < list.count {
            let start = rows > 1 ? list.start(of: place) : ThreadRows.Line(place: place, isHeading: false)
            let highest = list.moved(ThreadRows.Line(place: place, isHeading: false), by: 1 - rows)
            top = min(max(top, highest), start)
        }
        top = min(top, list.moved(ThreadRows.Line(place: list.count - 1, isHeading: false), by: 1 - rows))
    }

    /// Scrolls the list by notches of the wheel; the selection stays where it is.
    mutating func wheel(_ notches: Int, in list: ThreadRows, rows: Int) {
        isScrolled = true
        top = list.moved(list.nearest(to: top), by: notches * Drag.linesOfNotch)
        scroll(to: list, rows: rows)
    }

    /// After the rows have changed: what is on the screen stays on its rows, where the top of the list was not seen.
    /// - Parameter shown: the threads that were on the screen, at their places.
    mutating func hold(_ shown: [(ThreadID, Int)], in list: ThreadRows) {
        guard top.place > 0 else { return }
        let moves = shown.compactMap { thread, place in list.place(of: thread).map { $0 - place } }.sorted()
        if !moves.isEmpty { top.place += moves[moves.count / 2] }
    }

    /// Another list has come: it is seen from its beginning, or from what is selected.
    mutating func turn(to list: ThreadRows) {
        top = ThreadRows.Line(place: 0, isHeading: true)
        isScrolled = false
        goal = nil
        place = list.place(of: selected)
        isListed = place != nil
        if awaitsFirst, place == nil, list.count > 0 { goal = 0 }
        awaitsFirst = false
    }

    /// Finds the selected thread in rows that have changed. Where it is not listed any more, moving goes on at its gap.
    mutating func follow(in list: ThreadRows) {
        if let found = list.place(of: selected) {
            place = found
            isListed = true
        } else if isListed, let old = place, list[old] != nil || old >= list.count {
            isListed = false
            place = list.count > 0 && old > 0 ? min(old, list.count) - 1 : nil
        }
    }
}

// The window

extension Threads {
    /// So many rows above and below the screen are to be held.
    private static let margin = 100

    /// The place that the session is to be asked to hold rows around; nil if enough are held, or asked for.
    mutating func wantedPlace(_ list: ThreadRows, rows: Int) -> Int? {
        guard list.count > 0 else { return nil }
        let last = min(list.count, top.place + rows)
        let held = list.first..<list.first + list.threads.count
        let isSeen = held.lowerBound <= top.place && held.upperBound >= last
        let isNear =
            held.lowerBound > max(0, top.place - Self.margin)
            || held.upperBound < min(list.count, last + Self.margin)
        guard !isSeen || isNear else { return nil }
        let middle = top.place + rows / 2
        if let asked, asked.query == query {
            if abs(asked.place - middle) <= (isSeen ? Self.margin / 2 : 0) { return nil }
        }
        return middle
    }

    /// Threads come, go and change their scope: how many there are without a limit.
    mutating func count(_ event: Event, in session: SessionState) {
        switch event {
        case .threadsListed(let page):
            if page.query.filter == .all { totals[page.query.scope] = page.count }
            for thread in page.threads { labels.formUnion(thread.labels) }
        case .threadSaved(let thread):
            labels.formUnion(thread.labels)
            let old = session.thread(thread.id)?.scope
            guard old != thread.scope else { return }
            if let old, let total = totals[old] { totals[old] = max(0, total - 1) }
            if let total = totals[thread.scope] { totals[thread.scope] = total + 1 }
        case .threadsErased(let gone):
            if let total = totals[.trash] { totals[.trash] = max(0, total - gone.count) }
        default: break
        }
    }
}
