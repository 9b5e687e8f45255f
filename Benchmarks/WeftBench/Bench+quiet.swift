import Glibc
import TerminalModel
import TestSupport

extension Bench {
    /// What a weft uses at which nobody types, on its own service.
    func idle() throws {
        let weft = try atPrompt()
        report.row("resident at the prompt", "MB", [ProcessUsage(of: weft.process).residentMegabytes])
        try rest(weft, "at the prompt")
        try weft.type("show me the whole manual<Enter>")
        try weft.watch(for: .seconds(5))
        try weft.type("<Ctrl-C>")
        try weft.wait(for: "stopped")
        try weft.watch(for: .seconds(1))
        try rest(weft, "after a stopped reply")
        try quit(weft)
    }

    /// A thread's age is counted in minutes, so one draw and its few wake-ups a minute belong here.
    func rest(_ weft: MeasuredProgram, _ when: String) throws {
        let seconds = 10
        let before = (ProcessUsage(of: weft.process), weft.byteCount)
        try weft.watch(for: .seconds(seconds))
        let after = ProcessUsage(of: weft.process)
        report.row("CPU \(when), \(seconds) s", [after.cpu - before.0.cpu])
        report.row("CPU \(when), \(seconds) s", "ticks", [Double(after.ticks - before.0.ticks)])
        report.row("wake-ups \(when), \(seconds) s", "", [Double(after.wakeups(since: before.0))])
        report.row("output \(when), \(seconds) s", "bytes", [Double(weft.byteCount - before.1)])
    }

    /// From a key to the change that it makes.
    func keys() async throws {
        try await MeasuredService.serving(in: home) { service in
            let weft = try atPrompt()
            report.row("key to screen, idle", try type(100, into: weft))
            service.prepare(.init(tokens: 100_000, tokensPerSecond: 200))
            try weft.type("go<Enter>")
            try weft.wait(for: MeasuredService.word(200))
            report.row("key to screen, 200 tokens/s", try type(200, into: weft))
            weft.end(by: SIGKILL)
        }
    }

    private func type(_ count: Int, into weft: MeasuredProgram) throws -> [Duration] {
        var times: [Duration] = []
        for number in 0..<count {
            let isTyped = number.isMultiple(of: 2)
            let typed = try weft.type(isTyped ? "@" : "<Backspace>")
            let shown = try weft.wait(for: "the key") { $0.composer.contains("@") == isTyped }
            times.append(shown - typed)
            // Waits of many lengths, so that keys meet frames at every distance.
            try weft.watch(for: .milliseconds(20 + number * 7 % 23))
        }
        return times
    }

    /// From the key that stops to the word that says so, and to the end of the connection.
    func stop() async throws {
        try await MeasuredService.serving(in: home) { service in
            let weft = try atPrompt()
            for (key, name) in [("<Esc>", "Esc"), ("<Ctrl-C>", "Ctrl-C")] {
                var shown: [Duration] = []
                var closed: [Duration] = []
                for _ in 0..<5 {
                    service.prepare(.init(tokens: 100_000, tokensPerSecond: 200))
                    try weft.type("go<Enter>")
                    try weft.wait(for: MeasuredService.word(100))
                    let typed = try weft.type(key)
                    shown.append(try weft.wait(for: "stopp") - typed)
                    try weft.watch(for: .milliseconds(500))
                    if let moment = service.closed { closed.append(moment - typed) }
                    try weft.type("<Ctrl-N>")
                    try weft.wait(for: "the new thread") { !$0.rows(contain: "stopp") }
                    try weft.watch(for: .milliseconds(100))
                }
                report.row("\(name) to \"stopping\" on the screen", shown)
                report.row("\(name) to the closed connection", closed)
            }
            try quit(weft)
        }
    }
}
