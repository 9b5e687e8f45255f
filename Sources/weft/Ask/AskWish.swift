import ArgumentParser
import ChatModel
import Providers

/// Who is to be asked, in the words of the command line.
struct AskWish: Hashable {
    var service: String?
    var assistant: String?
    var model: String?
    var system: String?
}

/// Who is asked: the one service of the session, and its choice of who answers there.
struct AskTarget {
    var configuration: Configuration
    let name: String
    let kind: ServiceKind
    /// nil leaves it to the thread, or to the service.
    var assistant: AssistantWish?

    enum AssistantWish: Hashable {
        /// A model, as its service knows it.
        case model(String)
        /// An id or a name among the assistants of the service.
        case named(String)
    }

    /// - Parameter current: who answers in the thread that goes on; nil for a new thread.
    init(_ wish: AskWish, in configuration: Configuration, current: ServiceID?) throws(Failure) {
        self.configuration = configuration
        name = wish.service ?? current?.text ?? configuration.defaultService ?? EmbeddedService.assisters.rawValue
        if let service = configuration.services.first(where: { $0.name == name }) {
            kind = service.kind
        } else if let embedded = EmbeddedService(rawValue: name) {
            kind = embedded.kind
        } else {
            let names = configuration.services.map(\.name) + EmbeddedService.allCases.map(\.rawValue)
            throw Failure(
                what: "There is no service \(name)", why: "the services are \(names.joined(separator: ", "))",
                remedy: "weft services add adds one")
        }
        if let named = wish.assistant { assistant = .named(named) }
        if let model = wish.model { try take(model: model) }
        if let system = wish.system { try take(system: system) }
    }

    private mutating func take(model: String) throws(Failure) {
        guard let place = configuration.services.firstIndex(where: { $0.name == name }),
            case .betterforms(var defaults) = configuration.services[place].defaults
        else { throw Self.refusal("\(name) takes no model", "its assistants have their own", "choose one with -a") }
        defaults.model = model
        configuration.services[place] = configuration.services[place].with(.betterforms(defaults))
    }

    private mutating func take(system: String) throws(Failure) {
        guard let place = configuration.services.firstIndex(where: { $0.name == name }),
            case .betterforms(var defaults) = configuration.services[place].defaults
        else { throw Self.refusal("\(name) takes no system text", "its assistants have their own", "choose one with -a") }
        defaults.instructions = system
        configuration.services[place] = configuration.services[place].with(.betterforms(defaults))
    }

    private static func refusal(_ what: String, _ why: String, _ remedy: String) -> Failure {
        Failure(what: what, why: why, remedy: remedy)
    }
}

extension ConfiguredService {
    /// The same service with other defaults.
    func with(_ defaults: ServiceDefaults) -> ConfiguredService {
        ConfiguredService(name: name, url: url, address: address, key: key, defaults: defaults)
    }
}
