import ArgumentParser
import ChatModel
import Glibc
import LocalService
import Providers
import Settings
import TerminalModel

extension Services {
    /// `weft services check`: what is wrong with a service, and what to do.
    struct Check: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Try a service step by step, and say what is wrong.",
            discussion: """
                It looks the name up, connects, looks at the certificate, fetches the key, asks for a short reply and \
                stops another.
                """)

        @Argument(help: "One service; without it all that are in config.toml, or the embedded one if there is none.")
        var name: String?

        func run() async throws {
            let locations = Locations.current()
            let environment = Locations.environment
            let known = Services.configuration(of: locations)
            let subjects = Self.subjects(name, in: known)
            guard !subjects.isEmpty else { Self.unknown(name ?? "", in: known) }
            let installation = LocalInstallation(locations: locations)
            var areGood = true
            for (index, subject) in subjects.enumerated() {
                if index > 0 { Services.show("\n") }
                let isGood = await Self.check(subject, installation, locations, environment)
                areGood = areGood && isGood
            }
            await installation.shutdown()
            Glibc.exit(areGood ? 0 : 1)
        }

        enum Subject: Hashable {
            case embedded(EmbeddedService)
            case configured(ConfiguredService)
        }

        /// Those that are to be checked; none where there is no service of the name.
        static func subjects(_ name: String?, in configuration: Configuration) -> [Subject] {
            if let name {
                let own = configuration.services.filter { $0.name == name }.map(Subject.configured)
                return own + [EmbeddedService(rawValue: name)].compactMap(\.self).map(Subject.embedded)
            }
            let all = configuration.services.map(Subject.configured)
            return all.isEmpty ? EmbeddedService.allCases.map(Subject.embedded) : all
        }

        private static func unknown(_ name: String, in configuration: Configuration) -> Never {
            let names = configuration.services.map(\.name) + EmbeddedService.allCases.map(\.rawValue)
            let meant = NearestName.of(name, in: names).map { "did you mean \($0)?" }
            ProcessSafety.fail(
                Failure(
                    what: "There is no service \(name)", why: "",
                    remedy: meant ?? "the services are \(names.joined(separator: ", "))"))
        }

        private static func check(
            _ subject: Subject, _ installation: LocalInstallation, _ locations: Locations,
            _ environment: [String: String]
        ) async -> Bool {
            switch subject {
            case .configured(let service):
                Services.show("\(service.name) (\(service.kind.rawValue)) at \(service.url)\n")
                return await run(service.check(environment: environment))
            case .embedded(let service):
                do throws(Failure) {
                    try ProcessSafety.makeDirectory(locations.state)
                    let clients = try await installation.clients().get()
                    let url = clients.addresses.url(service)
                    Services.show("\(service.rawValue) (\(service.kind.rawValue)) at \(url)\n")
                    return await run(try clients.check(service, environment: environment))
                } catch {
                    Services.show("\(service.rawValue)\n")
                    ProcessSafety.complain([error.what, error.why, error.remedy].joined(separator: ": "))
                    return false
                }
            }
        }

        private static func run(_ check: ServiceCheck) async -> Bool {
            await check.run { Services.show($0.line) }
        }
    }
}

extension LocalClients {
    /// Tries one of the APIs step by step.
    func check(_ service: EmbeddedService, environment: [String: String]) throws(Failure) -> ServiceCheck {
        let address = try addresses.address(service)
        let api: ServiceProbe.API =
            switch service {
            case .assisters: .assisters
            case .amity: .amity(.bearer)
            case .betterforms: .betterforms
            }
        let probe = ServiceProbe(
            api, address: address, key: key.text, keySource: "the local service itself", environment: environment)
        let client = self[service].client
        // The client is not this check's own, so it stays open.
        return ServiceCheck(address: address, environment: environment) {
            .success(ServiceCheck.Client(probe: { await probe.run() }, reply: client.reply, close: {}))
        }
    }
}

extension CheckFinding {
    /// "  connection  ok        12 ms  127.0.0.1 listens at port 8642"
    var line: String {
        let word: String
        var words: [String]
        switch verdict {
        case .passed(let seen): (word, words) = ("ok", [seen])
        case .skipped(let why): (word, words) = ("skipped", [why])
        case .failed(let failure):
            word = "failed"
            words = [failure.what + (failure.why.isEmpty ? "" : ": \(failure.why)")]
            if !failure.remedy.isEmpty { words.append("→ " + failure.remedy) }
        }
        let milliseconds = elapsed / .milliseconds(1)
        let time = "\(Int(milliseconds.rounded())) ms"
        let head = "  " + step.rawValue.padded(to: 12) + word.padded(to: 9) + time.padded(before: 9) + "  "
        let rest = words.dropFirst().map { String(repeating: " ", count: head.count) + $0 + "\n" }
        return head + (words.first ?? "") + "\n" + rest.joined()
    }
}

extension String {
    fileprivate func padded(to columns: Int) -> String { self + String(repeating: " ", count: max(0, columns - count)) }

    fileprivate func padded(before columns: Int) -> String {
        String(repeating: " ", count: max(0, columns - count)) + self
    }
}
