import ArgumentParser
import ChatModel
import Exchange
import Glibc
import Store

/// `weft threads`: what was said, without the full screen.
struct Threads: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "List, show, search, export, import, delete and restore threads.",
        discussion: """
            A thread is named by its id or by the beginning of it. A PATTERN is a limit as in the list of threads: words, \
            ~t TITLE, ~b BODY, ~d <7d, ~l LABEL, ~u, !, | and parentheses.
            """,
        subcommands: [
            List.self, Show.self, Search.self, Export.self, Import.self, Delete.self, Restore.self,
        ])

    /// The exit status where another Weft holds the threads: the same command works later.
    static let busy: Int32 = 75

    /// The threads for reading; ends the program where there are none or they cannot be read.
    static func forReading() -> ThreadDatabase {
        do throws(Failure) {
            let directory = Locations.current().threads
            guard let store = try ThreadDatabase.openForReading(directory: directory, now: .now) else {
                ProcessSafety.fail(
                    Failure(
                        what: "There are no threads yet", remedy: "weft begins one, weft threads import brings some"))
            }
            return store
        } catch {
            ProcessSafety.fail(error)
        }
    }

    /// The threads for writing; ends the program where another Weft writes.
    ///
    /// - Parameter what: what is not done then: "Nothing was imported".
    static func forWriting(orElse what: String) -> ThreadDatabase {
        do throws(Failure) {
            let store = try ThreadDatabase.open(directory: Locations.current().threads, now: .now)
            if let readOnly = store.readOnly {
                ProcessSafety.fail(
                    Failure(what: what, why: readOnly.why, remedy: readOnly.remedy), code: busy)
            }
            if let notice = store.notice { ProcessSafety.complain(notice) }
            return store
        } catch {
            ProcessSafety.fail(error)
        }
    }
}

extension Threads {
    struct Show: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Print a thread as text, the branch that the screen shows.")

        @Argument(help: "A thread's id, or the beginning of it.")
        var id: String

        func run() async throws {
            let store = Threads.forReading()
            await Threads.ending(store) { () async throws(Failure) in
                let thread = try await ThreadSelection(store: store).one(id)
                try await ThreadWriting(store: store, format: .text, title: "").write([thread], to: .standard)
            }
        }
    }

    struct Delete: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Put threads into the trash, where they are kept for some days.")

        @Argument(help: "Ids, or beginnings of them.")
        var ids: [String]

        func run() async throws {
            let count = await Threads.change(ids, by: .delete, orElse: "Nothing was deleted")
            Papers.print("Deleted: \(Threads.counted(count)). weft threads restore ID brings one back.\n")
        }
    }

    struct Restore: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Take threads out of the trash.")

        @Argument(help: "Ids, or beginnings of them.")
        var ids: [String]

        func run() async throws {
            let count = await Threads.change(ids, by: .restore, orElse: "Nothing was restored")
            Papers.print("Restored: \(Threads.counted(count)).\n")
        }
    }

    static func counted(_ count: Int) -> String { count == 1 ? "1 thread" : "\(count) threads" }

    /// Changes all of these threads at once, or none.
    ///
    /// - Returns: how many were another way before.
    private static func change(_ names: [String], by change: ThreadChange, orElse what: String) async -> Int {
        let store = forWriting(orElse: what)
        var count = 0
        await ending(store) { () async throws(Failure) in
            let selection = ThreadSelection(store: store)
            var events: [Event] = []
            for name in names {
                let id = try await selection.one(name)
                guard let thread = try await store.read(id)?.thread else { continue }
                let changed = thread.applying(change, at: .now)
                if changed != thread { events.append(.threadSaved(changed)) }
            }
            try await store.record(events)
            count = events.count
        }
        return count
    }

    /// Does the work, and closes the store; what goes wrong is said in words, and ends the program.
    static func ending(_ store: ThreadDatabase, _ body: () async throws(Failure) -> Void) async {
        do {
            try await body()
            await store.close(within: .seconds(10))
        } catch {
            await store.close(within: .seconds(10))
            ProcessSafety.fail(error)
        }
    }
}
