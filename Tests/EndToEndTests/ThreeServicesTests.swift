import Foundation
import TerminalModel
import TestSupport
import Testing

@Suite("Three services of one program", .serialized)
struct ThreeServicesTests {
    private static let services = ["Local service", "Local Amity", "Local BetterForms"]

    private static var running: Regex<Substring> { #/[⠋⠙⠸⠴⠦⠇] Show me the whole/# }

    @Test("replies of all stream at once, Esc stops the one that is looked at, and each thread goes on")
    func stopEach() async throws {
        try await Home.lend { home in
            let (process, output, _) = try home.start(["serve", "--port", "0"])
            defer { process.terminate() }
            _ = try output.lines(1)
            let weft = try await home.readyWeft(size: Size(columns: 120, rows: 36))
            for service in Self.services {
                if service != Self.services.first {
                    try weft.type("<Ctrl-N>")
                    try await weft.screen(contains: "Nothing was said here yet")
                }
                try await weft.choose(service)
                try await weft.askForManual()
            }
            #expect(weft.snapshot.text.ranges(of: Self.running).count == 3)

            var stopped: Set<String> = []
            for count in 1...3 {
                try weft.type("<Ctrl-T>G<Enter>")
                try await weft.screen("a reply that runs") { $0.text.contains("Esc stop") }
                try weft.type("<Esc>")
                let end = try await weft.screen("the word of the service") {
                    $0.text.contains("■ stopped by the service")
                        && $0.text.ranges(of: Self.running).count == 3 - count
                }
                stopped.formUnion(Self.services.filter { end.text.contains("Guide · \($0) is reachable") })
                #expect(home.serviceLog.count { $0.contains("run stopped") } == count)
            }
            #expect(stopped.count == 3)

            for count in 1...3 {
                try weft.type("<Ctrl-T>G<Enter>")
                try await weft.screen(contains: "■ stopped by the service")
                try weft.type("how do I quit?<Enter>")
                try await weft.screen(contains: "Quitting [1]")
                try await weft.rests()
                try weft.type("<Ctrl-T>M")
                try await weft.screen("the title that its service made") {
                    $0.text.ranges(of: #/[ ▌] +Whole manual/#).count == count
                }
                try weft.type("<Enter>")
            }
            #expect(home.serviceLog.count { $0.contains("run finished") } == 6)
        }
    }

    @Test("a thread that changes its service takes along what was said")
    func change() async throws {
        try await Home.lend { home in
            let weft = try await home.readyWeft(size: Size(columns: 120, rows: 36))
            try await weft.askForManual()
            try weft.type("<Esc>")
            try await weft.screen(contains: "■ stopped by the service")
            try await weft.choose("Local BetterForms")
            try weft.type("<Alt-C>")
            try await weft.screen("the manual, gone on with by the other service") {
                $0.text.contains("Guide · Local BetterForms") && $0.text.contains("writing…")
                    && $0.replyLetters.count > 60
            }
            #expect(!weft.snapshot.replyLetters.contains("Weftisachatprogram"))
        }
    }
}

extension TerminalProgram {
    /// Lets a service answer in the thread that is shown.
    fileprivate func choose(_ service: String) async throws {
        try type("<Ctrl-O>")
        try await screen(contains: "Who answers in")
        try type(service)
        try await screen("the service alone") {
            $0.text.contains("› \(service)") && $0.text.contains("▌") && $0.text.contains("\(service)  ")
        }
        try type("<Enter>")
        try await screen("the thread, with its service") {
            !$0.text.contains("Who answers in") && $0.text.contains("\(service) is reachable")
        }
    }
}
