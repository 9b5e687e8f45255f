import Foundation

/// Whether a store keeps what it acknowledged: `StoreTrial kill|starve DIRECTORY [ROUNDS SEED]`.
///
/// Writers do random steps and say each that was acknowledged; they are killed at any moment, or strace makes some of
/// their writes and syncs fail. After each the store is compared, value by value, with what the steps mean.
@main
struct StoreTrial {
    static func main() async throws {
        let arguments = CommandLine.arguments
        let numbers = arguments.dropFirst(3).compactMap { Int($0) }
        let usage = "StoreTrial kill|starve DIRECTORY [ROUNDS SEED]"
        guard arguments.count >= 3 else { return print(usage) }
        if arguments[1] == "write" {
            let script = Script(seed: UInt64(numbers.first ?? 1))
            let writer = Writer(directory: arguments[2], script: script, steps: numbers.dropFirst().first)
            return try await writer.run()
        }
        guard let harm = Trial.Harm(rawValue: arguments[1]) else { return print(usage) }
        var trial = Trial(harm, in: arguments[2], seed: UInt64(numbers.dropFirst().first ?? 1))
        do {
            try await trial.run(rounds: numbers.first ?? 200)
        } catch {
            print("\(error)")
            exit(1)
        }
    }
}
