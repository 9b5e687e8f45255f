import ChatModel

extension Threads {
    /// The thread that a movement leads to; nil if there is none that is not selected already.
    func target(of action: Action, among threads: [ChatThread]) -> ThreadID? {
        guard !threads.isEmpty else { return nil }
        let index = threads.firstIndex { $0.id == selected } ?? 0
        let target =
            switch action {
            case .threadUp, .previousThread: index - 1
            case .threadDown, .nextThread: index + 1
            case .firstThread: 0
            case .lastThread: threads.count - 1
            default: index
            }
        guard threads.indices.contains(target), threads[target].id != selected else { return nil }
        return threads[target].id
    }

    /// A thread where nothing was said yet.
    static func empty(among threads: [ChatThread]) -> ThreadID? {
        threads.first(where: \.isEmpty)?.id
    }
}
