import Providers
import Screen

/// What the person has decided in `config.toml`.
struct Configuration: Hashable, Sendable {
    /// In the order of the file.
    var services: [ConfiguredService] = []
    /// Who answers in new threads: one of the services, or one that is embedded. nil leaves it to the embedded one.
    var defaultService: String?
    var screen = ScreenSettings()
    /// How many columns the terminal gives to what is of ambiguous width: 1 or 2.
    var ambiguousColumns = 1
}

extension Configuration {
    /// The environment variables that may hold keys of services.
    /// - Parameter service: Whose own do not count.
    func keyVariables(besidesThoseOf service: ConfiguredService? = nil) -> Set<String> {
        let own = service?.keySources ?? []
        let sources = services.flatMap(\.keySources).filter { !own.contains($0) }
        return Set(sources.compactMap { if case .variable(let name) = $0 { name } else { nil } })
    }
}

/// One `[services.NAME]` of the file.
struct ConfiguredService: Hashable, Sendable {
    let name: String
    /// As it is written in the file.
    let url: String
    let address: ServiceAddress
    /// nil where no key is needed.
    let key: KeySources?
    let defaults: ServiceDefaults

    var kind: ServiceKind {
        switch defaults {
        case .assisters: .assisters
        case .amity: .amity
        case .betterforms: .betterforms
        case .models(let api, _): ServiceKind(api)
        }
    }

    /// All places that keys for its host may come from.
    var keySources: [KeySource] {
        let own = key?.all ?? []
        guard case .betterforms(let defaults) = defaults else { return own }
        return own + (defaults.providerKey?.all ?? [])
    }
}

/// The APIs that Weft speaks, by their names in the file.
enum ServiceKind: String, Hashable, Sendable, CaseIterable {
    case assisters, amity, betterforms, openai
    case openaiResponses = "openai-responses"
    case anthropic, ollama

    /// Of a service of models.
    var modelAPI: ModelAPI? {
        switch self {
        case .assisters, .amity, .betterforms: nil
        case .openai: .chatCompletions
        case .openaiResponses: .responses
        case .anthropic: .anthropic
        case .ollama: .ollama
        }
    }

    init(_ api: ModelAPI) {
        switch api {
        case .chatCompletions: self = .openai
        case .responses: self = .openaiResponses
        case .anthropic: self = .anthropic
        case .ollama: self = .ollama
        }
    }

    /// Where the service is when the file says nothing; nil where it may be anywhere.
    var standardURL: String? {
        switch self {
        case .assisters, .amity, .betterforms: nil
        case .openai, .openaiResponses: "https://api.openai.com/v1"
        case .anthropic: "https://api.anthropic.com/v1"
        case .ollama: "http://127.0.0.1:11434"
        }
    }

    /// Where the key is looked for when the file says nothing; nil where none is needed then.
    func keyVariable(host: String) -> String? {
        switch self {
        case .assisters: "ASSISTERS_API_KEY"
        case .amity: "AMITY_API_KEY"
        case .betterforms: "BETTERFORMS_API_KEY"
        case .openai, .openaiResponses, .anthropic, .ollama: KnownService.keyVariable(of: self, host: host)
        }
    }
}

/// What a service is asked for when a thread says no more.
enum ServiceDefaults: Hashable, Sendable {
    case assisters(assistant: String?)
    case amity(AmityDefaults)
    case betterforms(BetterFormsDefaults)
    case models(ModelAPI, ModelSettings)
}

struct AmityDefaults: Hashable, Sendable {
    /// The header field that carries the key.
    var keyHeader = KeyHeader.bearer
    /// What is posted, with marks for text and session.
    var template = AmityTemplate.standard
    /// Otherwise the whole answer comes at once.
    var streams = true
}

struct BetterFormsDefaults: Hashable, Sendable {
    /// The key of the provider behind the service; nil where the service has its own.
    var providerKey: KeySources?
    var provider: String?
    var model: String?
    var instructions: String?
    var action: String?
    /// Over the channel, piece by piece; otherwise the whole answer comes in one.
    var streams = true
}

/// The services that are there without a file.
enum EmbeddedService: String, CaseIterable {
    case assisters = "local"
    case amity = "local-amity"
    case betterforms = "local-betterforms"

    var kind: ServiceKind {
        switch self {
        case .assisters: .assisters
        case .amity: .amity
        case .betterforms: .betterforms
        }
    }

    var title: String {
        switch self {
        case .assisters: "Local service"
        case .amity: "Local Amity"
        case .betterforms: "Local BetterForms"
        }
    }
}
