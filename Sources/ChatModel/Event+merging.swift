extension Event {
    /// This event with `next` after it as one, if two growths of one reply meet; nil otherwise.
    ///
    /// An inbox uses it so that a flood of deltas costs a slow front no memory: growth merges, nothing is dropped.
    package func merged(with next: Event) -> Event? {
        guard case .replyGrew(let thread, let id, let piece) = self,
            case .replyGrew(thread, id, let more) = next
        else { return nil }
        return .replyGrew(thread, id, by: piece + more)
    }
}
