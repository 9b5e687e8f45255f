extension [Event] {
    /// Appends an event, or makes the last one grow by it.
    ///
    /// An inbox uses it so that a flood of deltas costs a slow front no memory: growth merges, nothing is dropped. Takes
    /// time by the length of the new piece only.
    package mutating func appendMerging(_ event: Event) {
        // The text must have one owner while it grows, else each piece copies the whole.
        if case .replyGrew(let thread, let id, let more) = event, case .replyGrew(thread, id, var piece)? = last {
            removeLast()
            piece += more
            append(.replyGrew(thread, id, by: piece))
        } else if case .messagePartGrew(let thread, let id, let part, let more) = event,
            case .messagePartGrew(thread, id, part, var piece)? = last
        {
            removeLast()
            piece += more
            append(.messagePartGrew(thread, id, part: part, by: piece))
        } else {
            append(event)
        }
    }
}
