import ArgumentParser
import ChatModel
import Glibc

/// `weft ask`: one question, and its answer on standard output.
struct Ask: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Ask one question, and print the answer.",
        discussion: """
            What comes in on standard input is sent behind the words: git diff | weft ask "review this". On a terminal \
            the answer is laid out; elsewhere it is the text as it came. The thread is in the full screen afterwards. \
            Ctrl-C stops the answer and keeps what came.

            Exit status: \(AskStatus.allCases.map { "\($0.rawValue): \($0.purpose)." }.joined(separator: " "))
            """)

    @Argument(help: "What to ask.")
    var words: [String] = []

    @Option(
        name: [.customShort("f"), .long], help: "A text file or an image to send along; - is standard input.",
        completion: .file())
    var file: [String] = []

    @Flag(name: [.customShort("c"), .customLong("continue")], help: "Go on in the thread in which was spoken last.")
    var continues = false

    @Option(name: .shortAndLong, help: "Go on in this thread: its id, or the beginning of it.")
    var thread: String?

    @Flag(
        name: .customLong("leave-out"),
        help: "Where the thread is longer than the model can hold: leave out its oldest messages.")
    var leavesOut = false

    @Option(
        name: .shortAndLong, help: "The service that answers, as weft services lists it.",
        completion: .custom { _, _, _ in Ask.serviceNames })
    var service: String?

    @Option(name: .shortAndLong, help: "The model that answers.")
    var model: String?

    @Option(name: .shortAndLong, help: "The preset or assistant that answers: its name, or the id of an assistant.")
    var assistant: String?

    @Option(help: "What the model is told in this thread from now on.")
    var system: String?

    @Flag(help: "Print what happens as JSON, an event on each line.")
    var json = false

    @Flag(name: .customLong("no-save"), help: "Keep nothing of it.")
    var isForgotten = false

    @Flag(help: "Print the text as it came, on a terminal too, without a line end of our own.")
    var raw = false

    @Flag(help: "Print the reasoning of the model on standard error.")
    var reasoning = false

    func validate() throws {
        if continues, thread != nil { throw ValidationError("Give --continue or --thread, not both.") }
        if model != nil, assistant != nil { throw ValidationError("Give --model or --assistant, not both.") }
        if json, raw { throw ValidationError("Give --json or --raw, not both.") }
        if words.isEmpty, file.isEmpty, !AskPrompt.hasInput { throw ValidationError("Say what to ask.") }
    }

    func run() async throws {
        do throws(Failure) {
            try await AskRun(self).run()
        } catch {
            ProcessSafety.fail(error, code: AskStatus.failed.rawValue)
        }
    }

    var prompt: AskPrompt {
        get throws(Failure) {
            var prompt = AskPrompt(words: words)
            if !file.contains("-"), AskPrompt.hasInput { prompt.input = try AskPrompt.readInput() }
            for name in file { try prompt.add(file: name) }
            guard !prompt.isEmpty else {
                throw Failure(what: "Nothing was asked", why: "there are no words to send")
            }
            return prompt
        }
    }

    private static var serviceNames: [String] {
        let configuration = (try? Locations.current().configurationFile.read().get()) ?? Configuration()
        return configuration.services.map(\.name) + EmbeddedService.allCases.map(\.rawValue)
    }
}

extension Weft {
    /// Runs `weft ask`, whose exit status for a wrong command line is its own.
    static func ask() async {
        do {
            var command = try Weft.parseAsRoot()
            guard var ask = command as? any AsyncParsableCommand else { return try command.run() }
            try await ask.run()
        } catch {
            guard exitCode(for: error) == .validationFailure else { exit(withError: error) }
            let text = fullMessage(for: error) + "\n"
            Papers.write(Array(text.utf8), to: STDERR_FILENO)
            Glibc.exit(AskStatus.usage.rawValue)
        }
    }
}
