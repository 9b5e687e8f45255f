import Glibc

/// Which questions have something new to say, told from the outside.
struct HandoverGlance {
    /// What is written of a store goes into one of these, and moves from one to the other.
    private static let files = ["threads.sqlite", "threads.sqlite-wal"]
    /// A question whose process has died changes nothing any more: each is looked into after so many glances.
    private static let patience = 4

    private var marks: [String: [Mark?]] = [:]
    private var glances: [String: Int] = [:]

    private struct Mark: Hashable {
        let size: Int
        let seconds: Int
        let nanoseconds: Int

        init?(_ path: String) {
            var status = stat()
            guard stat(path, &status) == 0 else { return nil }
            (size, seconds, nanoseconds) = (status.st_size, status.st_mtim.tv_sec, status.st_mtim.tv_nsec)
        }
    }

    /// Whether to look into this folder now.
    mutating func isDue(_ folder: String) -> Bool {
        let marks = Self.files.map { Mark(folder + "/" + $0) }
        let count = (glances[folder] ?? 0) + 1
        let isDue = self.marks[folder] != marks || count >= Self.patience
        self.marks[folder] = marks
        glances[folder] = isDue ? 0 : count
        return isDue
    }
}
