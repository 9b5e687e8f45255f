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

    init(locations: Locations) { self.locations = locations }

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
        let key = ServiceKey.random()
        // The lock of a service in other hands is free as soon as that has ended.
        if let service = try await start(port: 0, key: key) { return try await stand(service.port, key, holder: nil) }
        guard let holder = Holder(HeldFile.text(at: locations.serviceLock)), holder.isShared else { throw busy }
        if let standing, standing.holder == holder { return standing.clients }
        return try await stand(holder.port, try Self.storedKey(locations), holder: holder)
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
        port: Int, key: ServiceKey, isShared: Bool = false, tools: String? = nil
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
        lock.write(Holder(process: getpid(), port: service.port, isShared: isShared).text)
        held = lock
        running = service
        return service
    }

    /// Starts the service for other programs too: with the key from the key file.
    /// - Parameter tools: Where functions of assistants are asked, on this machine.
    func share(port: Int, tools: String? = nil) async throws(Failure) -> RunningService {
        try ProcessSafety.makeDirectory(locations.service)
        if let service = try await start(port: port, key: try Self.storedKey(locations), isShared: true, tools: tools) {
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
            remedy: holder.map { $0.isShared ? "use that one, or end it first" : "quit that Weft first" }
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
    let process: Int32
    let port: Int
    /// It takes the key from the key file, so other programs may use it.
    let isShared: Bool

    init(process: Int32, port: Int, isShared: Bool) {
        self.process = process
        self.port = port
        self.isShared = isShared
    }

    init?(_ text: String) {
        let words = text.split(whereSeparator: \.isWhitespace)
        guard words.count == 3, let process = Int32(words[0]), let port = Int(words[1]) else { return nil }
        self.init(process: process, port: port, isShared: words[2] == "shared")
    }

    var text: String { "\(process) \(port) \(isShared ? "shared" : "own")\n" }
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
