import ChatModel
import Providers
import Settings

extension ConfigurationReader {
    /// nil when it cannot be used; why is noted then.
    mutating func service(_ name: String, _ table: [String: ConfigurationValue]) -> ConfiguredService? {
        let reading = ServiceReading(name: name, table: table)
        checkName(name)
        let kind = kind(reading)
        noteStrangers(reading, kind: kind)
        let url = table["url"] == nil ? kind?.standardURL : string(.url, of: reading)
        let allowsPlainHTTP = bool(.allowsPlainHTTP, of: reading) ?? false
        let named = keySources(reading, [.keyCommand, .keyVariable, .keyFile])
        let defaults = kind.map { self.defaults(of: $0, reading) }
        guard let url else {
            if table["url"] == nil {
                note(reading.path(), "the service has no url", "add one, like url = \"https://api.example.com/v1\"")
            }
            return nil
        }
        guard let address = address(url, allowsPlainHTTP: allowsPlainHTTP, reading), let kind, let defaults else {
            return nil
        }
        let key = named ?? kind.keyVariable(host: address.host).map { KeySources(standardVariable: $0) }
        return ConfiguredService(name: name, url: url, address: address, key: key, defaults: defaults)
    }

    private mutating func checkName(_ name: String) {
        let path = ["services", name]
        if EmbeddedService(rawValue: name) != nil {
            note(path, "the name \(name) belongs to the embedded service", "take another name")
        } else if !ConfiguredService.isName(name) {
            note(path, "this is no name for a service", ConfiguredService.nameRule)
        }
    }

    private mutating func kind(_ reading: ServiceReading) -> ServiceKind? {
        let names = ServiceKind.allCases.map(\.rawValue)
        guard let text = string(.kind, of: reading) else {
            if reading.table["kind"] == nil {
                note(reading.path(), "the service has no kind", "add kind = with one of \(list(names))")
            }
            return nil
        }
        if let kind = ServiceKind(rawValue: text) { return kind }
        let advice = NearestName.of(text, in: names).map { "did you mean \"\($0)\"?" }
        note(reading.path(.kind), "this kind is not known", advice ?? "it is one of \(list(names))")
        return nil
    }

    /// Keys that no service has, that others have, and that would be the key itself.
    private mutating func noteStrangers(_ reading: ServiceReading, kind: ServiceKind?) {
        for key in reading.table.keys.sorted() {
            if let setting = ServiceSetting(rawValue: key) {
                guard let kind, !setting.kinds.contains(kind) else { continue }
                let owners = setting.kinds.map(\.rawValue).sorted().joined(separator: " and ")
                note(
                    reading.path(setting), "\(key) is a key of \(owners) services, and this is \(kind.rawValue)",
                    "remove it")
            } else if Self.secrets.contains(key.lowercased().replacing("-", with: "_")) {
                note(
                    reading.path() + [key], "\(key) would hold the key itself, which has no place in this file",
                    "put the key into a file of its own, run chmod 600 on that, and name it: key_file = \"~/FILE\"; "
                        + "or name a key_command or a key_env")
            } else {
                noteUnknown(reading.path() + [key], known: ServiceSetting.of(kind).map(\.rawValue))
            }
        }
    }

    private static let secrets: Set = [
        "key", "api_key", "apikey", "secret", "secret_key", "token", "password", "provider_key", "provider_api_key",
    ]

    private mutating func address(
        _ url: String, allowsPlainHTTP: Bool, _ reading: ServiceReading
    ) -> ServiceAddress? {
        do throws(Failure) {
            return try ServiceAddress(url, allowsPlainHTTP: allowsPlainHTTP)
        } catch {
            // Its words may repeat the address, in which somebody may have written a key.
            if let address = try? ServiceAddress(url, allowsPlainHTTP: true) {
                note(
                    reading.path(.url), "\(address.host) would be spoken to without encryption",
                    "use https, or allow_plain_http = true where nobody can read along")
            } else {
                note(
                    reading.path(.url), "this is no http or https address, or it holds a user, a query or a #",
                    "give one like https://api.example.com/v1")
            }
            return nil
        }
    }

    private mutating func defaults(of kind: ServiceKind, _ reading: ServiceReading) -> ServiceDefaults {
        switch kind {
        case .assisters: return .assisters(assistant: string(.assistant, of: reading))
        case .amity: return .amity(amityDefaults(reading))
        case .openai, .openaiResponses, .anthropic, .ollama:
            return .models(kind.modelAPI ?? .chatCompletions, modelSettings(reading))
        case .betterforms:
            let sources: [ServiceSetting] = [.providerKeyCommand, .providerKeyVariable, .providerKeyFile]
            return .betterforms(
                BetterFormsDefaults(
                    providerKey: keySources(reading, sources),
                    provider: string(.provider, of: reading), model: string(.model, of: reading),
                    instructions: string(.instructions, of: reading), action: string(.action, of: reading),
                    streams: bool(.stream, of: reading) ?? true))
        }
    }

