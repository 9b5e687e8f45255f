import ChatModel
import Exchange
import Glibc
import Screen
import Session
import Store
import Synchronization

/// Where the threads of the full screen are taken out and brought in.
final class ThreadDesk: Sendable {
    let store: ThreadDatabase
    let session: SessionHub
    /// Says how far an import is, between its beginning and its end.
    let tell: @Sendable (ErrandResult) -> Void
    private let running = Mutex<Task<ErrandResult, Never>?>(nil)

    init(store: ThreadDatabase, session: SessionHub, tell: @escaping @Sendable (ErrandResult) -> Void) {
        self.store = store
        self.session = session
        self.tell = tell
    }

    /// One import at a time; the one that runs is waited for.
    func take(_ work: @escaping @Sendable () async -> ErrandResult) async -> ErrandResult {
        let before = running.withLock { $0 }
        _ = await before?.value
        let task = Task { await work() }
        running.withLock { $0 = task }
        defer { running.withLock { $0 = nil } }
        return await task.value
    }

    /// Ends the import that runs; what came in until now stays.
    /// - Returns: what came of it, nil if none runs.
    @discardableResult func stop() async -> ErrandResult? {
        let task = running.withLock { $0 }
        task?.cancel()
        return await task?.value
    }
}

extension Errands {
    func export(_ paper: ThreadPaper, replaces: Bool) async -> ErrandResult {
        guard let desk = threads else { return .failed(Self.noThreads) }
        let ending = paper.name.split(separator: ".").last.map { $0.lowercased() } ?? ""
        guard let format = ExportFormat.allCases.first(where: { $0.fileExtension == ending }) else {
            return .failed(
                Failure(
                    what: "Nothing was exported", why: "the name says in which form, and this one does not",
                    remedy: "end it in .json for everything, or in .md, .html or .txt"))
        }
        let path = path(of: paper.name)
        var found = stat()
        if !replaces, lstat(path, &found) == 0 {
            return .fileExists(.export(paper, replaces: true), name: paper.name)
        }
        let count = paper.threads.count
        var writing = ThreadWriting(
            store: desk.store, format: format, title: count == 1 ? "1 thread" : "\(count) threads")
        writing.colours = PageColours(paper.theme, isOnLight: paper.isOnLight)
        do throws(Failure) {
            let written = try await writing.write(paper.threads, to: .file(path, replaces: replaces))
            return .exported(path: shown(path), threads: written)
        } catch {
            return .failed(error)
        }
    }

    func importThreads(_ name: String) async -> ErrandResult {
        guard let desk = threads else { return .failed(Self.noThreads) }
        let path = path(of: name)
        return await desk.take {
            let run = ImportRun(
                store: desk.store, choice: Threads.Import.choice, join: { await desk.session.join($0) },
                tell: { desk.tell(.importing(threads: $0, percent: $1)) })
            let (report, failure) = await run.run([path])
            await desk.session.listAgain()
            return .imported((Task.isCancelled ? ["Stopped."] : []) + report.lines, failure)
        }
    }

    /// The import says the same when it ends; where none runs, the screen learns that none does.
    func stopImport() async -> ErrandResult { await threads?.stop() ?? .imported([], nil) }

    private static let noThreads = Failure(what: "There are no threads here")
}
