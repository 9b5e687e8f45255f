import Foundation
import Glibc
import TerminalModel
import TestSupport
import Testing

/// A service that says the key in all that goes wrong.
@Suite("The key of a service of models", .serialized, .timeLimit(.minutes(3)))
struct ModelKeyTests {
    private static let key = ModelHouse.key
    private static let size = Size(columns: 120, rows: 70)

    private static func answer(
        _ request: ScriptedHTTPServer.Request, _ response: ScriptedHTTPServer.Response
    ) async throws {
        let tongue = ModelTongue.openai
        guard request.method == "POST" else { return try await response.json(tongue.models) }
        let words = request.text.ranges(of: "say ").last.map { request.text[$0.upperBound...].prefix(8) } ?? ""
        switch words {
        case _ where words.hasPrefix("refuse"):
            try await response.json(tongue.refusal("No, \(key)"), status: 400)
        case _ where words.hasPrefix("elsewher"):
            try await response.begin(307, ["Location": "http://127.0.0.1:9/?key=\(key)", "Content-Length": "0"])
            try await response.end()
        case _ where words.hasPrefix("break"):
            try await response.begin(200, ["Content-Type": tongue.contentType])
            try await response.write(tongue.text("Half") + "data: {broken \(key)\n\n" + tongue.trouble("Off, \(key)"))
            try await response.end()
        case _ where words.hasPrefix("endless"):
            try await response.begin(200, ["Content-Type": tongue.contentType])
            try await response.write(tongue.text("Half an answer"))
            await response.untilClientLeaves()
        default:
            try await response.begin(200, ["Content-Type": tongue.contentType])
            try await response.write(tongue.text("Good day.") + tongue.ending)
            try await response.end()
        }
    }

    @Test(
        "is in no file, on no screen, in no list of processes and with no other program, failures and a crash included")
    func canary() async throws {
        try await ScriptedHTTPServer.serving(Self.answer) { server in
            try await Home.lend { home in
                try home.settle([.openai], port: server.port)
                try home.add("\n[screen]\nclipboard_command = [\"sh\", \"-c\", \"env > $HOME/child\"]\n")
                let weft = try home.weft(size: Self.size, environment: ["MODEL_KEY": Self.key, "SHOWN": "yes"])
                try await weft.screen(contains: "Welcome to Weft")
                for (words, seen) in [
                    ("hello", "Good day."), ("refuse", "No, (the key)"), ("elsewhere", "The service sent us elsewhere"),
                    ("break", "Off, (the key)"),
                ] {
                    try weft.type("say \(words)<Enter>")
                    try await weft.screen(contains: seen)
                }
                try weft.type("<Alt-W>")
                try await weft.screen(contains: "with sh")
                let child = try String(contentsOfFile: home.path + "/child", encoding: .utf8)
                #expect(child.contains("SHOWN=yes") && !child.contains("MODEL_KEY"))
                #expect(!Self.commandLines().contains { $0.contains(Self.key) })

                try weft.type("say endless<Enter>")
                try await weft.screen(contains: "Half an answer")
                weft.signal(SIGSEGV)
                #expect(try await weft.exit() == .killed(signal: SIGSEGV))
                #expect(home.files(holding: Self.key).isEmpty)
                #expect(!weft.logText.contains(Self.key))
                #expect(server.requests.contains { $0.header("Authorization") == "Bearer \(Self.key)" })
            }
        }
    }

    @Test("is not said by the verbs either")
    func verbs() async throws {
        try await ScriptedHTTPServer.serving(Self.answer) { server in
            try await Home.lend { home in
                try home.settle([.openai], port: server.port)
                for arguments in [
                    ["services"], ["services", "check", "openai"], ["doctor"], ["ask", "say hello"],
                    ["ask", "say refuse"], ["ask", "--json", "say break"],
                ] {
                    let outcome = try home.run(arguments, environment: ["MODEL_KEY": Self.key])
                    #expect(!outcome.output.contains(Self.key) && !outcome.errors.contains(Self.key), "\(arguments)")
                }
                #expect(home.files(holding: Self.key).isEmpty)
            }
        }
    }

    /// Of all processes of this machine.
    private static func commandLines() -> [String] {
        let processes = (try? FileManager.default.contentsOfDirectory(atPath: "/proc")) ?? []
        return processes.filter { $0.allSatisfy(\.isNumber) }.compactMap { process in
            FileManager.default.contents(atPath: "/proc/\(process)/cmdline").map { String(decoding: $0, as: UTF8.self) }
        }
    }
}

extension Home {
    /// Adds lines to the configuration.
    fileprivate func add(_ lines: String) throws {
        let path = path + "/.config/weft/config.toml"
        let text = try String(contentsOfFile: path, encoding: .utf8)
        try (text + lines).write(toFile: path, atomically: true, encoding: .utf8)
    }
}
