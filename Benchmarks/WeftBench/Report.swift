import Foundation

/// The table that is printed: one row a quantity.
struct Report {
    init() {
        Self.say(Self.line("", ["unit", "n", "min", "median", "p99", "max"]))
    }

    /// One row for values of one quantity.
    func row(_ name: String, _ unit: String, _ values: [Double]) {
        let sorted = values.sorted()
        guard let least = sorted.first, let most = sorted.last else {
            return Self.say(Self.line(name, [unit, "0", "-", "-", "-", "-"]))
        }
        let median = sorted[(sorted.count - 1) / 2]
        let p99 = sorted[min(sorted.count - 1, sorted.count * 99 / 100)]
        Self.say(Self.line(name, [unit, "\(sorted.count)"] + [least, median, p99, most].map(Self.number)))
    }

    func row(_ name: String, _ times: [Duration]) {
        row(name, "ms", times.map { $0 / .milliseconds(1) })
    }

    func section(_ name: String) { Self.say("\n\(name)") }

    /// At once, so that a long run into a file can be watched.
    private static func say(_ line: String) {
        print(line)
        fflush(nil)
    }

    private static func number(_ value: Double) -> String {
        String(format: value >= 100 ? "%.0f" : "%.2f", value)
    }

    private static func line(_ name: String, _ columns: [String]) -> String {
        let padded = columns.map { String(repeating: " ", count: max(1, 9 - $0.count)) + $0 }
        return "  " + name + String(repeating: " ", count: max(0, 46 - name.count)) + padded.joined()
    }
}
