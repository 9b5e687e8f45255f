import ArgumentParser
import ChatModel
import Exchange
import Store
import TerminalModel

extension Threads {
    struct Search: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Search all messages and titles, the best hits first.")

        @Argument(help: "Words, or pieces of them.")
        var text: [String]

        @Option(help: "How many hits at most.")
        var limit = 20

        @Flag(help: "As JSON: an array with a line for each hit.")
        var json = false

        func validate() throws {
            guard (1...1000).contains(limit) else { throw ValidationError("A limit is a number from 1 to 1000.") }
        }

        func run() async throws {
            let store = Threads.forReading()
            await Threads.ending(store) { () async throws(Failure) in
                let answer = try await store.search(text.joined(separator: " "), limit: limit)
                if json { return Papers.print(Threads.jsonLines(answer.hits.map(\.json))) }
                if answer.hits.isEmpty { return Papers.print("Nothing was found.\n") }
                for hit in answer.hits { Papers.print(hit.lines(isTerminal: Papers.isTerminal)) }
                if answer.hasMore { Papers.print("There is more; --limit N shows it.\n") }
            }
        }
    }
}

extension SearchHit {
    /// The thread, then the words around the first match.
    fileprivate func lines(isTerminal: Bool) -> String {
        let head = "\(SafeText(thread.text.prefix(8)).string)  \(moment.localMinute)  \(SafeText(title).string)"
        let place = role.map { $0 == .user ? "you: " : "reply: " } ?? "title: "
        return "\(head)\n          \(place)\(marked(isTerminal))\n"
    }

    /// The snippet in one line, on a terminal with what matches in bold.
    private func marked(_ isTerminal: Bool) -> String {
        let bytes = Array(snippet.utf8)
        func safe(_ range: Range<Int>) -> String {
            let clamped = range.clamped(to: 0..<bytes.count)
            let line = String(decoding: bytes[clamped], as: UTF8.self).map { $0.isNewline ? " " : $0 }
            return SafeText(String(line)).string
        }
        var (text, end) = ("", 0)
        for match in matches where match.lowerBound >= end {
            text += safe(end..<match.lowerBound)
            text += isTerminal ? "\u{1B}[1m\(safe(match))\u{1B}[0m" : safe(match)
            end = match.upperBound
        }
        return end < bytes.count ? text + safe(end..<bytes.count) : text
    }
}
