import Foundation
import Glibc
import Synchronization
import TestSupport

/// A service in this process that streams numbered words, and notes when.
///
/// It takes the local service's place in a home as `weft serve` would, so that weft is measured without it: what weft
/// uses then is the client's share alone.
final class MeasuredService: Sendable {
    /// How a reply is streamed.
    struct Speech: Sendable {
        var tokens: Int
        /// Nil is as fast as the client reads.
        var tokensPerSecond: Double?
    }

    private struct Log {
        var speech = Speech(tokens: 0)
        var sent: [ContinuousClock.Instant] = []
        var closed: ContinuousClock.Instant?
        /// Rises with each post, which begins a reply.
        var replies = 0
    }

    private let log = Mutex(Log())

    /// Says how the next replies are streamed.
    func prepare(_ speech: Speech) { log.withLock { $0 = Log(speech: speech, replies: $0.replies) } }

    /// When each token of the reply was sent, by its number.
    var sent: [ContinuousClock.Instant] { log.withLock { $0.sent } }

    /// When the client closed the connection of the last reply before its end.
    var closed: ContinuousClock.Instant? { log.withLock { $0.closed } }

    /// Serves while `body` runs, for the weft of this home.
    static func serving(in home: String, _ body: (MeasuredService) throws -> Void) async throws {
        let service = MeasuredService()
        try await ScriptedHTTPServer.serving({ try await service.answer($0, $1) }) { server in
            let lock = try takePlace(in: home, port: server.port)
            defer { close(lock) }
            try body(service)
        }
    }

    /// Holds the lock file of the home's service, and writes there where it is.
    private static func takePlace(in home: String, port: Int) throws -> Int32 {
        let folder = home + "/.local/share/weft/service"
        try FileManager.default.createDirectory(
            atPath: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        let key = open(folder + "/key", O_WRONLY | O_CREAT | O_CLOEXEC, 0o600)
        let lock = open(folder + "/service.lock", O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        let words = Array("\(getpid()) \(port) shared\n".utf8)
        guard key >= 0, flock(lock, LOCK_EX | LOCK_NB) == 0, write(lock, words, words.count) == words.count else {
            throw BenchError("the service's place in \(home) is taken")
        }
        write(key, "measured-measured-measured\n", 27)
        close(key)
        return lock
    }

    private func answer(
        _ request: ScriptedHTTPServer.Request, _ response: ScriptedHTTPServer.Response
    ) async throws {
        let path = request.target.split(separator: "?")[0]
        switch (request.method, path) {
        case ("GET", "/v1/assisters"):
            try await response.json(#"{"data":[{"id":"asst_1","name":"Bench"}],"total":1,"has_more":false}"#)
        case ("POST", "/v1/threads"): try await response.json(#"{"id":"thread_1"}"#, status: 201)
        case (_, let path) where path.hasSuffix("/stream"): try await stream(response)
        case (_, let path) where path.hasSuffix("/messages"): try await post(response)
        default: try await response.json(#"{"error":{"code":"none","message":"none"}}"#, status: 404)
        }
    }

    private func post(_ response: ScriptedHTTPServer.Response) async throws {
        let speech = log.withLock { log in
            log.replies += 1
            return log.speech
        }
        do {
            while log.withLock({ $0.sent.count }) < speech.tokens { try await Task.sleep(for: .milliseconds(1)) }
            let text = (0..<speech.tokens).map(Self.token).joined()
            try await response.json(#"{"id":"msg_1","role":"assistant","content":"\#(text)","status":"completed"}"#)
        } catch {
            log.withLock { $0.closed = $0.closed ?? .now }
        }
    }

    private func stream(_ response: ScriptedHTTPServer.Response) async throws {
        let (before, speech) = log.withLock { ($0.replies, $0.speech) }
        try await response.begin(200, ["Content-Type": "text/event-stream; charset=utf-8"])
        while log.withLock({ $0.replies }) == before { try await Task.sleep(for: .milliseconds(1)) }
        let started = ContinuousClock.now
        // Many records a write where the client sets the pace, so that it never waits for this side.
        let step = speech.tokensPerSecond == nil ? 32 : 1
        for first in stride(from: 0, to: speech.tokens, by: step) {
            if let pace = speech.tokensPerSecond {
                try await Task.sleep(until: started + .seconds(Double(first) / pace), clock: .continuous)
            }
            if closed != nil { return try await end(response, after: first, status: "stopped") }
            let numbers = first..<min(first + step, speech.tokens)
            log.withLock { $0.sent += Array(repeating: .now, count: numbers.count) }
            try await response.write(numbers.map(Self.record).joined())
        }
        try await end(response, after: speech.tokens, status: "completed")
    }

    private func end(_ response: ScriptedHTTPServer.Response, after tokens: Int, status: String) async throws {
        let text = (0..<tokens).map(Self.token).joined()
        try await response.write(
            #"data: {"id":"msg_1","role":"assistant","content":"\#(text)","delta":false,"status":"\#(status)"}"#
                + "\n\ndata: [DONE]\n\n")
        await response.untilClientLeaves()
    }

    private static func record(_ number: Int) -> String {
        #"data: {"id":"msg_1","role":"assistant","content":"\#(token(number))","delta":true}"# + "\n\n"
    }

    /// A numbered word, as it stands in JSON: paragraphs of sixty words, with headings and lists between them.
    private static func token(_ number: Int) -> String {
        switch number % 60 {
        case 0 where number % 600 == 0: #"\n\n## w\#(number)_ "#
        case 0: #"\n\nw\#(number)_ "#
        case 20, 25, 30: #"\n- w\#(number)_ "#
        case 35: #"\n\n**w\#(number)_** "#
        default: "w\(number)_ "
        }
    }

    /// How the word of this number looks on the screen.
    static func word(_ number: Int) -> String { "w\(number)_" }

    /// The highest number among the words of a row.
    static func lastNumber(in row: String) -> Int? {
        row.split(separator: " ").compactMap { word in
            word.hasPrefix("w") && word.hasSuffix("_") ? Int(word.dropFirst().dropLast()) : nil
        }.max()
    }
}
