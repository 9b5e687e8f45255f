import Glibc
import Session
import TerminalFront

/// Takes what is asked beside this Weft into its session: what waits at first, and each question when it is over. While
/// one goes on, what it says is shown as it comes.
final class HandoverWatch: Sendable {
    private let wakes: TerminalWakes
    private let work: Task<Void, Never>

    /// - Parameter session: one that may write the threads.
    init(_ handover: Handover, _ session: SessionHub) {
        // Open until the process ends, for nobody says when Dispatch has let go of it.
        let notices = inotify_init1(Int32(IN_CLOEXEC | IN_NONBLOCK))
        try? ProcessSafety.makeDirectory(handover.directory)
        inotify_add_watch(notices, handover.directory, UInt32(IN_MOVED_TO | IN_CREATE))
        let wakes = TerminalWakes(input: notices < 0 ? nil : notices, signals: [])
        self.wakes = wakes
        work = Task {
            await Self.follow(handover, session)
            for await _ in wakes.stream {
                var buffer = [UInt8](repeating: 0, count: 4096)
                while read(notices, &buffer, buffer.count) > 0 {}
                wakes.listenAgain()
                await Self.follow(handover, session)
            }
        }
    }

    /// As often questions that go on are looked at: what they say is written every quarter of a second.
    private static let interval = Duration.milliseconds(250)

    /// Returns when no question goes on.
    private static func follow(_ handover: Handover, _ session: SessionHub) async {
        var glance = HandoverGlance()
        while await handover.deliver(
            isDue: { glance.isDue($0) }, showing: { await session.overhear($0) }, to: { await session.join($0) })
        {
            try? await Task.sleep(for: interval)
            if Task.isCancelled { return }
        }
    }

    /// Returns when nothing is being taken any more.
    func end() async {
        work.cancel()
        await work.value
        wakes.cancel()
    }
}
