import ArgumentParser
import ChatModel
import Providers

/// `weft setup`: uses what is here already.
struct Setup: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Find keys and local models that are here, try them, and write config.toml.",
        discussion: """
            It looks for keys in the environment (\(keyVariables)) and for Ollama, llama.cpp and LM Studio on this \
            machine, asks which to use, and tries each with a short reply and a stop. No key is written, only the name \
            of its variable.
            """)

    @Flag(name: .shortAndLong, help: "Ask nothing: take what each question offers.")
    var yes = false

    func run() async throws {
        let locations = Locations.current()
        let environment = Locations.environment
        let known = Services.configuration(of: locations)
        let search = ServiceSearch(environment: environment, configuration: known)
        var found = search.keyed
        for service in search.listening {
            // Another program may have the port.
            if case .success = await search.models(of: service) { found.append(service) }
        }
        guard !found.isEmpty else { return Services.show(Self.nothing(known)) }
        let dialog = dialog(search, known, environment)
        do {
            let outcome = try await dialog.run(found)
            guard !outcome.blocks.isEmpty else { return Services.show("Nothing was written.\n") }
            Services.show("\n\(outcome.blocks.map(\.text).joined(separator: "\n"))\n")
            guard try dialog.confirms(locations.configurationFile.path) else {
                return Services.show("Nothing was written.\n")
            }
            try Services.write(
                outcome.blocks, standard: outcome.standard, to: locations.configurationFile, in: locations)
            Services.show("Written. weft opens the full screen, weft ask \"…\" asks from the shell.\n")
        } catch is SetupDialog.Ended {
            Services.show("\n")
            ProcessSafety.fail(Failure(what: "Nothing was written", why: "the input ended before the last question"))
        } catch {
            ProcessSafety.fail(error as? Failure ?? Failure(what: "Nothing was written", why: "\(error)"))
        }
    }

    private func dialog(
        _ search: ServiceSearch, _ known: Configuration, _ environment: [String: String]
    ) -> SetupDialog {
        let asksNothing = yes
        return SetupDialog(
            configuration: known,
            ask: { question in
                Services.show(question)
                if asksNothing { Services.show("\n") }
                return asksNothing ? "" : readLine()
            },
            say: { Services.show($0 + "\n") }, models: { await search.models(of: $0) },
            check: { service in await service.check(environment: environment).run { Services.show($0.line) } })
    }

    static func nothing(_ known: Configuration) -> String {
        known.services.isEmpty
            ? """
            Nothing was found here: no key in the environment, no model on this machine.
            - With a key: export it as one of \(keyVariables), and run weft setup again.
            - Without one: start Ollama or llama.cpp, and run weft setup again.
            - By hand: weft services add.
            Until then weft works all the same: the Guide answers, from its manual and from folders you add.

            """ : "Nothing was found that config.toml does not have already; weft services lists what it has.\n"
    }

    private static var keyVariables: String {
        var seen: Set<String> = []
        let all = ["ASSISTERS_API_KEY"] + KnownService.all.compactMap(\.keyVariable)
        return all.filter { seen.insert($0).inserted }.joined(separator: ", ")
    }
}
