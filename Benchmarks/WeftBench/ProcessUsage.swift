import Foundation
import Glibc

/// What a process has used so far.
struct ProcessUsage {
    /// All its threads, those that are over too.
    let cpu: Duration
    /// utime and stime of /proc/PID/stat, in ticks of 10 ms.
    let ticks: Int
    /// How often each of its threads of now has gone to sleep, and so was woken.
    private let sleeps: [String: Int]
    let residentMegabytes: Double
    let peakMegabytes: Double

    init(of process: Int32) {
        var clock = clockid_t()
        var time = timespec()
        clock_getcpuclockid(process, &clock)
        clock_gettime(clock, &time)
        cpu = .seconds(time.tv_sec) + .nanoseconds(time.tv_nsec)

        let folder = "/proc/\(process)"
        // The fields after the name, which is in parentheses: utime and stime are the 12th and 13th.
        let fields = Self.text(folder + "/stat").split(separator: ")").last?.split(separator: " ") ?? []
        ticks = fields.count > 12 ? (Int(fields[11]) ?? 0) + (Int(fields[12]) ?? 0) : 0

        let tasks = (try? FileManager.default.contentsOfDirectory(atPath: folder + "/task")) ?? []
        sleeps = Dictionary(
            uniqueKeysWithValues: tasks.map { task in
                (task, Self.number("voluntary_ctxt_switches:", in: Self.text("\(folder)/task/\(task)/status")))
            })
        let status = Self.text(folder + "/status")
        residentMegabytes = Double(Self.number("VmRSS:", in: status)) / 1024
        peakMegabytes = Double(Self.number("VmHWM:", in: status)) / 1024
    }

    /// Wake-ups of the threads that live now, since an earlier look.
    func wakeups(since before: ProcessUsage) -> Int {
        sleeps.reduce(0) { $0 + $1.value - before.sleeps[$1.key, default: 0] }
    }

    private static func text(_ path: String) -> String {
        (try? String(contentsOfFile: path, encoding: .utf8)) ?? ""
    }

    private static func number(_ name: String, in status: String) -> Int {
        let line = status.split(separator: "\n").first { $0.hasPrefix(name) }
        return line?.split(whereSeparator: \.isWhitespace).dropFirst().first.flatMap { Int($0) } ?? 0
    }
}
