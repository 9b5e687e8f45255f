import ArgumentParser
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

    func validate() throws {
        guard (0...65535).contains(port) else { throw ValidationError("A port is a number from 0 to 65535.") }
    }

    func run() async throws {
        let locations = Locations.current()
        let installation = LocalInstallation(locations: locations)
        let wakes = TerminalWakes(input: nil, signals: [SIGINT, SIGTERM, SIGHUP])
        do {
            try ProcessSafety.makeDirectory(locations.state)
            let service = try await installation.share(port: port)
            print("The local service listens on http://127.0.0.1:\(service.port)/v1")
            print("The key is in \(locations.serviceKey)")
            print("Ctrl-C ends it.")
            fflush(nil)
        } catch {
            ProcessSafety.fail(error)
        }
        for await case .signal(let number) in wakes.stream {
            await installation.shutdown()
            ProcessSafety.die(by: number)
        }
    }
}
