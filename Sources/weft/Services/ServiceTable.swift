import ChatModel
import Providers
import Session
import Settings

/// All services that the person can choose among, and the ways to them. Nothing is asked and no key is fetched until the
/// session asks.
struct ServiceTable: Sendable {
    let connected: [ConnectedService]
    /// Who answers in new threads.
    let choice: ServiceChoice
    /// What is wrong with `config.toml`; its services are missing then.
    let trouble: Failure?
    private let links: [ServiceLink]

    /// - Parameters:
    ///   - local: The client for an API of the embedded service.
    ///   - models: Where lists of models are kept.
    ///   - gate: What is asked waits until this returns.
    init(
        _ read: Result<Configuration, ConfigurationProblems>, environment: [String: String],
        models: ModelShelf? = nil,
        local: @escaping @Sendable (EmbeddedService) async -> Result<ServiceClient, Failure>,
        gate: @escaping @Sendable () async -> Void
    ) {
        var configuration = Configuration()
        switch read {
        case .success(let found): (configuration, trouble) = (found, nil)
        case .failure(let problems): trouble = problems.failure
        }
        let links = configuration.services.map { entry in
            // The program that prints the key of one service need not know the keys of the others.
            let hidden = configuration.keyVariables(besidesThoseOf: entry)
            let own = environment.filter { !hidden.contains($0.key) }
            return ServiceLink { await entry.client(environment: own) }
        }
        self.links = links
        let embedded = EmbeddedService.allCases.map { service in
            service.connected {
                await gate()
                return await local(service)
            }
        }
        let configured = zip(configuration.services, links).map { entry, link in
            entry.connected(environment: environment, models: models, gate: gate) {
                await gate()
                return await link.open()
            }
        }
        connected = embedded + configured
        choice = ServiceChoice(
            service: ServiceID(configuration.defaultService ?? EmbeddedService.assisters.rawValue))
    }

    func close() async {
        for link in links { await link.close() }
    }
}

extension ConfigurationProblems {
    /// The first of them, in words for the status line.
    var failure: Failure {
        let first = all.first.map { problem in
            problem.line.map { "line \($0): \(problem.what)" } ?? problem.what
        }
        let more = all.count > 1 ? ", and \(all.count - 1) more" : ""
        return Failure(
            what: "config.toml is not used", why: (first ?? "") + more, remedy: "weft services says all of it")
    }
}

extension EmbeddedService {
    fileprivate func connected(
        _ client: @escaping @Sendable () async -> Result<ServiceClient, Failure>
    ) -> ConnectedService {
        ConnectedService(
            Service(
                id: ServiceID(rawValue), name: title, assistant: "Guide", hasDirectory: kind.hasDirectory,
                files: kind == .assisters ? .ids : .none),
            client, kind)
    }
}

extension ConfiguredService {
    fileprivate func connected(
        environment: [String: String], models: ModelShelf?, gate: @escaping @Sendable () async -> Void,
        _ client: @escaping @Sendable () async -> Result<ServiceClient, Failure>
    ) -> ConnectedService {
        let contextLimits =
            if case .models(let api, let settings) = defaults { api.contextLimits(at: address, settings) } else {
                ContextLimits()
            }
        let assistant =
            switch defaults {
            case .assisters(let id): id ?? ""
            case .models(_, let settings): settings.model ?? ""
            case .amity, .betterforms: ""
            }
        return ConnectedService(
            Service(
                id: ServiceID(name), name: name, assistant: assistant, hasDirectory: kind.hasDirectory,
                files: files, takenSettings: kind.takenSettings,
                variesWhileReasoning: kind != .anthropic, keySource: key?.inUse(environment: environment).words ?? "",
                contextLimits: contextLimits),
            client, kind, kept: kind.modelAPI == nil ? nil : models?.entry(of: self), gate: gate)
    }

    /// What of files may go with prompts.
    private var files: FileIntake {
        switch kind {
        case .assisters: .ids
        case .amity, .betterforms: .none
        case .openai, .openaiResponses, .anthropic, .ollama: kind.modelAPI?.files(at: address) ?? .none
        }
    }
}

extension ServiceKind {
    /// Its assistants can be listed; those of a service of models are its models.
    fileprivate var hasDirectory: Bool { self == .assisters || modelAPI != nil }

    /// The assistants of the others have their own.
    var takenSettings: Set<ReplySetting> {
        switch self {
        case .assisters, .amity: []
        case .betterforms: [.system]
        case .openai, .openaiResponses, .anthropic, .ollama: Set(ReplySetting.allCases)
        }
    }
}

extension ConnectedService {
    fileprivate init(
        _ service: Service, _ client: @escaping @Sendable () async -> Result<ServiceClient, Failure>,
        _ kind: ServiceKind, kept: ModelShelf.Entry? = nil, gate: @escaping @Sendable () async -> Void = {}
    ) {
        self.init(
            service, provider: StartingProvider { await client().map { $0 } },
            directory: kind.hasDirectory ? StartingDirectory(client: client, kept: kept, gate: gate) : nil)
    }
}
