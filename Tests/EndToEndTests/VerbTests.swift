import Foundation
import FoundationNetworking
import TerminalModel
import TestSupport
import Testing

@Suite("Verbs", .serialized)
struct VerbTests {
    @Test("serve prints its address and key file, asks for the key, is used by weft, and ends by TERM")
    func serve() async throws {
        try await Home.lend { home in
            let (process, output, _) = try home.start(["serve", "--port", "0"])
            defer { process.terminate() }
            let address = try #require(try output.lines(2).first { $0.contains("http://") }?.firstMatch(of: /http:\S+/))
            let base = String(address.output)
            let mode = home.files.first { home.path + "/" + $0.path == home.key }?.permissions
            #expect(mode == 0o600)
            let root = base.replacing("/v1", with: "")
            #expect(try await Self.status("\(root)/healthz") == 200)
            #expect(try await Self.status("\(base)/assisters") == 401)
            let key = try String(contentsOfFile: home.key, encoding: .utf8).trimmingCharacters(
                in: .whitespacesAndNewlines)
            #expect(try await Self.status("\(base)/assisters", key: key) == 200)

            let weft = try await home.readyWeft(size: Size(columns: 120, rows: 36))
            try weft.type("how do I quit?<Enter>")
            try await weft.screen(contains: "Sources")
            #expect(home.serviceLog.count { $0.contains("service started") } == 1)
            #expect(home.serviceLog.contains { $0.contains("run started") })
            try weft.type("<Ctrl-Q>y")
            #expect(try await weft.exit() == .exited(0))

            let busy = try home.run(["serve", "--port", "0"])
            #expect(busy.code == 1)
            #expect(busy.errors.contains("process \(process.processIdentifier) runs it on port"))

            process.terminate()
            process.waitUntilExit()
            #expect(process.terminationReason == .uncaughtSignal)
            #expect(home.serviceLog.last?.contains("service stopped") == true)
        }
    }

    private static func status(_ address: String, key: String? = nil) async throws -> Int {
        var request = URLRequest(url: try #require(URL(string: address)))
        if let key { request.setValue("Bearer \(key)", forHTTPHeaderField: "Authorization") }
        let (_, response) = try await URLSession.shared.data(for: request)
        return (response as? HTTPURLResponse)?.statusCode ?? 0
    }

    @Test("a folder that was added is answered from, with its name among the sources")
    func knowledge() async throws {
        try await Home.lend { home in
            let folder = home.path + "/garden"
            try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
            try "# Tomatoes\n\nWater the zebrino tomatoes at sunrise.\n".write(
                toFile: folder + "/tomatoes.md", atomically: true, encoding: .utf8)
            #expect(try home.run(["knowledge", "add", folder]).output == "Added: 1 document.\n")
            #expect(try home.run(["knowledge", "list"]).output.contains(folder))

            let weft = try await home.readyWeft(size: Size(columns: 120, rows: 36))
            try weft.type("when do I water the zebrino tomatoes?<Enter>")
            try await weft.screen(contains: "Sources")
            try await weft.rests()
            #expect(weft.snapshot.text.contains("Water the zebrino tomatoes at sunrise."))
            #expect(weft.snapshot.text.contains("tomatoes.md"))
            try weft.type("<Ctrl-Q>")
            #expect(try await weft.exit() == .exited(0))

            #expect(try home.run(["knowledge", "remove", folder]).code == 0)
            #expect(try home.run(["knowledge", "list"]).output.contains("No folders yet"))
            let missing = try home.run(["knowledge", "add", home.path + "/nowhere"])
            #expect(missing.code == 1)
            #expect(missing.errors.split(separator: "\n").count == 1)
        }
    }

    @Test(
        "the manual page, the version and the help go to standard output",
        arguments: [
            (["man"], ".TH WEFT 1"), (["--version"], "weft 0."), (["--help"], "USAGE: weft"),
        ])
    func papers(arguments: [String], start: String) async throws {
        try await Home.lend { home in
            let outcome = try home.run(arguments)
            #expect(outcome.code == 0)
            #expect(outcome.output.contains(start))
            #expect(outcome.errors.isEmpty)
            #expect(home.files.isEmpty)
        }
    }

    @Test("a wrong word on the command line is explained on standard error")
    func wrongWord() async throws {
        try await Home.lend { home in
            let outcome = try home.run(["--colour"])
            #expect(outcome.code == 64)
            #expect(outcome.output.isEmpty)
            #expect(outcome.errors.contains("--colour"))
        }
    }
}
