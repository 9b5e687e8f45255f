import ArgumentParser
import ChatModel
import Glibc
import Screen
import Settings

/// `weft`: the full screen.
struct Chat: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "chat", abstract: "Open the full screen; what weft does without a verb.")

    @Option(help: "The name of a theme, the path of its file, or auto.")
    var theme: String?

    func run() async throws {
        if let theme { try check(theme) }
        await FullScreen(theme: theme).run()
    }

    /// What is wanted on the command line is there, or nothing is begun.
    private func check(_ name: String) throws {
        let start = ThemeStart.ofThisProcess(ThemeWish(), name: name)
        guard !start.wish.isAutomatic else { return }
        let library = start.library
        let problems = library.problems(of: start.wish.name)
        for problem in problems { ProcessSafety.complain(problem) }
        if !problems.isEmpty { Glibc.exit(1) }
        guard library.entry(start.wish.name) != nil else {
            throw ValidationError(ThemeStart.absence(of: name, in: library))
        }
    }
}

extension Timestamp {
    /// The wall clock.
    static var now: Timestamp {
        var moment = timespec()
        clock_gettime(CLOCK_REALTIME, &moment)
        return Timestamp(milliseconds: Int64(moment.tv_sec) * 1000 + Int64(moment.tv_nsec) / 1_000_000)
    }
}

/// Names that were never given before: 128 random bits in hexadecimal digits.
enum Names {
    static func next() -> String {
        let number = UInt128.random(in: 0...UInt128.max)
        let digits = String(number, radix: 16)
        return String(repeating: "0", count: 32 - digits.count) + digits
    }
}
