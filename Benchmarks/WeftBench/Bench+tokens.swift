import Foundation
import TerminalModel
import TestSupport

extension Bench {
    /// A reply at the pace of a fast model, from a service elsewhere, and at the Guide's pace from the own service.
    func stream() async throws {
        try await MeasuredService.serving(in: home) { service in
            let weft = try atPrompt()
            let tokens = 2000
            service.prepare(.init(tokens: tokens, tokensPerSecond: 200))
            let before = (ProcessUsage(of: weft.process), weft.byteCount)
            let outputs = weft.outputCount
            try weft.type("go<Enter>")
            let delays = try follow(service, on: weft, to: tokens)
            let cpu = ProcessUsage(of: weft.process).cpu - before.0.cpu
            report.row("200 tokens/s: CPU a token", "us", [cpu / .microseconds(1) / Double(tokens)])
            report.row("200 tokens/s: CPU", "%", [cpu / .seconds(tokens / 200) * 100])
            report.row("200 tokens/s: output a token", "bytes", [Double(weft.byteCount - before.1) / Double(tokens)])
            report.row("200 tokens/s: frames a second", "", [Double(weft.outputCount - outputs) * 200 / Double(tokens)])
            report.row("200 tokens/s: token to screen", delays)
            try quit(weft)
        }
        try manual()
    }

    /// - Returns: how long each token took to the screen; one that a later one has pushed away counts with that one.
    private func follow(_ service: MeasuredService, on weft: MeasuredProgram, to tokens: Int) throws -> [Duration] {
        var delays: [Duration] = []
        let deadline = ContinuousClock.now + .seconds(60)
        while delays.count < tokens, .now < deadline {
            try weft.watch(for: .milliseconds(50)) { terminal, moment in
                guard let last = terminal.lastWord, last >= delays.count else { return }
                delays += service.sent[delays.count...last].map { moment - $0 }
            }
        }
        return delays
    }

    private func manual() throws {
        // Another home: the place of the service in this one was another's.
        let weft = try MeasuredProgram(program, home: home + "/guide")
        try weft.wait(for: Self.prompt)
        try weft.type("show me the whole manual<Enter>")
        try weft.wait(for: "writing")
        try weft.watch(for: .seconds(1))
        let (before, bytes, seconds) = (ProcessUsage(of: weft.process).cpu, weft.byteCount, 5)
        try weft.watch(for: .seconds(seconds))
        let tokens = Double(60 * seconds)
        let cpu = ProcessUsage(of: weft.process).cpu - before
        report.row("Guide, 60 tokens/s: CPU a token, both ends", "us", [cpu / .microseconds(1) / tokens])
        report.row("Guide, 60 tokens/s: output a token", "bytes", [Double(weft.byteCount - bytes) / tokens])
        try weft.type("<Ctrl-C>")
        try weft.wait(for: "stopped")
        try quit(weft)
    }

    /// A reply as fast as weft reads; then rest, and a start with that thread.
    func flood() async throws {
        for tokens in [10_000, 250_000] {
            try await MeasuredService.serving(in: home + "/\(tokens)") { service in
                let bench = Bench(program: program, home: home + "/\(tokens)", report: report)
                try bench.flood(of: tokens, from: service)
            }
        }
    }

    private func flood(of tokens: Int, from service: MeasuredService) throws {
        let name = "\(tokens) tokens"
        let last = MeasuredService.word(tokens - 1)
        let weft = try atPrompt()
        let before = (ProcessUsage(of: weft.process), weft.byteCount)
        service.prepare(.init(tokens: tokens))
        let outputs = weft.outputCount
        let asked = try weft.type("go<Enter>")
        let shown = try weft.wait(for: last, within: .seconds(300))
        let whole = try weft.wait(for: "the end of the reply", within: .seconds(300)) { !$0.rows(contain: "writing") }
        try weft.watch(for: .seconds(1))
        let after = ProcessUsage(of: weft.process)
        let cpu = after.cpu - before.0.cpu
        report.row("\(name): Enter to the last token", [shown - asked])
        report.row("\(name): Enter to the end of the reply", [whole - asked])
        report.row("\(name): CPU", [cpu])
        report.row("\(name): CPU a token", "us", [cpu / .microseconds(1) / Double(tokens)])
        report.row("\(name): output a token", "bytes", [Double(weft.byteCount - before.1) / Double(tokens)])
        report.row(
            "\(name): frames a second", "", [Double(weft.outputCount - outputs) / ((whole - asked) / .seconds(1))])
        report.row("\(name): resident after, peak", "MB", [after.residentMegabytes, after.peakMegabytes])
        try rest(weft, "after \(name)")
        try quit(weft)
        try restart(name, last: last)
    }

    private func restart(_ name: String, last: String) throws {
        var prompt: [Duration] = []
        var text: [Duration] = []
        var page: [Duration] = []
        for _ in 0..<3 {
            let weft = try MeasuredProgram(program, home: home)
            prompt.append(try weft.wait(for: Self.prompt) - weft.started)
            text.append(try weft.wait(for: last) - weft.started)
            try weft.watch(for: .milliseconds(500))
            for _ in 0..<5 {
                let (top, typed) = (weft.topRows, try weft.type("<PgUp>"))
                page.append(try weft.wait(for: "the page above") { MeasuredProgram.topRows(of: $0) != top } - typed)
                try weft.watch(for: .milliseconds(50))
            }
            try quit(weft)
        }
        report.row("restart with \(name): to the prompt", prompt)
        report.row("restart with \(name): to the last token", text)
        report.row("restart with \(name): page up", page)
    }
}

extension VirtualTerminal {
    /// The highest number among the words of the reply that are shown; the lowest row that has any has it.
    fileprivate var lastWord: Int? {
        for row in (0..<size.rows - 2).reversed() {
            if let number = MeasuredService.lastNumber(in: text(row: row)) { return number }
        }
        return nil
    }
}
