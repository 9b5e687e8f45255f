import Foundation
import Synchronization

@testable import LocalService

/// A folder of its own with a knowledge base over the real manual and an empty list of added folders.
final class GuideFixture {
    let folder: URL
    let folders: KnowledgeFolders
    let knowledge: KnowledgeBase

    init() throws {
        folder = FileManager.default.temporaryDirectory.appending(path: "guide-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        folders = KnowledgeFolders(listFile: folder.appending(path: "lists/knowledge.txt").path())
        knowledge = KnowledgeBase(path: folder.appending(path: "index/knowledge.sqlite").path(), folders: folders)
    }

    deinit { try? FileManager.default.removeItem(at: folder) }

    func path(_ name: String) -> String { folder.appending(path: name).path(percentEncoded: false) }

    func write(_ text: String, to name: String) throws { try write(Data(text.utf8), to: name) }

    func write(_ bytes: Data, to name: String) throws {
        let file = folder.appending(path: name)
        try FileManager.default.createDirectory(
            at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
        try bytes.write(to: file)
    }
}

extension KnowledgeBase {
    /// The manual alone, in memory, for all tests that add nothing.
    static let manualOnly = KnowledgeBase(
        path: "/dev/null/index.sqlite", folders: KnowledgeFolders(listFile: "/nonexistent/knowledge.txt"))

    /// The whole answer to a prompt that ends a conversation.
    func answer(_ text: String, after earlier: [EngineMessage] = [], as name: String = "Guide") async throws -> String {
        let writer = GuideWriter(tools: GuideTools(knowledge: self, box: .empty), assistantName: name)
        return try await writer.reply(to: earlier + [EngineMessage(isFromUser: true, text: text)]).text
    }
}

extension EngineRequest {
    init(_ prompt: String, pace: Double?) {
        self.init(
            assistantName: "Guide", instructions: "", model: "guide", pace: pace,
            messages: [EngineMessage(isFromUser: true, text: prompt)])
    }
}

/// A clock whose time passes only where somebody sleeps, or by `advance`.
final class JumpingClock: Clock {
    struct Instant: InstantProtocol {
        var sinceStart: Duration
        func advanced(by duration: Duration) -> Self { Self(sinceStart: sinceStart + duration) }
        func duration(to other: Self) -> Duration { other.sinceStart - sinceStart }
        static func < (left: Self, right: Self) -> Bool { left.sinceStart < right.sinceStart }
    }

    private let time = Mutex(Instant(sinceStart: .zero))

    var now: Instant { time.withLock { $0 } }
    var minimumResolution: Duration { .zero }

    func advance(by duration: Duration) { time.withLock { $0 = $0.advanced(by: duration) } }

    func sleep(until deadline: Instant, tolerance: Duration?) async throws {
        try Task.checkCancellation()
        time.withLock { $0 = max($0, deadline) }
    }
}

/// A clock that stands still: whoever sleeps wakes by cancellation only.
struct StandingClock: Clock {
    typealias Instant = JumpingClock.Instant

    var now: Instant { Instant(sinceStart: .zero) }
    var minimumResolution: Duration { .zero }

    func sleep(until deadline: Instant, tolerance: Duration?) async throws {
        guard deadline > now else { return }
        let (never, source) = AsyncStream<Void>.makeStream()
        for await _ in never {}
        source.finish()
        try Task.checkCancellation()
    }
}
