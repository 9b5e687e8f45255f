import ChatModel
import Providers

/// Asks for what a new service needs, line by line.
struct ServiceDialog {
    /// What is there already.
    let configuration: Configuration
    let environment: [String: String]
    /// Shows a question, and gives the answer without its line ending; nil at the end of the input.
    let ask: (String) -> String?
    let say: (String) -> Void

    /// The input ended before all was asked.
    struct Ended: Error {}

    struct Outcome: Hashable {
        let block: ServiceBlock
        let isDefault: Bool
    }

    func run() throws(Ended) -> Outcome {
        let name = try name()
        let kind = try choice("Kind", ServiceKind.allCases.map(\.rawValue), standard: ServiceKind.assisters.rawValue)
        let api = ServiceKind(rawValue: kind) ?? .assisters
        let (url, address) = try address(of: api)
        var block = ServiceBlock(name: name, kind: api, url: url)
        if address.scheme == "http", !address.isLoopback { block.set(.allowsPlainHTTP, .bool(true)) }
        try askForKey(
            &block, host: address.host, [.keyVariable, .keyFile, .keyCommand],
            standard: api.keyVariable(host: address.host))
        try askForDefaults(&block, of: api, host: address.host)
        let isDefault = try choice("Should it answer in new threads", ["yes", "no"], standard: "no") == "yes"
        return Outcome(block: block, isDefault: isDefault)
    }

    /// Whether the person wants it written.
    func confirms(_ path: String) throws(Ended) -> Bool {
        try choice("Write this to \(path)", ["yes", "no"], standard: "yes") == "yes"
    }

    // MARK: What is asked

    private func name() throws(Ended) -> String {
        let taken = configuration.services.map(\.name) + EmbeddedService.allCases.map(\.rawValue)
        return try answer("Name of the service", standard: nil) { name in
            if taken.contains(name) { return "There is a service of this name already." }
            return ConfiguredService.isName(name) ? nil : "This cannot be a name: \(ConfiguredService.nameRule)."
        }
    }

    private func address(of kind: ServiceKind) throws(Ended) -> (String, ServiceAddress) {
        let standard = kind == .assisters ? "https://api.assisters.ai/v1" : kind.standardURL
        while true {
            let url = try answer("URL (\(Self.example(of: kind)))", standard: standard) { _ in nil }
            do throws(Failure) {
                return (url, try ServiceAddress(url))
            } catch {
                guard let address = try? ServiceAddress(url, allowsPlainHTTP: true) else {
                    say("This is no http or https address, or it holds a user, a query or a #.")
                    continue
                }
                say("Without https, others on the way to \(address.host) can read the key and what is said.")
                if try choice("Use it all the same", ["yes", "no"], standard: "no") == "yes" { return (url, address) }
            }
        }
    }

    private static func example(of kind: ServiceKind) -> String {
        switch kind {
        case .assisters: "up to /v1"
        case .amity: "the whole address that messages are posted to"
        case .betterforms: "the portal, like https://portal.example.com"
        case .openai: "all before /chat/completions"
        case .openaiResponses: "all before /responses"
        case .anthropic: "all before /messages"
        case .ollama: "all before /api/chat"
        }
    }

    /// - Parameters:
    ///   - settings: Variable, file, command.
    ///   - standard: The variable that is looked into by custom; nil where there may be no key.
    private func askForKey(
        _ block: inout ServiceBlock, host: String, _ settings: [ServiceSetting], standard: String?
    ) throws(Ended) {
        let places = (standard == nil ? ["none"] : []) + ["variable", "file", "command"]
        while true {
            let place = try choice("Where is its key", places, standard: places[0])
            if place == "none" { return }
            let source = try source(place, standard: standard)
            if let other = configuration.services.first(where: {
                $0.keySources.contains(source) && $0.address.host != host
            }) {
                say("That key belongs to \(other.name) at \(other.address.host), and goes nowhere else.")
                continue
            }
            if let obstacle = source.obstacle(environment: environment) {
                say("Note: \(obstacle.why); \(obstacle.remedy).")
            }
            switch source {
            case .variable(let name): block.set(settings[0], .string(name))
            case .file(let path): block.set(settings[1], .string(path))
            case .command(let words): block.set(settings[2], .strings(words))
            }
            return
        }
    }

    private func source(_ place: String, standard: String?) throws(Ended) -> KeySource {
        switch place {
        case "file":
            return .file(
                try answer("File that holds the key", standard: nil) {
                    KeySource.isPath($0) ? nil : "Give the whole path, with / or ~/ at its beginning."
                })
        case "command":
            let line = try answer("Program and arguments that print the key", standard: nil) {
                ShellWords.words($0)?.isEmpty == false ? nil : "A quotation mark is not closed."
            }
            return .command(ShellWords.words(line) ?? [])
        default:
            return .variable(
                try answer("Environment variable", standard: standard) {
                    KeySource.isVariable($0) ? nil : "This is no name of a variable. Never give the key itself."
                })
        }
    }

    private func askForDefaults(_ block: inout ServiceBlock, of kind: ServiceKind, host: String) throws(Ended) {
        switch kind {
        case .assisters: try askForText(.assistant, "Assistant, by its id (empty: the first that it lists)", &block)
        case .amity: break
        case .openai, .openaiResponses, .anthropic, .ollama:
            try askForText(.model, "Model, by its id (empty: chosen in each thread)", &block)
        case .betterforms:
            if try choice("Does it need the key of a provider too", ["yes", "no"], standard: "no") == "yes" {
                try askForKey(
                    &block, host: host, [.providerKeyVariable, .providerKeyFile, .providerKeyCommand],
                    standard: "OPENAI_API_KEY")
            }
            try askForText(.model, "Model (empty: as the service has it)", &block)
        }
    }

    private func askForText(_ setting: ServiceSetting, _ question: String, _ block: inout ServiceBlock) throws(Ended) {
        let text = try answer(question, standard: "") { _ in nil }
        if !text.isEmpty { block.set(setting, .string(text)) }
    }

    // MARK: How it is asked

    private func choice(_ question: String, _ words: [String], standard: String) throws(Ended) -> String {
        let answer = try answer("\(question) (\(words.joined(separator: ", ")))", standard: standard) { text in
            Self.meant(text, words) == nil ? "Answer with one of \(words.joined(separator: ", "))." : nil
        }
        return Self.meant(answer, words) ?? standard
    }

    /// A word may be cut where it stands for itself.
    private static func meant(_ text: String, _ words: [String]) -> String? {
        let text = text.lowercased()
        if words.contains(text) { return text }
        let begun = words.filter { $0.hasPrefix(text) }
        return begun.count == 1 ? begun.first : nil
    }

    /// - Parameter objection: What speaks against an answer, nil for a good one.
    private func answer(
        _ question: String, standard: String?, objection: (String) -> String?
    ) throws(Ended) -> String {
        let shown = standard.map { $0.isEmpty ? "" : " [\($0)]" } ?? ""
        while true {
            guard let line = ask("\(question)\(shown): ") else { throw Ended() }
            let text = line.split(whereSeparator: \.isWhitespace).isEmpty ? standard ?? "" : Self.trimmed(line)
            if text.isEmpty, standard == nil {
                say("An answer is needed.")
            } else if let objection = objection(text), !text.isEmpty {
                say(objection)
            } else {
                return text
            }
        }
    }

    private static func trimmed(_ line: String) -> String {
        var text = line[...]
        while text.last?.isWhitespace == true { text.removeLast() }
        return String(text.drop(while: \.isWhitespace))
    }
}
