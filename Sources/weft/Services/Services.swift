import ArgumentParser
import ChatModel
import Foundation
import Glibc
import Settings
import TerminalModel

/// `weft services`: who can be asked.
struct Services: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "List, check and add the services that Weft can ask.",
        discussion: "They are in config.toml; keys are not, only where they are.",
        subcommands: [List.self, Check.self, Add.self], defaultSubcommand: List.self)

    struct List: ParsableCommand {
        static let configuration = CommandConfiguration(abstract: "List the services, and where their keys are.")

        func run() throws {
            let environment = Locations.environment
            let list = ServiceList(
                configuration: Services.configuration(of: Locations.current()),
                obstacle: { $0.key?.inUse(environment: environment).obstacle(environment: environment) },
                environment: environment)
            Services.show(list.text)
        }
    }

    struct Add: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Ask for a service, and write it into config.toml.",
            discussion: "It asks for the place of the key, never for the key itself.")

        func run() throws {
            let locations = Locations.current()
            let file = locations.configurationFile
            let known = Services.configuration(of: locations)
            let dialog = ServiceDialog(
                configuration: known, environment: Locations.environment,
                ask: { question in
                    Services.show(question)
                    return readLine()
                },
                say: { Services.show($0 + "\n") })
            do {
                let outcome = try dialog.run()
                Services.show("\n\(outcome.block.text)\n")
                guard try dialog.confirms(file.path) else { return Services.show("Nothing was written.\n") }
                try Services.write(outcome, to: file, in: locations)
                Services.show("Written. weft services check \(outcome.block.name) tries it.\n")
            } catch is ServiceDialog.Ended {
                Services.show("\n")
                ProcessSafety.fail(
                    Failure(what: "Nothing was written", why: "the input ended before the last question"))
            } catch {
                ProcessSafety.fail(error as? Failure ?? Failure(what: "Nothing was written", why: "\(error)"))
            }
        }
    }

    /// What the file says. When something is wrong in it, says so line by line, and ends.
    static func configuration(of locations: Locations) -> Configuration {
        switch locations.configurationFile.read() {
        case .success(let configuration): return configuration
        case .failure(let problems): complain(problems, locations.configurationFile)
        }
    }

    private static func complain(_ problems: ConfigurationProblems, _ file: ConfigurationFile) -> Never {
        for problem in problems.all { ProcessSafety.complain(problem.text(file: file.path)) }
        Glibc.exit(1)
    }

    /// Nothing is written that could not be read again.
    static func write(
        _ outcome: ServiceDialog.Outcome, to file: ConfigurationFile, in locations: Locations
    ) throws(Failure) {
        try write([outcome.block], standard: outcome.isDefault ? outcome.block.name : nil, to: file, in: locations)
    }

    /// - Parameter standard: who answers in new threads; nil leaves it as it is.
    static func write(
        _ blocks: [ServiceBlock], standard: String?, to file: ConfigurationFile, in locations: Locations
    ) throws(Failure) {
        var text: ConfigurationText
        switch file.text() {
        case .success(let before): text = ConfigurationText(before ?? "")
        case .failure(let problem): throw Failure(what: "Nothing was written", why: problem.text(file: file.path))
        }
        for block in blocks { text.add(block) }
        if let standard { text.setDefault(standard) }
        if case .failure(let problems) = Configuration.parse(text.text) {
            throw Failure(
                what: "Nothing was written",
                why: problems.all.first.map { "with it, \($0.what)" } ?? "", remedy: problems.all.first?.remedy ?? "")
        }
        try ProcessSafety.makeDirectory(locations.configuration)
        try file.write(text.text)
    }

    /// To standard output at once: what a person answers follows it.
    static func show(_ text: String) {
        print(
            text.split(separator: "\n", omittingEmptySubsequences: false).map { SafeText(String($0)).string }
                .joined(separator: "\n"), terminator: "")
        fflush(nil)
    }
}