    private mutating func amityDefaults(_ reading: ServiceReading) -> AmityDefaults {
        var defaults = AmityDefaults(streams: bool(.stream, of: reading) ?? true)
        let prefix = string(.authPrefix, of: reading)
        if let name = string(.authHeader, of: reading) ?? prefix.map({ _ in "Authorization" }) {
            if let header = try? KeyHeader(named: name, prefix: prefix.map { "\($0) " }) {
                defaults.keyHeader = header
            } else {
                note(
                    reading.path(.authHeader), "the key cannot be sent in this header field",
                    "name one like x-api-key, without the key")
            }
        }
        if let body = string(.body, of: reading) {
            if let template = try? AmityTemplate(json: body) {
                defaults.template = template
            } else {
                note(
                    reading.path(.body), "body is no JSON object with {text} in it",
                    #"write one like '{"message": "{text}", "sessionId": "{session}", "stream": "{stream}"}'"#)
            }
        }
        return defaults
    }

    // MARK: Key sources

    /// nil where none is named.
    /// - Parameter settings: Command, variable, file.
    private mutating func keySources(_ reading: ServiceReading, _ settings: [ServiceSetting]) -> KeySources? {
        let (command, variable) = (command(settings[0], reading), variable(settings[1], reading))
        let file = file(settings[2], reading)
        guard command != nil || variable != nil || file != nil else { return nil }
        return KeySources(command: command, variable: variable, file: file, standardVariable: "")
    }

    private mutating func command(_ setting: ServiceSetting, _ reading: ServiceReading) -> [String]? {
        guard let value = reading.table[setting.rawValue] else { return nil }
        if let words = Self.program(value) { return words }
        note(
            reading.path(setting), "\(setting.rawValue) is \(value.words), not a program with its arguments",
            "write an array of strings, like [\"pass\", \"show\", \"NAME\"]; no shell runs it")
        return nil
    }

    private mutating func variable(_ setting: ServiceSetting, _ reading: ServiceReading) -> String? {
        guard let name = string(setting, of: reading) else { return nil }
        if KeySource.isVariable(name) { return name }
        note(
            reading.path(setting), "\(setting.rawValue) is not the name of an environment variable",
            "give the name, never the key itself")
        return nil
    }

    private mutating func file(_ setting: ServiceSetting, _ reading: ServiceReading) -> String? {
        guard let path = string(setting, of: reading) else { return nil }
        if KeySource.isPath(path) { return path }
        note(reading.path(setting), "\(setting.rawValue) is not a whole path", "begin it with / or ~/")
        return nil
    }

    // MARK: Values

    mutating func string(_ setting: ServiceSetting, of reading: ServiceReading) -> String? {
        guard let value = reading.table[setting.rawValue] else { return nil }
        guard case .string(let text) = value, !text.isEmpty else {
            let found = if case .string = value { "empty" } else { value.words }
            note(reading.path(setting), "\(setting.rawValue) is \(found)", "it takes \(setting.shape.rawValue)")
            return nil
        }
        return text
    }

    mutating func bool(_ setting: ServiceSetting, of reading: ServiceReading) -> Bool? {
        guard let value = reading.table[setting.rawValue] else { return nil }
        if case .bool(let answer) = value { return answer }
        note(reading.path(setting), "\(setting.rawValue) is \(value.words)", "it takes \(setting.shape.rawValue)")
        return nil
    }
}

/// One table that is being read.
struct ServiceReading {
    let name: String
    let table: [String: ConfigurationValue]

    func path(_ setting: ServiceSetting? = nil) -> [String] {
        ["services", name] + (setting.map { [$0.rawValue] } ?? [])
    }
}

extension ConfiguredService {
    static let nameRule = "take letters, digits, - and _, at most 40"

    /// Whether a service may have this name. It stands in a header of the file as it is.
    static func isName(_ name: String) -> Bool {
        (1...40).contains(name.utf8.count)
            && name.utf8.allSatisfy { KeySource.isWordByte($0) || $0 == UInt8(ascii: "-") }
    }
}

extension KeySource {
    /// Whether an environment variable may have this name.
    static func isVariable(_ name: String) -> Bool {
        name.utf8.allSatisfy(isWordByte) && name.utf8.first.map { !(48...57).contains($0) } == true
    }

    /// Whether it is known where this is, wherever Weft was started.
    static func isPath(_ path: String) -> Bool { path.hasPrefix("/") || path.hasPrefix("~/") }

    /// A letter, a digit or an underscore, of ASCII.
    static func isWordByte(_ byte: UInt8) -> Bool {
        switch byte {
        case 48...57, 65...90, 97...122, 95: true
        default: false
        }
    }
}
