import ChatModel
import TerminalModel
import Testing

@testable import Screen

// A list of many threads, of which the screen holds a window

extension Stage {
    /// So many threads, each ten minutes older than the one before.
    static func crowdOfThreads(_ count: Int) -> [ChatThread] {
        (0..<count).map { number in
            thread(ThreadID("t\(number)"), "Thread \(number)", minutesAgo: number * 10)
        }
    }

    /// The head of a long list is shown.
    static func long(_ threads: [ChatThread], columns: Int = 80, rows: Int = 24) -> Stage {
        var stage = Stage(SessionState(services: [service]), columns: columns, rows: rows)
        stage.hear(.threadsListed(page(of: threads, ThreadQuery(), around: 0)))
        return stage
    }

    /// What the session answers: 400 rows around a place.
    static func page(of threads: [ChatThread], _ query: ThreadQuery, around place: Int) -> ThreadPage {
        let listed = threads.filter { $0.scope == query.scope && query.filter.holds($0) }.sorted(by: query.lists)
        let first = max(0, min(place - 200, listed.count - 400))
        return ThreadPage(
            query: query, first: first, count: listed.count, threads: Array(listed.dropFirst(first).prefix(400)))
    }

    /// Answers the last wish for a list among the effects, if there is one.
    mutating func answerList(_ threads: [ChatThread]) {
        let wishes = commands.compactMap { command -> ThreadPage? in
            guard case .listThreads(let query, let place) = command else { return nil }
            return Self.page(of: threads, query, around: place)
        }
        if let page = wishes.last { hear(.threadsListed(page)) }
    }

    /// What the rows of the list show, without the pane beside it.
    mutating func list() -> [String] {
        lines().map { line in
            String(line.prefix { $0 != "│" }.reversed().drop { $0 == " " }.reversed())
        }
    }

    /// The effects of the last keys without those that open a thread.
    var changes: [Command] { commands.filter { if case .openThread = $0 { false } else { true } } }
}

extension ThreadFilter {
    /// What these tests limit lists to.
    fileprivate func holds(_ thread: ChatThread) -> Bool {
        switch self {
        case .text(let text), .title(let text): thread.title.lowercased().contains(text.lowercased())
        case .label(let label): thread.labels.contains(label)
        case .unread: thread.isUnread
        case .not(let filter): !filter.holds(thread)
        case .and(let filters): filters.allSatisfy { $0.holds(thread) }
        case .or(let filters): filters.contains { $0.holds(thread) }
        default: true
        }
    }
}
