import ChatModel

/// Asks which of the services that were found are to be used, and tries them.
struct SetupDialog {
    /// What is there already.
    let configuration: Configuration
    /// Shows a question, and gives the answer without its line ending; nil at the end of the input.
    let ask: (String) -> String?
    let say: (String) -> Void
    let models: (FoundService) async -> Result<[String], Failure>
    /// Tries a short reply and a stop, and says how that goes.
    let check: (ConfiguredService) async -> Bool

    /// The input ended before all was asked.
    struct Ended: Error {}

    struct Outcome {
        var blocks: [ServiceBlock] = []
        /// Who is to answer in new threads; nil leaves it as it is.
        var standard: String?
    }

    /// So many models are named in a question.
    private static let mostShown = 12

    func run(_ found: [FoundService]) async throws(Ended) -> Outcome {
        say("Found here:")
        for service in found { say("  \(service.words)") }
        var outcome = Outcome()
        var names: [String] = []
        for service in found {
            guard try agrees("Use \(service.name)", standard: true) else { continue }
            guard let block = try await block(of: service) else { continue }
            outcome.blocks.append(block)
            names.append(service.name)
        }
        guard let first = names.first else { return outcome }
        let current = configuration.defaultService
        let all = names + [current ?? EmbeddedService.assisters.rawValue]
        let standard = try choice("Who answers in new threads", all, standard: current ?? first)
        outcome.standard = standard == current ? nil : standard
        return outcome
    }

    /// Whether the person wants it written.
    func confirms(_ path: String) throws(Ended) -> Bool { try agrees("Write this to \(path)", standard: true) }

    /// nil if it is not to be used after all.
    private func block(of service: FoundService) async throws(Ended) -> ServiceBlock? {
        var model: String?
        if service.kind.modelAPI != nil {
            switch await models(service) {
            case .failure(let failure):
                say(Self.words(failure))
                guard try agrees("Use \(service.name) all the same", standard: false) else { return nil }
                model = try word("Model of \(service.name)", standard: nil)
            case .success(let all) where all.isEmpty:
                say("\(service.name) lists no models.")
                guard try agrees("Use \(service.name) all the same", standard: false) else { return nil }
                model = try word("Model of \(service.name)", standard: nil)
            case .success(let all):
                let shown = all.prefix(Self.mostShown).joined(separator: ", ")
                let more = all.count > Self.mostShown ? ", … \(all.count) in all" : ""
                model = try word("Model of \(service.name) (\(shown)\(more))", standard: all.first)
            }
        }
        guard let configured = service.configured(model: model) else { return nil }
        say("Trying \(service.name):")
        if await check(configured) { return service.block(model: model) }
        return try agrees("It does not work now. Use \(service.name) all the same", standard: false)
            ? service.block(model: model) : nil
    }

    private static func words(_ failure: Failure) -> String {
        [failure.what, failure.why, failure.remedy].filter { !$0.isEmpty }.joined(separator: ": ")
    }

    private func agrees(_ question: String, standard: Bool) throws(Ended) -> Bool {
        try choice(question, ["yes", "no"], standard: standard ? "yes" : "no") == "yes"
    }

    /// One of these words, which may be cut where it stands for itself.
    private func choice(_ question: String, _ words: [String], standard: String) throws(Ended) -> String {
        while true {
            let answer = try word("\(question) (\(words.joined(separator: ", ")))", standard: standard)
            let begun = words.filter { $0.hasPrefix(answer.lowercased()) }
            if let meant = words.first(where: { $0 == answer }) ?? (begun.count == 1 ? begun.first : nil) {
                return meant
            }
            say("Answer with one of \(words.joined(separator: ", ")).")
        }
    }

    private func word(_ question: String, standard: String?) throws(Ended) -> String {
        while true {
            guard let line = ask("\(question)\(standard.map { " [\($0)]" } ?? ""): ") else { throw Ended() }
            if let first = line.split(whereSeparator: \.isWhitespace).first { return String(first) }
            if let standard { return standard }
            say("An answer is needed.")
        }
    }
}
