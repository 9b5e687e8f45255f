import ArgumentParser
import ChatModel
import LocalService

/// `weft knowledge`: the folders that the Guide answers from, beside Weft's own manual.
struct Knowledge: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Choose the folders of .md and .txt files that the Guide answers from.",
        subcommands: [Add.self, List.self, Remove.self])

    struct Add: ParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Let the Guide answer from a folder or a file too.")

        @Argument(help: "A folder, with all below it, or one file.", completion: .file())
        var path: String

        func run() throws {
            let count = try Knowledge.changing { folders throws(KnowledgeFoldersError) in try folders.add(path) }
            print("Added: \(Knowledge.counted(count)).")
            if count == 0 { print("The Guide reads files that end in .md, .markdown or .txt.") }
        }
    }

    struct List: ParsableCommand {
        static let configuration = CommandConfiguration(abstract: "List the folders that were added.")

        func run() throws {
            let folders = KnowledgeFolders(listFile: Locations.current().knowledgeFolders)
            let paths = try Knowledge.changing { folders throws(KnowledgeFoldersError) in try folders.list() }
            if paths.isEmpty { print("No folders yet; weft knowledge add PATH adds one.") }
            for path in paths {
                let count = folders.documentCount(at: path).map(Knowledge.counted) ?? "not there now"
                print("\(path)  (\(count))")
            }
        }
    }

    struct Remove: ParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Take a folder or file back; it stays on disk.")

        @Argument(help: "As it was added or as `list` shows it.", completion: .file())
        var path: String

        func run() throws {
            try Knowledge.changing { folders throws(KnowledgeFoldersError) in try folders.remove(path) }
            print("Removed; the files are untouched.")
        }
    }

    private static func counted(_ documents: Int) -> String {
        documents == 1 ? "1 document" : "\(documents) documents"
    }

    /// Works on the list of folders; what goes wrong is said in words, and ends the program.
    private static func changing<Value>(
        _ body: (KnowledgeFolders) throws(KnowledgeFoldersError) -> Value
    ) throws -> Value {
        let locations = Locations.current()
        do throws(Failure) { try ProcessSafety.makeDirectory(locations.service) } catch { ProcessSafety.fail(error) }
        do {
            return try body(KnowledgeFolders(listFile: locations.knowledgeFolders))
        } catch {
            ProcessSafety.fail(Failure(what: error.what, remedy: error.remedy))
        }
    }
}
