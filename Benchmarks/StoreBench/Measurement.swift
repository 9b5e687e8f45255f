import ChatModel
import Foundation
import Store

/// Times of what a person waits for, each the first time and warm.
struct Measurement {
    let directory: String

    /// - Parameter texts: If there are any, only searches for them are measured.
    func run(only texts: [String]) async throws {
        print("| what | first | median | most | found |")
        print("|---|---|---|---|---|")
        let clock = ContinuousClock()
        let start = clock.now
        let store = try ThreadDatabase.open(directory: directory, now: .generated)
        print("| open | \(start.duration(to: clock.now).words) | | | |")
        if texts.isEmpty {
            try await lists(store)
            try await searches(store, for: Self.texts)
            try await writes(store)
        } else {
            try await searches(store, for: texts)
        }
        print("| most memory so far | \(Self.residentMegabytes()) MB | | | |")
        await store.close(within: .seconds(60))
    }

    private func lists(_ store: ThreadDatabase) async throws {
        try await list("first page of 60", store, ThreadQuery(), at: 0, limit: 60)
        for sort in ThreadQuery.Sort.allCases {
            try await list("page of 400, by \(sort)", store, ThreadQuery(sort: sort), at: 0)
            try await list("page in the depth, by \(sort)", store, ThreadQuery(sort: sort), at: 80_000)
        }
        print("| most memory so far | \(Self.residentMegabytes()) MB | | | |")
        let filters: [(String, ThreadFilter)] = [
            ("unread", .unread), ("failed", .failed), ("running", .running), ("queued", .queued), ("pinned", .pinned),
            ("draft", .drafted), ("label", .label("label3")), ("service", .service("ami")),
            ("assistant", .assistant("guide")),
            (
                "days",
                .active(from: Timestamp(milliseconds: Timestamp.generated.milliseconds - 604_800_000), before: nil)
            ),
            ("title, rare", .title("quaphost")), ("title, common", .title("the")), ("title, 2 letters", .title("th")),
            ("body, rare", .body("quaphost")), ("body, fragment", .body("uaphos")),
            ("body, common", .body("the")), ("body, common 4", .body("tion")), ("body, 2 letters", .body("qu")),
            ("body, CJK", .body("一丁")), ("not body", .not(.body("quaphost"))),
            ("unread and not failed", .and([.unread, .not(.failed)])),
        ]
        for (name, filter) in filters {
            try await list("limit: \(name)", store, ThreadQuery(filter: filter), at: 0)
        }
        try await measure("next unread") {
            try await store.find(.nextUnread, in: ThreadQuery(), from: "thread-50000") != nil ? 1 : 0
        }
        try await measure("open a thread") { try await store.read("thread-50000")?.messages.count ?? 0 }
    }

    private func list(
        _ name: String, _ store: ThreadDatabase, _ query: ThreadQuery, at place: Int, limit: Int = 400
    ) async throws {
        try await measure(name) { try await store.list(query, around: place, limit: limit).count }
    }

    private static let texts = [
        "quaphost", "uaphos", "the", "th", "t", "the of and", "tion", "serving", "\"of the\"", "一丁", "一", "丅三", "zzq",
        "zq", "++",
    ]

    private func searches(_ store: ThreadDatabase, for texts: [String]) async throws {
        for text in texts {
            try await measure("search: \(text)") { try await store.search(text, limit: 100).hits.count }
        }
    }

    private func writes(_ store: ThreadDatabase) async throws {
        let message = Message(
            id: "measured", thread: "thread-1", role: .assistant, text: "", createdAt: .generated, state: .running)
        try await store.record([.messageAdded(message)])
        let piece = String(repeating: "some words of a reply that grows ", count: 8)
        try await measure("growth of \(piece.utf8.count) bytes") {
            try await store.record([.replyGrew("thread-1", "measured", by: piece)])
            return 1
        }
        try await store.record([.messageRemoved("thread-1", "measured")])
    }

    private func measure(_ name: String, _ body: () async throws -> Int) async throws {
        let clock = ContinuousClock()
        var times: [Duration] = []
        var found = 0
        for _ in 0..<7 {
            let start = clock.now
            found = try await body()
            times.append(start.duration(to: clock.now))
        }
        let warm = times.dropFirst().sorted()
        print(
            "| \(name) | \(times[0].words) | \(warm[warm.count / 2].words) | \(warm[warm.count - 1].words) | \(found) |"
        )
    }

    private static func residentMegabytes() -> Int {
        var usage = rusage()
        getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
        return usage.ru_maxrss >> 10
    }
}

extension Duration {
    fileprivate var words: String {
        let (seconds, attoseconds) = components
        return String(format: "%.2f ms", Double(seconds) * 1000 + Double(attoseconds) / 1e15)
    }
}
