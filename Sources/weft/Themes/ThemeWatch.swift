import Foundation
import Glibc
import Screen
import Settings

/// Tells of the files of themes as they are, at first and whenever one has changed.
///
/// A thread of its own waits for the system to say so; between two changes it does not run.
final class ThemeWatch: Sendable {
    /// Closed for the end; the thread has the other side.
    private let end: Int32

    /// An editor writes a file in several steps: so long none may follow before it is read.
    private static let calm: Int32 = 40

    /// - Parameter tell: called on the thread, with a library that differs from the one before.
    init(_ themes: ThemeStart, tell: @escaping @Sendable (ThemeLibrary) -> Void) {
        var ends: [Int32] = [-1, -1]
        pipe(&ends)
        for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
        let seen = ends[0]
        end = ends[1]
        Thread.detachNewThread { Self.run(themes, until: seen, tell) }
    }

    /// Nothing is told any more, once what is being told now is over.
    func cancel() { close(end) }

    private static func run(_ themes: ThemeStart, until end: Int32, _ tell: (ThemeLibrary) -> Void) {
        let notices = inotify_init1(Int32(IN_CLOEXEC | IN_NONBLOCK))
        defer {
            close(notices)
            close(end)
        }
        var known: ThemeLibrary?
        repeat {
            watch(themes.folders, themes.wish.name, notices)
            let library = themes.library
            guard library != known else { continue }
            known = library
            tell(library)
        } while waits(for: notices, end)
    }

    /// Returns when something has changed and nothing more does.
    /// - Returns: false at the end.
    private static func waits(for notices: Int32, _ end: Int32) -> Bool {
        var limit: Int32 = -1
        while true {
            var waiting = [
                pollfd(fd: notices, events: Int16(POLLIN), revents: 0),
                pollfd(fd: end, events: Int16(POLLIN), revents: 0),
            ]
            let count = poll(&waiting, 2, limit)
            if count < 0, errno == EINTR { continue }
            if count < 0 || waiting[1].revents != 0 { return false }
            if count == 0 { return true }
            var buffer = [UInt8](repeating: 0, count: 4096)
            while read(notices, &buffer, buffer.count) > 0 {}
            limit = calm
        }
    }

    /// The folders, and what links in them lead to; for the person's own also where it may come later.
    private static func watch(_ folders: ThemeFolders, _ wished: String, _ notices: Int32) {
        let files = UInt32(IN_CLOSE_WRITE | IN_MOVED_TO | IN_MOVED_FROM | IN_DELETE)
        if let own = folders.paths.first { watchWay(to: own, notices) }
        for folder in folders.paths + (wished.contains("/") ? [parent(wished)] : []) {
            inotify_add_watch(notices, folder, files)
            for name in (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? [] {
                let path = folder + "/" + name
                guard (try? FileManager.default.destinationOfSymbolicLink(atPath: path)) != nil else { continue }
                let target = URL(fileURLWithPath: path).resolvingSymlinksInPath().path(percentEncoded: false)
                inotify_add_watch(notices, parent(target), files)
            }
        }
    }

    /// The nearest folder above one that is not there.
    private static func watchWay(to folder: String, _ notices: Int32) {
        var missing = folder
        while missing.count > 1, access(parent(missing), F_OK) != 0 { missing = parent(missing) }
        guard access(missing, F_OK) != 0 else { return }
        inotify_add_watch(notices, parent(missing), UInt32(IN_CREATE | IN_MOVED_TO))
        // It may have come meanwhile.
        if access(missing, F_OK) == 0 { watchWay(to: folder, notices) }
    }

    private static func parent(_ path: String) -> String {
        path.lastIndex(of: "/").map { $0 == path.startIndex ? "/" : String(path[..<$0]) } ?? "/"
    }
}
