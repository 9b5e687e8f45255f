import ChatModel
import Foundation
import Glibc
import Store

/// What was asked beside the threads, and how it comes to them.
///
/// Each question has a folder with a store of its own, which its process alone writes. When the question is over the
/// folder gets a name that says so, and whoever may write the threads takes what is in it. One whose process has died
/// is taken too. So nothing waits for the writer of the threads, and nothing is lost where there is none.
struct Handover: Sendable {
    /// The folder of all questions.
    let directory: String

    /// Behind the name of a folder that waits to be taken.
    static let overMark = ".over"

    private static let database = "threads.sqlite"

    init(_ locations: Locations) { directory = locations.questions }

    /// Opens a store for one question.
    func open(_ name: String) throws(Failure) -> ThreadDatabase {
        try ProcessSafety.makeDirectory(directory)
        return try ThreadDatabase.open(directory: "\(directory)/\(name)", now: .now)
    }

    /// Says that a question is over, whose store is closed.
    func end(_ name: String) { rename("\(directory)/\(name)", "\(directory)/\(name)\(Self.overMark)") }

    /// Questions that are over and were not taken.
    var hasOver: Bool { names.contains { $0.hasSuffix(Self.overMark) } }

    /// Gives what waits to `take`, folder by folder, and removes the folders of which it says that all is kept. What is
    /// being said in questions that go on is given to `show`.
    ///
    /// To be called by the process that may write the threads. What cannot be read stays where it is.
    /// - Parameter isDue: Whether to look into the folder of a question that may go on.
    /// - Returns: whether questions go on.
    @discardableResult
    func deliver(
        isDue: (String) -> Bool = { _ in true }, showing show: ([StoredThread]) async -> Void = { _ in },
        to take: ([StoredThread]) async -> Bool
    ) async -> Bool {
        var goesOn = false
        for name in names {
            let folder = "\(directory)/\(name)"
            let isGoingOn = isDue(folder) ? await look(into: folder, show, take) : true
            goesOn = goesOn || isGoingOn
        }
        return goesOn
    }

    /// - Returns: whether the question goes on.
    private func look(
        into folder: String, _ show: ([StoredThread]) async -> Void, _ take: ([StoredThread]) async -> Bool
    ) async -> Bool {
        guard access("\(folder)/\(Self.database)", F_OK) == 0 else {
            removeIfForgotten(folder)
            return isYoung(folder)
        }
        // Its process may still be making the tables.
        guard let store = try? ThreadDatabase.open(directory: folder, now: .now) else { return isYoung(folder) }
        // A question that goes on holds its store.
        let isOver = store.readOnly == nil
        var isKept = false
        if let copies = try? await Self.threads(of: store) {
            if isOver { isKept = await take(copies) } else { await show(copies) }
        }
        await store.close(within: .seconds(5))
        if isKept { try? FileManager.default.removeItem(atPath: folder) }
        return !isOver
    }

    private var names: [String] {
        let all = (try? FileManager.default.contentsOfDirectory(atPath: directory)) ?? []
        return all.filter { !$0.hasPrefix(".") }.sorted()
    }

    private static func threads(of store: ThreadDatabase) async throws(Failure) -> [StoredThread] {
        var copies: [StoredThread] = []
        for scope in ThreadQuery.Scope.allCases {
            let page = try await store.list(ThreadQuery(scope: scope), around: 0, limit: ThreadSelection.most)
            for thread in page.threads {
                if let copy = try await store.read(thread.id) { copies.append(copy) }
            }
        }
        return copies
    }

    /// A folder without a store belongs to a question that begins, or to one that died in its first moment.
    private func removeIfForgotten(_ folder: String) {
        guard let age = Self.age(of: folder), age > 3600 else { return }
        try? FileManager.default.removeItem(atPath: folder)
    }

    private func isYoung(_ folder: String) -> Bool { Self.age(of: folder).map { $0 < 10 } ?? false }

    /// In seconds, since something was made in it.
    private static func age(of folder: String) -> Int? {
        var status = stat()
        return stat(folder, &status) == 0 ? time(nil) - status.st_mtim.tv_sec : nil
    }
}

extension ThreadDatabase {
    /// Keeps what was said in copies of threads.
    /// - Returns: whether it is kept.
    func join(_ copies: [StoredThread]) async -> Bool {
        do throws(Failure) {
            for copy in copies { try await record(copy.events(joining: try await read(copy.thread.id))) }
            return true
        } catch {
            ProcessSafety.complain(
                [error.what, error.why, error.remedy].filter { !$0.isEmpty }.joined(separator: ": "))
            return false
        }
    }
}
