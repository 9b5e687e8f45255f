import ChatModel
import Providers
import Settings

extension Configuration {
    /// Reads the text of a `config.toml`. Nothing is looked up and no key is read.
    ///
    /// A failure holds all that is wrong in the text. No value is repeated in it: one that is in the wrong place may be a
    /// key.
    static func parse(_ text: String) -> Result<Configuration, ConfigurationProblems> {
        switch ConfigurationValue.document(text) {
        case .failure(let problem): return .failure(ConfigurationProblems([problem]))
        case .success(let document):
            var reader = ConfigurationReader(places: KeyPlaces(text))
            let configuration = reader.configuration(of: document)
            return reader.problems.isEmpty
                ? .success(configuration) : .failure(ConfigurationProblems(reader.problems))
        }
    }
}

/// Goes through a document once, and notes all that is wrong on the way.
struct ConfigurationReader {
    let places: KeyPlaces
    private(set) var problems: [ConfigurationProblem] = []

    init(places: KeyPlaces) { self.places = places }

    mutating func note(_ path: [String], _ what: String, _ remedy: String) {
        problems.append(ConfigurationProblem(line: places.line(of: path), what: what, remedy: remedy))
    }

    fileprivate mutating func configuration(of document: [String: ConfigurationValue]) -> Configuration {
        let known = ["default", "screen", "services"]
        for key in document.keys.sorted() where !known.contains(key) { noteUnknown([key], known: known) }
        var configuration = Configuration()
        screen(document["screen"], into: &configuration)
        let tables = services(document["services"])
        for name in ordered(tables.keys) {
            guard let table = tables[name] else { continue }
            if let service = service(name, table) { configuration.services.append(service) }
        }
        holdKeysToTheirHosts(configuration.services)
        configuration.defaultService = defaultService(document["default"], among: tables.keys.sorted())
        return configuration
    }

    /// In the order of the file.
    private func ordered(_ names: Dictionary<String, [String: ConfigurationValue]>.Keys) -> [String] {
        let all = places.order.compactMap { $0.count > 1 && $0[0] == "services" ? $0[1] : nil }
        var seen: Set<String> = []
        return (all + names.sorted()).filter { names.contains($0) && seen.insert($0).inserted }
    }

    private mutating func services(_ value: ConfigurationValue?) -> [String: [String: ConfigurationValue]] {
        guard let value else { return [:] }
        guard case .table(let entries) = value else {
            note(["services"], "services is \(value.words)", "write each service as a table [services.NAME]")
            return [:]
        }
        var tables: [String: [String: ConfigurationValue]] = [:]
        for (name, entry) in entries.sorted(by: { $0.key < $1.key }) {
            if case .table(let table) = entry {
                tables[name] = table
            } else {
                note(
                    ["services", name], "\(name) is \(entry.words), not a service",
                    "write each service as a table [services.NAME]")
            }
        }
        return tables
    }

    private mutating func defaultService(_ value: ConfigurationValue?, among names: [String]) -> String? {
        guard let value else { return nil }
        guard case .string(let name) = value else {
            note(["default"], "default is \(value.words)", "give the name of a service as a string")
            return nil
        }
        let known = names + EmbeddedService.allCases.map(\.rawValue)
        if known.contains(name) { return name }
        let advice = NearestName.of(name, in: known).map { "did you mean \"\($0)\"?" }
        note(["default"], "there is no service of the name that default gives", advice ?? "services: \(list(known))")
        return nil
    }

    /// A key goes to the host that it is configured with, and to no other.
    private mutating func holdKeysToTheirHosts(_ services: [ConfiguredService]) {
        var hosts: [KeySource: ConfiguredService] = [:]
        for service in services {
            for source in service.keySources {
                guard let first = hosts[source] else {
                    hosts[source] = service
                    continue
                }
                guard first.address.host != service.address.host else { continue }
                note(
                    ["services", service.name],
                    "the key of \(first.name) at \(first.address.host), which is in \(source.words), would also go to "
                        + service.address.host,
                    "give \(service.name) a key of its own with key_command, key_env or key_file")
            }
        }
    }

    mutating func noteUnknown(_ path: [String], known: [String]) {
        let key = path.last ?? ""
        let advice = NearestName.of(key, in: known).map { "did you mean \($0)?" }
        note(path, "the key \(key) is not known", advice ?? "known here: \(list(known))")
    }

    func list(_ words: [String]) -> String { words.joined(separator: ", ") }
}
