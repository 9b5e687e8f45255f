extension [Event] {
    /// Appends an event, or makes the last one grow by it.
    ///
    /// An inbox uses it so that a flood of deltas costs a slow front no memory: growth merges, nothing is dropped. Takes
    /// time by the length of the new piece only.
    package mutating func appendMerging(_ event: Event) {
        guard case .replyGrew(let thread, let id, let more) = event,
            case .replyGrew(thread, id, var piece)? = last
        else { return append(event) }
        // The text must have one owner while it grows, else each piece copies the whole.
        removeLast()
        piece += more
        append(.replyGrew(thread, id, by: piece))
    }
}
