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
        let names = configuration.services.map(\.name) + EmbeddedService.allCases.map(\.rawValue)
        guard names.contains(name) else {
            throw Failure(
                what: "There is no service \(name)", why: "the services are \(names.joined(separator: ", "))",
                remedy: "weft services add adds one")
        }
        if let named = wish.assistant { assistant = .named(named) }
        if let model = wish.model { try take(model: model) }
        if let system = wish.system { try take(system: system) }
    }

    private mutating func take(model: String) throws(Failure) {
        switch defaults {
        case .models: assistant = .model(model)
        case .betterforms(var defaults):
            defaults.model = model
            self.defaults = .betterforms(defaults)
        case .assisters, .amity, nil:
            throw Failure(
                what: "\(name) takes no model", why: "its assistants have their own", remedy: "choose one with -a")
        }
    }

    private mutating func take(system: String) throws(Failure) {
        switch defaults {
        case .models(let api, var settings):
            settings.system = system
            defaults = .models(api, settings)
        case .betterforms(var defaults):
            defaults.instructions = system
            self.defaults = .betterforms(defaults)
        case .assisters, .amity, nil:
            throw Failure(
                what: "\(name) takes no system text", why: "its assistants have their own",
                remedy: "choose one with -a")
        }
    }

    /// What the service is asked for; nil for one that is embedded.
    private var defaults: ServiceDefaults? {
        get { configuration.services.first { $0.name == name }?.defaults }
        set {
            guard let newValue, let place = configuration.services.firstIndex(where: { $0.name == name }) else {
                return
            }
            configuration.services[place] = configuration.services[place].with(newValue)
        }
    }
}

extension ConfiguredService {
    /// The same service with other defaults.
    func with(_ defaults: ServiceDefaults) -> ConfiguredService {
        ConfiguredService(name: name, url: url, address: address, key: key, defaults: defaults)
    }
}
