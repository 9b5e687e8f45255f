import ArgumentParser
import ChatModel
import Glibc
import LocalService
import TerminalFront

/// `weft serve`: the local service alone, until it is interrupted.
struct Serve: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Run the local service alone, on 127.0.0.1, for other programs too.",
        discussion: "Every request needs the key in the key file, which only you can read.")

    @Option(help: "The port; 0 takes any free one.")
    var port = 8642

    @Option(
        help: """
            Where functions of assistants are asked, on this machine: each call is a POST to URL/tools/NAME.
            """)
    var tools: String?

    func validate() throws {
        guard (0...65535).contains(port) else { throw ValidationError("A port is a number from 0 to 65535.") }
    }

    func run() async throws {
        let locations = Locations.current()
        let installation = LocalInstallation(locations: locations)
        let wakes = TerminalWakes(input: nil, signals: [SIGINT, SIGTERM, SIGHUP])
        do {
            try ProcessSafety.makeDirectory(locations.state)
            let service = try await installation.share(port: port, tools: tools)
            Services.show(Self.greeting(LocalAddresses(port: service.port), locations))
        } catch {
            ProcessSafety.fail(error)
        }
        for await case .signal(let number) in wakes.stream {
            await installation.shutdown()
            ProcessSafety.die(by: number)
        }
    }

    /// Where it is, and what another Weft of this person needs to use it.
    static func greeting(_ addresses: LocalAddresses, _ locations: Locations) -> String {
        let blocks = EmbeddedService.allCases.map { addresses.block($0, keyFile: locations.serviceKey).text }
        return """
            The local service listens on \(addresses.url(.assisters))
            The key is in \(locations.serviceKey)
            Ctrl-C ends it.

            A Weft of yours uses it by itself. One with another home, or another computer behind a tunnel, finds it with
            these lines in \(locations.configurationFile.path):

            \(blocks.joined(separator: "\n"))
            """
    }
}
