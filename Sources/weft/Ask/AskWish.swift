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
    /// What the model is told in this thread; nil leaves that as it is.
    private(set) var system: String?

    enum AssistantWish: Hashable {
        /// A model, as its service knows it.
        case model(String)
        case preset(Preset)
        /// An id or a name among the assistants of the service.
        case named(String)
    }

    /// - Parameters:
    ///   - current: who answers in the thread that goes on; nil for a new thread.
    ///   - presets: all there are. One of the name that is wished for comes before an assistant.
    init(
        _ wish: AskWish, in configuration: Configuration, current: ServiceID?, presets: [Preset] = []
    ) throws(Failure) {
        self.configuration = configuration
        let usual = current?.text ?? configuration.defaultService ?? EmbeddedService.assisters.rawValue
        let names = configuration.services.map(\.name) + EmbeddedService.allCases.map(\.rawValue)
        let places = wish.service.map { [$0] } ?? names
        let preset = try wish.assistant.flatMap { named throws(Failure) in
            try Self.preset(named, among: presets.filter { places.contains($0.service.text) }, before: usual)
        }
        name = wish.service ?? preset?.service.text ?? usual
        guard names.contains(name) else {
            throw Failure(
                what: "There is no service \(name)", why: "the services are \(names.joined(separator: ", "))",
                remedy: "weft services add adds one")
        }
        assistant = preset.map { .preset($0) } ?? wish.assistant.map { .named($0) }
        if let model = wish.model { try take(model: model) }
        if let system = wish.system { try take(system: system) }
    }

    /// The preset of this name, whatever the case of its letters; nil if there is none. Of several the usual service
    /// has the one that is meant.
    private static func preset(
        _ name: String, among presets: [Preset], before usual: String
    ) throws(Failure) -> Preset? {
        let like = presets.filter { $0.name.lowercased() == name.lowercased() }
        let exact = like.filter { $0.name == name }
        let found = exact.isEmpty ? like : exact
        if let own = found.first(where: { $0.service.text == usual }) ?? (found.count < 2 ? found.first : nil) {
            return own
        }
        guard !found.isEmpty else { return nil }
        throw Failure(
            what: "There are \(found.count) presets \(name)",
            why: "at \(found.map(\.service.text).joined(separator: ", "))", remedy: "name the service with -s")
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
        case .models, .betterforms: self.system = system
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
