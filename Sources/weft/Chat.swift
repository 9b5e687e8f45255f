import ArgumentParser
import ChatModel
import Glibc

/// `weft`: the full screen.
struct Chat: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "chat", abstract: "Open the full screen; what weft does without a verb.")

    @Option(help: "For a dark or a light terminal.")
    var theme = FullScreen.ThemeName.dark

    func run() async throws { await FullScreen(theme: theme).run() }
}

extension FullScreen.ThemeName: ExpressibleByArgument {}

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
