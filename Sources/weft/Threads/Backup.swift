import ArgumentParser
import ChatModel
import Store
import TerminalModel

/// `weft backup`: a copy of all threads, also while Weft runs.
struct Backup: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Copy all threads into a new file, also while Weft runs.",
        discussion: "The file is readable by you alone. One that is there is never replaced. weft restore reads it.")

    @Argument(help: "A file that is not there yet.", completion: .file())
    var file: String

    func run() async throws {
        let store = Threads.forReading()
        await Threads.ending(store) { () async throws(Failure) in try await store.backUp(to: file) }
        Papers.print("All threads are copied to \(SafeText(file).string).\n")
    }
}

/// `weft recover`: what can be read of a damaged file, beside the threads that are there.
struct Recover: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Bring back what can be read of a damaged file of threads.",
        discussion: """
            A damaged file is set aside when Weft starts, and stays as it is. What can be read of it joins the threads \
            that are there; those stay as they are, so it can be done again. Not while a Weft runs.
            """)

    @Argument(help: "The file that was set aside.", completion: .file())
    var file: String

    func run() async throws {
        let store = Threads.forWriting(orElse: "Nothing was brought back")
        var found = Salvaged()
        await Threads.ending(store) { () async throws(Failure) in found = try await store.salvage(file) }
        let messages = found.messages == 1 ? "1 message" : "\(found.messages) messages"
        Papers.print("Brought back: \(Threads.counted(found.threads)) with \(messages).\n")
    }
}

/// `weft restore`: the threads of a backup in the place of those that are there.
struct RestoreBackup: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "restore", abstract: "Put the threads of a backup in the place of yours.",
        discussion: """
            The backup is checked first. The threads that are there are kept in a file beside them, which this command \
            reads too. Not while a Weft runs.
            """)

    @Argument(help: "A file that weft backup made.", completion: .file())
    var file: String

    func run() async throws {
        let store = Threads.forWriting(orElse: "Nothing was restored")
        var done: Restoration?
        await Threads.ending(store) { () async throws(Failure) in done = try await store.restore(from: file, now: .now)
        }
        guard let done else { return }
        Papers.print("Restored: \(Threads.counted(done.threads)).\n")
        if let kept = done.kept { Papers.print("What was there is kept in \(SafeText(kept).string).\n") }
    }
}
