import ChatModel
import Dispatch
import GRDB
import Testing

@testable import Store

@Suite("Lists and limits", .timeLimit(.minutes(2)))
struct ListTests {
    @Test("every limit lists what one finds who looks at all, in the session's order", arguments: 1...2)
    func limits(_ seed: Int) async throws {
        var random = RandomStore(seed: UInt64(seed))
        let scratch = Scratch()
        let threads = try scratch.open()
        try await threads.record(random.events())
        for _ in 0..<40 {
            var query = ThreadQuery(filter: random.filter())
            for scope in ThreadQuery.Scope.allCases {
                query.scope = scope
                try await check(query, random, threads)
            }
        }
    }

    private func check(_ query: ThreadQuery, _ random: RandomStore, _ threads: ThreadDatabase) async throws {
        for sort in ThreadQuery.Sort.allCases {
            var query = query
            query.sort = sort
            let expected = random.threads.filter { $0.scope == query.scope && random.matches($0, query.filter) }
                .sorted(by: query.lists)
            let page = try await threads.list(query, around: 0, limit: 1000)
            #expect(page.threads.map(\.id) == expected.map(\.id), "\(query)")
            #expect(page.threads == expected)
            #expect(page.count == expected.count && page.first == 0 && page.query == query)
            let ids = Set(expected.map(\.id))
            #expect(page.drafts == random.drafts.filter { ids.contains($0.key) })
            let queued = random.messages.filter { $0.state == .queued }.map(\.thread)
            #expect(page.queued == ids.intersection(queued))
        }
    }

    @Test("every window is a part of the whole list and holds its place", arguments: [ThreadFilter.all, .unread])
    func windows(_ filter: ThreadFilter) async throws {
        var random = RandomStore(seed: 7)
        let threads = try Scratch().open()
        try await threads.record(random.events())
        for sort in ThreadQuery.Sort.allCases {
            let query = ThreadQuery(filter: filter, sort: sort)
            let whole = try await threads.list(query, around: 0, limit: 1000).threads
            for limit in [1, 2, 7, 20] {
                for place in 0..<whole.count + 5 {
                    let page = try await threads.list(query, around: place, limit: limit)
                    let held = page.first..<page.first + page.threads.count
                    #expect(page.threads == Array(whole[held]))
                    #expect(page.threads.count == min(limit, whole.count))
                    #expect(page.count == whole.count)
                    #expect(held.contains(min(place, whole.count - 1)))
                }
            }
        }
    }

    @Test("the lists are as long as they say, whatever was made, moved and erased", arguments: 1...2)
    func lengths(_ seed: Int) async throws {
        var random = RandomStore(seed: UInt64(seed))
        let threads = try Scratch().open()
        try await threads.record(random.events())
        for _ in 0..<60 {
            try await threads.record(random.moveOrErase())
            for scope in ThreadQuery.Scope.allCases {
                let page = try await threads.list(ThreadQuery(scope: scope), around: 0, limit: 1000)
                #expect(page.count == page.threads.count)
                #expect(page.count == random.threads.count { $0.scope == scope })
            }
        }
    }

    @Test("the next of a kind is searched down the list and from its top")
    func find() async throws {
        var random = RandomStore(seed: 11)
        let threads = try Scratch().open()
        try await threads.record(random.events())
        for sort in ThreadQuery.Sort.allCases {
            let query = ThreadQuery(filter: .not(.pinned), sort: sort)
            let list = random.threads.filter { $0.scope == .current && !$0.isPinned }.sorted(by: query.lists)
            for (goal, filter) in [(ThreadGoal.nextUnread, ThreadFilter.unread), (.nextRunning, .running)] {
                for (place, start) in list.enumerated() {
                    let order = list[(place + 1)...] + list[..<place]
                    let expected = order.first { random.matches($0, filter) }?.id
                    #expect(try await threads.find(goal, in: query, from: start.id) == expected)
                }
                let top = list.first { random.matches($0, filter) }?.id
                #expect(try await threads.find(goal, in: query, from: nil) == top)
            }
        }
    }

    @Test("a list waits for no write")
    func besideWriting() async throws {
        let scratch = Scratch()
        let threads = try await scratch.openWithReply()
        _ = try await threads.list(ThreadQuery(), around: 0, limit: 10)
        let gate = AsyncStream<Void>.makeStream()
        let mayEnd = DispatchSemaphore(value: 0)
        let writing = Task {
            try await threads.perform(.record) { database in
                try database.execute(sql: "UPDATE thread SET title = 'changed'")
                gate.continuation.finish()
                // Held until the list below has come.
                mayEnd.wait()
            }
        }
        for await _ in gate.stream {}
        let page = try await threads.list(ThreadQuery(), around: 0, limit: 10)
        #expect(page.threads.map(\.title) == [ChatThread.example.title])
        mayEnd.signal()
        try await writing.value
        #expect(try await threads.list(ThreadQuery(), around: 0, limit: 10).threads.map(\.title) == ["changed"])
    }

    @Test("the trash by the time when threads went there, and threads by their ids")
    func trash() async throws {
        var random = RandomStore(seed: 13)
        let threads = try Scratch().open()
        try await threads.record(random.events())
        let deleted = random.threads.filter { $0.deletedAt != nil }
        #expect(try await Set(threads.trash(before: nil)) == Set(deleted.map(\.id)))
        let moment = Timestamp(milliseconds: 25)
        let old = deleted.filter { $0.deletedAt.map { $0 < moment } ?? false }
        #expect(try await Set(threads.trash(before: moment)) == Set(old.map(\.id)))
        let some = Array(random.threads.prefix(5))
        #expect(try await Set(threads.threads(some.map(\.id) + ["nowhere"])) == Set(some))
    }
}
