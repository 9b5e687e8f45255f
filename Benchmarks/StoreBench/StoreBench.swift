import ChatModel
import Foundation
import Store

/// How fast a store of many threads is: `StoreBench make DIRECTORY [THREADS MESSAGES SEED]`, then
/// `StoreBench measure DIRECTORY`; with words behind it, only searches for each of these.
///
/// The store that is made is the same for the same numbers; `weft` can be started on it.
@main
struct StoreBench {
    static func main() async throws {
        let arguments = CommandLine.arguments
        guard arguments.count >= 3 else { return print("StoreBench make|measure DIRECTORY [THREADS MESSAGES SEED]") }
        let numbers = arguments.dropFirst(3).compactMap { Int($0) }
        switch arguments[1] {
        case "make":
            let size = numbers + [100_000, 1_000_000, 1].dropFirst(numbers.count)
            try await make(in: arguments[2], threads: size[0], messages: size[1], seed: UInt64(size[2]))
        case "measure": try await Measurement(directory: arguments[2]).run(only: Array(arguments.dropFirst(3)))
        default: print("StoreBench make|measure DIRECTORY [THREADS MESSAGES SEED]")
        }
    }

    private static func make(in directory: String, threads: Int, messages: Int, seed: UInt64) async throws {
        let store = try ThreadDatabase.open(directory: directory, now: .generated)
        var source = GeneratedThreads(seed: seed, threads: threads, messages: messages)
        let start = ContinuousClock.now
        var written = 0
        while let batch = source.nextBatch() {
            try await store.record(batch)
            written += batch.count
        }
        await store.close(within: .seconds(60))
        print("\(written) events recorded in \(start.duration(to: .now))")
    }
}

extension Timestamp {
    /// When the newest generated thread was active.
    static let generated = Timestamp(milliseconds: 1_795_000_000_000)
}
