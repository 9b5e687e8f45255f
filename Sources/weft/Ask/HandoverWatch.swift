import Glibc
import Session
import TerminalFront

/// Takes what was asked beside this Weft into its session: what waits at first, and each question when it is over.
final class HandoverWatch: Sendable {
    private let wakes: TerminalWakes
    private let work: Task<Void, Never>

    /// - Parameter session: one that may write the threads.
    init(_ handover: Handover, _ session: SessionHub) {
        // Open until the process ends, for nobody says when Dispatch has let go of it.
        let notices = inotify_init1(Int32(IN_CLOEXEC | IN_NONBLOCK))
        try? ProcessSafety.makeDirectory(handover.directory)
        inotify_add_watch(notices, handover.directory, UInt32(IN_MOVED_TO))
        let wakes = TerminalWakes(input: notices < 0 ? nil : notices, signals: [])
        self.wakes = wakes
        work = Task {
            await handover.deliver { await session.join($0) }
            for await _ in wakes.stream {
                var buffer = [UInt8](repeating: 0, count: 4096)
                while read(notices, &buffer, buffer.count) > 0 {}
                wakes.listenAgain()
                await handover.deliver { await session.join($0) }
            }
        }
    }

    /// Returns when nothing is being taken any more.
    func end() async {
        work.cancel()
        await work.value
        wakes.cancel()
    }
}
