import ChatModel
import CursesTerminal
import Glibc
import Screen
import Session
import Settings
import Store
import TerminalFront
import TerminalModel

/// The three panes on the terminal, over the threads and the service of this person.
struct FullScreen {
    /// What the command line says of the theme; nil if nothing.
    let theme: String?

    /// Until the person quits, the terminal is lost or a signal comes; a failure ends the process.
    @concurrent func run() async {
        let locations = Locations.current()
        do {
            try CursesTerminal.check()
            try ProcessSafety.makeDirectory(locations.state)
            try await converse(locations)
        } catch let error as TerminalError {
            ProcessSafety.complain(error.description)
            Glibc.exit(2)
        } catch {
            ProcessSafety.fail(error as? Failure ?? Failure(what: "Weft cannot start", why: "\(error)"))
        }
    }

    private func converse(_ locations: Locations) async throws {
        let store = try ThreadDatabase.open(
            directory: locations.threads, now: .now, telling: ProcessSafety.complain)
        let installation = LocalInstallation(locations: locations)
        let (shown, showing) = AsyncStream.makeStream(of: Never.self)
        let configuration = locations.configurationFile.read()
        let settings = (try? configuration.get()) ?? Configuration()
        DisplayWidth.ambiguousColumns = settings.ambiguousColumns
        let services = Self.services(configuration, locations, installation, after: shown)
        let session = Self.session(over: store, services, daysOfTrash: settings.screen.daysOfTrash)
        let end: LoopEnd
        do {
            try await session.start()
            // Where nothing can be written nothing can be taken.
            let handover = store.readOnly == nil ? Handover(locations) : nil
            end = try await show(
                session, store, settings.screen, isFirst: settings.services.isEmpty, taking: handover
            ) { showing.finish() }
        } catch {
            await Self.close(session, services, installation, store)
            throw error
        }
        await Self.close(session, services, installation, store)
        if case .signal(let number) = end { ProcessSafety.die(by: number) }
    }

    /// What the session has said last is recorded before the store closes.
    private static func close(
        _ session: SessionHub, _ services: ServiceTable, _ installation: LocalInstallation, _ store: ThreadDatabase
    ) async {
        await session.shutdown()
        async let linkEnd: Void = services.close()
        async let serviceEnd: Void = installation.shutdown()
        await store.close()
        await linkEnd
        await serviceEnd
    }

    /// - Parameter shown: ends when the screen is up. Nothing is started or asked before, for that would take the
    ///   processor from the first frame while the person waits for it.
    private static func services(
        _ configuration: Result<Configuration, ConfigurationProblems>, _ locations: Locations,
        _ installation: LocalInstallation, after shown: AsyncStream<Never>
    ) -> ServiceTable {
        let showing = Task { for await _ in shown {} }
        return ServiceTable(
            configuration, environment: Locations.environment, models: locations.models,
            local: { await installation.client($0) }, gate: { await showing.value })
    }

    private static func session(
        over store: ThreadDatabase, _ services: ServiceTable, daysOfTrash: Int
    ) -> SessionHub {
        // Where nothing can be asked no service is shown: whether one is there does not matter.
        SessionHub(
            store: store, services: store.readOnly == nil ? services.connected : [],
            choice: store.readOnly == nil ? services.choice : nil, trouble: store.notice ?? services.trouble,
            trashKeep: .seconds(daysOfTrash * 86_400), clock: ContinuousClock(), now: { .now }, newName: Names.next)
    }

    private func show(
        _ session: SessionHub, _ store: ThreadDatabase, _ settings: ScreenSettings, isFirst: Bool,
        taking handover: Handover?,
        firstFrameShown: () -> Void
    ) async throws -> LoopEnd {
        let themes = ThemeStart.ofThisProcess(settings.theme, name: theme)
        let terminal = try CursesTerminal.open(
            ordersText: settings.ordersText, asksBackground: !themes.isColorless)
        defer { terminal.close() }
        let (first, shelf) = themes.first
        var settings = settings
        settings.theme = themes.wish
        let wakes = TerminalWakes(input: STDIN_FILENO, signals: TerminalLoop.signals)
        let inbox = Inbox { wakes.ring() }
        let (state, _) = await session.subscribe { inbox.put($0) }
        if isFirst, state.list.count <= 1 { settings.offered = Self.offered }
        let screen = ScreenState(
            session: state, size: terminal.size, theme: first, now: .now, utcOffset: Self.utcOffset,
            settings: settings, shelf: shelf, isOnLight: themes.isOnLight)
        let desk = ThreadDesk(store: store, session: session) { inbox.put($0) }
        var errands = Errands.ofThisProcess
        errands.threads = desk
        var loop = TerminalLoop(
            terminal: terminal, wakes: wakes, inbox: inbox, screen: screen, now: { .now },
            perform: { session.perform($0) }, errand: errands.run)
        var watch: ThemeWatch?
        var questions: HandoverWatch?
        defer { watch?.cancel() }
        let end = await loop.run {
            firstFrameShown()
            questions = handover.map { HandoverWatch($0, session) }
            watch = ThemeWatch(themes) { inbox.put(.themesRead(themes.shelf(of: $0))) }
        }
        await questions?.end()
        await desk.stop()
        return end
    }

    /// What `weft setup` would find.
    private static var offered: [String] {
        let search = ServiceSearch(environment: Locations.environment, configuration: Configuration())
        return (search.keyed + search.listening).map(\.name)
    }

    /// What local time is ahead of UTC now.
    private static var utcOffset: Duration {
        var moment = time(nil)
        var local = tm()
        localtime_r(&moment, &local)
        return .seconds(local.tm_gmtoff)
    }
}
