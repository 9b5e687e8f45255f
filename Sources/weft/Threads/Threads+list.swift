import ArgumentParser
import ChatModel
import Exchange
import Store
import TerminalModel

extension Threads {
    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "List threads, those that match a pattern or all.",
            discussion: """
                A line has the beginning of the id, the day, marks (Pinned, Unread, Failed, Queued, Draft), the title and the \
                labels.
                """)

        @Argument(help: "What they are limited to.")
        var pattern: [String] = []

        @Flag(help: "Those in the archive.")
        var archived = false

        @Flag(help: "Those in the trash.")
        var trash = false

        @Option(help: "activity, creation or title.")
        var sort = ThreadQuery.Sort.activity

        @Flag(help: "As JSON: an array with a line for each thread.")
        var json = false

        func validate() throws {
            if archived, trash { throw ValidationError("Give one of --archived and --trash.") }
        }

        func run() async throws {
            let store = Threads.forReading()
            await Threads.ending(store) { () async throws(Failure) in
                let query = ThreadQuery(
                    filter: try ThreadSelection.filter(pattern.joined(separator: " ")),
                    scope: archived ? .archived : trash ? .trash : .current, sort: sort)
                let page = try await store.list(query, around: 0, limit: ThreadSelection.most)
                Papers.print(json ? Threads.jsonLines(page.threads.map(\.json)) : ThreadTable(page).text)
            }
        }
    }

    /// Bytes of JSON hold no control characters, so a terminal may have them; other characters are escaped there.
    static func jsonLines(_ values: [[UInt8]]) -> String {
        let lines = values.map { bytes in
            let text = String(decoding: bytes, as: UTF8.self)
            return Papers.isTerminal ? SafeText(text).string : text
        }
        return lines.isEmpty ? "[]\n" : "[\n" + lines.joined(separator: ",\n") + "\n]\n"
    }
}

extension ThreadQuery.Sort: ExpressibleByArgument {}

/// What `weft threads list` prints: id, moment, marks, title, labels.
struct ThreadTable {
    let page: ThreadPage

    init(_ page: ThreadPage) { self.page = page }

    var text: String {
        guard !page.threads.isEmpty else { return "No threads.\n" }
        let names = ShortNames(of: page.threads.map(\.id))
        return page.threads.map { thread in
            let labels = thread.labels.map { "  #\(SafeText($0).string)" }.joined()
            let marks = marks(thread)
            let title = SafeText(thread.title).string
            let name = SafeText(names.short(thread.id)).string
            return "\(name)  \(thread.activeAt.localMinute)  \(marks)  \(title)\(labels)\n"
        }.joined()
    }

    private func marks(_ thread: ChatThread) -> String {
        let marks: [(Bool, String)] = [
            (thread.isPinned, "P"), (thread.isUnread, "U"), (thread.hasFailed, "F"),
            (page.queued.contains(thread.id), "Q"), (page.drafts[thread.id] != nil, "D"),
        ]
        return marks.map { $0 ? $1 : "-" }.joined()
    }
}

/// Beginnings of names that tell them apart, at least eight characters.
struct ShortNames {
    private let length: Int

    init(of names: [ThreadID]) {
        let sorted = names.map { Array($0.text) }.sorted { $0.lexicographicallyPrecedes($1) }
        var length = 8
        for (one, next) in zip(sorted, sorted.dropFirst()) {
            length = max(length, zip(one, next).prefix { $0 == $1 }.count + 1)
        }
        self.length = length
    }

    func short(_ name: ThreadID) -> String { String(name.text.prefix(length)) }
}
