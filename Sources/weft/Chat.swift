import ArgumentParser
import ChatModel
import CursesTerminal
import Glibc
import Screen
import Session
import Store
import TerminalFront
import TerminalModel

/// `weft`: the full screen.
struct Chat: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "chat", abstract: "Open the full screen; what weft does without a verb.")

    enum ThemeName: String, ExpressibleByArgument, CaseIterable {
        case dark, light
    }

    @Option(help: "For a dark or a light terminal.")
    var theme = ThemeName.dark

    func run() async throws {
        let locations = Locations.current()
        do {
            try CursesTerminal.check()
            try ProcessSafety.makeDirectory(locations.state)
            try await converse(locations)
        } catch let failure as Failure {
            ProcessSafety.fail(failure)
        } catch let error as TerminalError {
            ProcessSafety.complain(error.description)
            Glibc.exit(2)
        }
    }

    private func converse(_ locations: Locations) async throws {
        let store = try ThreadDatabase.open(directory: locations.threads, now: .now)
        let installation = LocalInstallation(locations: locations)
        let session = Self.session(over: store, installation)
        try await session.start()
        let end = try await show(session)
        await session.shutdown()
        await installation.shutdown()
        if case .signal(let number) = end { ProcessSafety.die(by: number) }
    }

    private static func session(over store: ThreadDatabase, _ installation: LocalInstallation) -> SessionHub {
        let provider =
            store.readOnly == nil
            ? Task { await installation.provider() }
            : Task { .failure(Failure(what: "Nothing can be asked here", why: "this Weft can only read")) }
        let service = Service(id: "local", name: "Local service", assistant: "Guide")
        return SessionHub(
            store: store, providers: [(service, StartingProvider(provider: provider))], clock: ContinuousClock(),
            now: { .now }, newName: Names.next)
    }

    /// Until the person quits, the terminal is lost or a signal comes.
    private func show(_ session: SessionHub) async throws -> LoopEnd {
        let terminal = try CursesTerminal.open()
        defer { terminal.close() }
        let wakes = TerminalWakes(input: STDIN_FILENO, signals: TerminalLoop.signals)
        let inbox = Inbox { wakes.ring() }
        let (state, _) = await session.subscribe { inbox.put($0) }
        let screen = ScreenState(
            session: state, size: terminal.size, theme: chosenTheme, now: .now, utcOffset: Self.utcOffset)
        var loop = TerminalLoop(
            terminal: terminal, wakes: wakes, inbox: inbox, screen: screen, now: { .now },
            perform: { session.perform($0) })
        return await loop.run()
    }

    /// What local time is ahead of UTC now.
    private static var utcOffset: Duration {
        var moment = time(nil)
        var local = tm()
        localtime_r(&moment, &local)
        return .seconds(local.tm_gmtoff)
    }

    /// No colours at all where NO_COLOR is set and not empty (no-color.org).
    private var chosenTheme: Theme {
        guard (Locations.variable("NO_COLOR") ?? "").isEmpty else { return .plain }
        return theme == .dark ? .dark : .light
    }
}

extension Timestamp {
    /// The wall clock.
    static var now: Timestamp {
        var moment = timespec()
        clock_gettime(CLOCK_REALTIME, &moment)
        return Timestamp(milliseconds: Int64(moment.tv_sec) * 1000 + Int64(moment.tv_nsec) / 1_000_000)
    }
}

/// Names that were never given before: 128 random bits in hexadecimal digits.
enum Names {
    static func next() -> String {
        let number = UInt128.random(in: 0...UInt128.max)
        let digits = String(number, radix: 16)
        return String(repeating: "0", count: 32 - digits.count) + digits
    }
}
