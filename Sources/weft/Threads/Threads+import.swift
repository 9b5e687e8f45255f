import ArgumentParser
import ChatModel
import Exchange
import Glibc
import Store
import TerminalFront
import TerminalModel

extension Threads {
    struct Import: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Bring threads in from files.",
            discussion: """
                Weft reads its own JSON, the conversations.json of the account exports of ChatGPT and Claude, and \
                transcripts in Markdown. What is here already is not added again. Ctrl-C stops between two threads; what \
                came in until then stays.
                """)

        @Argument(help: "Files; - is standard input.", completion: .file())
        var files: [String]

        func validate() throws {
            if files.isEmpty { throw ValidationError("Give a file.") }
        }

        func run() async throws {
            let store = Threads.forWriting(orElse: "Nothing was imported")
            let choice = Self.choice
            let files = files
            let wakes = TerminalWakes(input: nil, signals: [SIGINT, SIGTERM, SIGHUP])
            let work = Task {
                await ImportRun(store: store, choice: choice, tell: ImportProgress.show).run(files)
            }
            let listening = Task {
                var last: Int32?
                for await case .signal(let number) in wakes.stream {
                    work.cancel()
                    last = number
                    break
                }
                return last
            }
            let (report, failure) = await work.value
            listening.cancel()
            await store.close(within: .seconds(60))
            ImportProgress.clear()
            for line in report.lines { Papers.print(SafeText(line).string + "\n") }
            if let number = await listening.value {
                ProcessSafety.complain("Stopped: what is named above stays, the rest did not come in.")
                ProcessSafety.die(by: number)
            }
            if let failure { ProcessSafety.fail(failure) }
            if report.foundNothing { Glibc.exit(1) }
        }

        /// Who answers from here on in threads of other programs: whoever answers in new threads.
        static var choice: ServiceChoice {
            let configuration = (try? Locations.current().configurationFile.read().get()) ?? Configuration()
            return ServiceChoice(
                service: ServiceID(configuration.defaultService ?? EmbeddedService.assisters.rawValue))
        }
    }
}

/// Files that are being imported, one after the other, until the task is cancelled.
struct ImportRun {
    let store: ThreadDatabase
    let choice: ServiceChoice
    /// Takes what has been said since in threads that are here already; nil: the store takes it.
    var join: ThreadImport.Joining?
    /// Is told now and then how many threads were looked at, and how much of the file, in percent, where that is known.
    let tell: @Sendable (Int, Int?) -> Void

    /// - Returns: what came in, and why it did not go on to the end.
    func run(_ files: [String]) async -> (ThreadImport.Report, Failure?) {
        var work = ThreadImport(store: store, join: join)
        var failure: Failure?
        for name in files where failure == nil && !Task.isCancelled {
            do throws(Failure) {
                try await take(name, into: &work)
            } catch {
                failure = error
            }
        }
        // What was read before a failure or a wish to stop is not lost.
        do throws(Failure) {
            try await work.flush()
        } catch {
            failure = failure ?? error
        }
        return (work.report, failure)
    }

    private func take(_ name: String, into work: inout ThreadImport) async throws(Failure) {
        let source = try SourceFile(name)
        var file = ThreadFile(isMarkdown: source.isMarkdown, choice: choice, now: .now)
        var toldAt: Timestamp?
        while !Task.isCancelled, let bytes = try source.next() {
            for finding in try naming(name, { () throws(Failure) in try file.take(bytes) }) where !Task.isCancelled {
                try await work.take(finding)
                guard toldAt.map({ .now - $0 > .milliseconds(100) }) ?? true else { continue }
                toldAt = .now
                tell(work.report.seen, source.size > 0 ? source.place * 100 / source.size : nil)
            }
        }
        guard !Task.isCancelled else { return }
        for finding in try naming(name, { () throws(Failure) in try file.end() }) { try await work.take(finding) }
    }

    private func naming<Value>(_ name: String, _ body: () throws(Failure) -> Value) throws(Failure) -> Value {
        do {
            return try body()
        } catch {
            throw Failure(what: "\(name) was not imported", why: error.why, remedy: error.remedy)
        }
    }
}

/// A file that is read from its beginning to its end.
final class SourceFile {
    private let name: String
    private let descriptor: Int32
    /// In bytes; 0 where it is not known.
    let size: Int
    private(set) var place = 0

    init(_ name: String) throws(Failure) {
        self.name = name
        descriptor = name == "-" ? dup(STDIN_FILENO) : open(name, O_RDONLY | O_CLOEXEC | O_NOCTTY)
        var status = stat()
        guard descriptor >= 0, fstat(descriptor, &status) == 0 else { throw Self.refusal(name, errno) }
        guard status.st_mode & S_IFMT != S_IFDIR else { throw Self.refusal(name, EISDIR) }
        size = status.st_mode & S_IFMT == S_IFREG ? Int(status.st_size) : 0
    }

    deinit { close(descriptor) }

    /// Its name ends as those of Markdown do.
    var isMarkdown: Bool {
        let lower = name.lowercased()
        return [".md", ".markdown", ".txt"].contains { lower.hasSuffix($0) }
    }

    /// The next bytes; nil at the end, and when the task is cancelled.
    func next() throws(Failure) -> [UInt8]? {
        var buffer = [UInt8](repeating: 0, count: 1 << 20)
        while !Task.isCancelled {
            // A pipe may be silent for long, and a wish to stop must be seen meanwhile.
            var waiting = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
            guard poll(&waiting, 1, 100) != 0 else { continue }
            let count = read(descriptor, &buffer, buffer.count)
            if count < 0, errno == EINTR { continue }
            guard count >= 0 else { throw Self.refusal(name, errno) }
            place += count
            return count == 0 ? nil : Array(buffer.prefix(count))
        }
        return nil
    }

    private static func refusal(_ name: String, _ number: Int32) -> Failure {
        Failure(what: "\(name) was not imported", why: String(cString: strerror(number)))
    }
}

/// How far an import is, in one line on standard error where that is a terminal.
enum ImportProgress {
    @Sendable static func show(_ threads: Int, _ percent: Int?) {
        guard isShown else { return }
        let part = percent.map { ", \($0) % of the file" } ?? ""
        Papers.write(Array("\r\(threads) threads\(part)\u{1B}[K".utf8), to: STDERR_FILENO)
    }

    static func clear() {
        if isShown { Papers.write(Array("\r\u{1B}[K".utf8), to: STDERR_FILENO) }
    }

    private static var isShown: Bool { isatty(STDERR_FILENO) == 1 }
}
