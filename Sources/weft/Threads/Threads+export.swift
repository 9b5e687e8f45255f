import ArgumentParser
import ChatModel
import Exchange
import Glibc
import Screen
import Settings
import Store

extension Threads {
    struct Export: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Write threads as JSON, Markdown, HTML or plain text.",
            discussion: """
                JSON has everything, branches, drafts and marks included, and is what import reads. The other formats \
                have the branch on screen. Without --output, or with -, it goes to standard output.
                """)

        @Argument(help: "Ids or beginnings of them; or else a pattern.")
        var threads: [String] = []

        @Flag(help: "All threads, those in the archive and in the trash too.")
        var all = false

        @Option(help: "json, markdown, html or text.")
        var format = ExportFormat.json

        @Option(name: .shortAndLong, help: "A file, or a folder for a file of each thread.", completion: .file())
        var output: String?

        @Flag(help: "Replace files that are there.")
        var replace = false

        @Option(help: "The theme whose colours HTML has.")
        var theme = "dark"

        func validate() throws {
            if all != threads.isEmpty { throw ValidationError("Give ids, a pattern, or --all.") }
            _ = try colours()
        }

        func run() async throws {
            let (store, colours) = (Threads.forReading(), try colours())
            await Threads.ending(store) { () async throws(Failure) in
                let ids = try await chosen(in: ThreadSelection(store: store))
                var writing = ThreadWriting(store: store, format: format, title: Threads.counted(ids.count))
                writing.colours = colours
                let count = try await writing.write(ids, to: target)
                if target != .standard { Papers.print("Exported: \(Threads.counted(count)).\n") }
            }
        }

        private func colours() throws -> PageColours {
            let library = ThemeFolders(Locations.current()).library()
            guard let entry = library.entry(theme) else {
                throw ValidationError(ThemeStart.absence(of: theme, in: library))
            }
            guard let worn = entry.theme else { throw ValidationError(entry.problem ?? entry.place) }
            return PageColours(worn, isOnLight: entry.ground == .light)
        }

        private func chosen(in selection: ThreadSelection) async throws(Failure) -> [ThreadID] {
            guard all else {
                let ids = try await selection.some(threads)
                if ids.isEmpty {
                    throw Failure(
                        what: "Nothing was exported", why: "no thread matches \(threads.joined(separator: " "))")
                }
                return ids
            }
            var ids: [ThreadID] = []
            for scope in ThreadQuery.Scope.allCases {
                ids += try await selection.all(in: ThreadQuery(scope: scope)).map(\.id)
            }
            return ids
        }

        private var target: ThreadWriting.Target {
            guard let output, output != "-" else { return .standard }
            var found = stat()
            let isFolder = stat(output, &found) == 0 && found.st_mode & S_IFMT == S_IFDIR
            return isFolder ? .folder(output, replaces: replace) : .file(output, replaces: replace)
        }
    }
}

extension ExportFormat: ExpressibleByArgument {}
