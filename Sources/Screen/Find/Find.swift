import ChatModel

/// Looking for words in the thread shown: the field they are written in, and what was found.
struct Find {
    var editor: Editor
    /// The field is open and has the keys; otherwise what was found stays marked.
    var isOpen = true
    var isExpression = false
    /// Why the expression is none.
    var problem: String?
    var results: FindResults?
    /// Where the view was; nil where it followed the end.
    var origin: Transcript.Anchor?
    /// The pane that had the keys.
    let focus: Pane

    init(_ text: String, isExpression: Bool, origin: Transcript.Anchor?, focus: Pane) {
        editor = Editor(text)
        self.isExpression = isExpression
        self.origin = origin
        self.focus = focus
    }
}

/// What was found so far. Messages are searched from the one at the top of the view down to the end, then upwards.
struct FindResults {
    let pattern: FindPattern
    /// Where the search began.
    let origin: Transcript.Place
    /// One for each message of the thread that was looked at, in the order of the thread.
    var messages: [MessageHits]
    /// The messages that were looked at.
    var searched: Range<Int>
    /// Messages whose text was changed since.
    var changed: Set<Int> = []
    /// The hit that the person is at.
    var current: Location?
    /// The view goes to the nearest hit as soon as it is known.
    var awaitsNearest: Bool
    private(set) var total = 0

    /// More are not looked for.
    static let mostHits = 100_000

    struct Location: Hashable, Comparable {
        var index: Int
        var number: Int

        static func < (left: Self, right: Self) -> Bool { (left.index, left.number) < (right.index, right.number) }
    }

    struct MessageHits {
        var hits: [Range<TextPlace.InEntry>] = []
        /// Up to here the entry was searched; nil when it was searched whole.
        var nextLine: Int? = Entry.linesOfHeader
    }

    init(_ pattern: FindPattern, from origin: Transcript.Place, awaitsNearest: Bool, messages: Int) {
        self.pattern = pattern
        self.origin = origin
        self.awaitsNearest = awaitsNearest
        self.messages = Array(repeating: MessageHits(), count: messages)
        searched = origin.index..<origin.index
    }

    var isCutOff: Bool { total >= Self.mostHits }

    mutating func add(_ hits: [Range<TextPlace.InEntry>], to index: Int) {
        messages[index].hits += hits
        total += hits.count
    }

    /// Forgets what was found in a message from a line on, which is to be searched again.
    mutating func forget(_ index: Int, from line: Int) {
        let before = messages[index].hits.count
        messages[index].hits.removeAll { $0.lowerBound.line >= line }
        total -= before - messages[index].hits.count
        messages[index].nextLine = min(line, messages[index].nextLine ?? line)
        if let current, current.index == index, current.number >= messages[index].hits.count { self.current = nil }
    }
}

// Among the hits

extension FindResults {
    subscript(location: Location) -> Range<TextPlace.InEntry> { messages[location.index].hits[location.number] }

    /// The first hit at or behind a place.
    func first(from place: Transcript.Place) -> Location? {
        for index in messages.indices.dropFirst(place.index) {
            let hits = messages[index].hits
            let number =
                index == place.index ? hits.firstIndex { $0.lowerBound.line >= place.line } : hits.indices.first
            if let number { return Location(index: index, number: number) }
        }
        return nil
    }

    /// The last hit before a place.
    func last(before place: Transcript.Place) -> Location? {
        for index in messages.indices.prefix(place.index + 1).reversed() {
            let hits = messages[index].hits
            let number = index == place.index ? hits.lastIndex { $0.lowerBound.line < place.line } : hits.indices.last
            if let number { return Location(index: index, number: number) }
        }
        return nil
    }

    /// The hit after one, or before; nil at the end.
    func neighbour(_ step: Int, of location: Location) -> Location? {
        if messages[location.index].hits.indices.contains(location.number + step) {
            return Location(index: location.index, number: location.number + step)
        }
        var index = location.index + step
        while messages.indices.contains(index) {
            let hits = messages[index].hits
            if !hits.isEmpty { return Location(index: index, number: step > 0 ? 0 : hits.count - 1) }
            index += step
        }
        return nil
    }

    /// How many hits stand before one, itself included.
    func ordinal(of location: Location) -> Int {
        messages[..<location.index].reduce(location.number + 1) { $0 + $1.hits.count }
    }
}
