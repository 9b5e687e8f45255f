import ChatModel
import Glibc
import LocalService
import Logging
import Providers
import WireFormats

/// The local service of this person: started inside this process, or found running as `weft serve`.
///
/// One process at a time has it; the lock file says which, and at what port.
actor LocalInstallation {
    private let locations: Locations
    /// For whom a service is started here when somebody asks.
    private let use: Holder.Use
    private var held: HeldFile?
    private var running: RunningService?
    private var standing: Standing?
    private var attempt: Task<Result<LocalClients, Failure>, Never>?
    private var isShutDown = false

    /// The clients of a service that answered for itself, by starting or in the lock file.
    private struct Standing {
        /// Who runs the service; nil if it runs here.
        let holder: Holder?
        let clients: LocalClients
    }

    /// - Parameter use: `.lent` where it stays while the person sits at it, `.passing` where it ends with one question.
    init(locations: Locations, use: Holder.Use = .lent) {
        self.locations = locations
        self.use = use
    }

    /// Clients of the service that runs already, or of the one that is started for it here.
    ///
    /// The same ones as long as its service runs. After a failure, or when the `weft serve` that was used has ended, the
    /// next call finds or starts the service anew; calls meanwhile wait for the one attempt.
    func clients() async -> Result<LocalClients, Failure> {
        if let attempt { return await attempt.value }
        let attempt = Task { await find() }
        self.attempt = attempt
        defer { self.attempt = nil }
        return await attempt.value
    }

    /// The client for one of its APIs.
    func client(_ service: EmbeddedService) async -> Result<ServiceClient, Failure> {
        await clients().map { $0[service] }
    }

    private func find() async -> Result<LocalClients, Failure> {
        do throws(Failure) {
            return .success(try await found())
        } catch {
            return .failure(error)
        }
    }

    private func found() async throws(Failure) -> LocalClients {
        guard !isShutDown else { throw Self.ended }
        if let standing, standing.holder == nil { return standing.clients }
        try ProcessSafety.makeDirectory(locations.service)
        // Without a key that others can find it serves here all the same.
        let stored = try? Self.storedKey(locations)
        let key = stored ?? ServiceKey.random()
        while true {
            // The lock of a service in other hands is free as soon as that has ended.
            if let service = try await start(port: 0, key: key, use: stored == nil ? .own : use) {
                return try await stand(service.port, key, holder: nil)
            }
            let holder = Holder(HeldFile.text(at: locations.serviceLock))
            if use == .passing, holder?.use ?? .passing == .passing, !Task.isCancelled, !isShutDown {
                // It would be gone in the middle of an answer; so questions take their turns.
                try? await Task.sleep(for: .milliseconds(20))
                continue
            }
            guard let holder, holder.isForOthers else { throw busy }
            if let standing, standing.holder == holder { return standing.clients }
            return try await stand(holder.port, try Self.storedKey(locations), holder: holder)
        }
    }

    /// Puts clients in the place of those whose service has ended.
    private func stand(_ port: Int, _ key: ServiceKey, holder: Holder?) async throws(Failure) -> LocalClients {
        guard !isShutDown else { throw Self.ended }
        let clients = try LocalClients(LocalAddresses(port: port), key: key)
        let before = standing
        standing = Standing(holder: holder, clients: clients)
        await before?.clients.close()
        return clients
    }

    /// Starts the service, unless another process has it.
    /// - Returns: nil if one has.
    private func start(
        port: Int, key: ServiceKey, use: Holder.Use, tools: String? = nil
    ) async throws(Failure) -> RunningService? {
        try ProcessSafety.makeDirectory(locations.service)
        guard let lock = try HeldFile(path: locations.serviceLock) else { return nil }
        let folders = KnowledgeFolders(listFile: locations.knowledgeFolders)
        let guide = Guide(
            knowledge: KnowledgeBase(path: locations.knowledgeDatabase, folders: folders), clock: ContinuousClock())
        let configuration = ServiceConfiguration(
            port: port, key: key, databasePath: locations.serviceDatabase, defaultAssistant: .guide,
            toolsBaseURL: tools, logger: FileLog.logger(path: locations.serviceLog))
        let service: RunningService
        do {
            service = try await LocalService.start(configuration: configuration, engine: guide)
        } catch {
            throw Failure(error)
        }
        // Quitting does not wait for the start: what has started too late is ended here.
        guard !isShutDown else {
            await service.shutdown()
            throw Self.ended
        }
        lock.write(Holder(process: getpid(), port: service.port, use: use).text)
        held = lock
        running = service
        return service
    }

    /// Starts the service for other programs too: with the key from the key file.
    /// - Parameter tools: Where functions of assistants are asked, on this machine.
    func share(port: Int, tools: String? = nil) async throws(Failure) -> RunningService {
        try ProcessSafety.makeDirectory(locations.service)
        if let service = try await start(port: port, key: try Self.storedKey(locations), use: .shared, tools: tools) {
            return service
        }
        throw busy
    }

    /// Ends the service if it was started here. One that is still starting is not waited for, and ends by itself.
    func shutdown() async {
        isShutDown = true
        await standing?.clients.close()
        await running?.shutdown()
        held = nil
    }

    private static let ended = Failure(what: "The local service is not there", why: "Weft is ending")

    private var busy: Failure {
        let holder = Holder(HeldFile.text(at: locations.serviceLock))
        return Failure(
            what: "The local service is in other hands",
            why: holder.map { "process \($0.process) runs it on port \($0.port)" } ?? "another process is starting it",
            remedy: holder.map { $0.use == .shared ? "use that one, or end it first" : "quit that Weft first" }
                ?? "try again in a moment")
    }

    private static func storedKey(_ locations: Locations) throws(Failure) -> ServiceKey {
        do {
            return try ServiceKey.load(orCreateAt: locations.serviceKey)
        } catch {
            throw Failure(error)
        }
    }
}

extension Failure {
    init(_ error: ServiceError) {
        let (what, why, remedy) = error.words
        self.init(what: what, why: why, remedy: remedy)
    }
}

/// What the lock file says about who has the service.
struct Holder: Hashable {
    enum Use: String {
        /// The key is in memory only, so nobody else can use it.
        case own
        /// By a Weft at which somebody sits; other programs of this person use it meanwhile.
        case lent
        /// For one question; a Weft that opens meanwhile uses it until it ends.
        case passing
        /// For other programs, until it is interrupted.
        case shared
    }

    let process: Int32
    let port: Int
    let use: Use

    init(process: Int32, port: Int, use: Use) {
        self.process = process
        self.port = port
        self.use = use
    }

    init?(_ text: String) {
        let words = text.split(whereSeparator: \.isWhitespace)
        guard words.count == 3, let process = Int32(words[0]), let port = Int(words[1]) else { return nil }
        self.init(process: process, port: port, use: Use(rawValue: String(words[2])) ?? .own)
    }

    var text: String { "\(process) \(port) \(use)\n" }

    /// It takes the key from the key file, so other programs may use it.
    var isForOthers: Bool { use != .own }
}

extension Assisters.AssistantDraft {
    /// Who answers before the person has made an assistant.
    static var guide: Self {
        Self(
            name: "Guide",
            description: "Searches Weft's manual and the folders you added, and answers with what it finds there.",
            instructions: "Answer from the knowledge base only, and name the sources.", model: "guide",
            tools: [.named("knowledge_base")])
    }
}
