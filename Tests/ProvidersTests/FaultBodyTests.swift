import ChatModel
import TestSupport
import Testing

@testable import Providers

/// Answers that are wrong in themselves, in place of each request of a reply.
@Suite("Answers that lie", .timeLimit(.minutes(1)))
struct FaultBodyTests {
    private static let lies: [(name: String, answer: FaultAnswer)] = [
        ("a body shorter than its length", .wrongLength(1000, Wire.reply("Hello"))),
        ("a body shorter than its length, torn down", .wrongLength(1000, Wire.reply("Hello"), then: .reset)),
        ("a body longer than its length", .wrongLength(3, Wire.reply("Hello"))),
        ("a compressed body", .gzip(Gzip.stored(Array(Wire.reply("Hello").utf8)))),
        ("a compressed stream", .gzip(Gzip.stored(Array(Wire.delta("Hello").utf8)), type: "text/event-stream")),
        ("a decompression bomb", .gzip(Gzip.bomb(mebibytes: 32))),
        ("a head without end", .endlessHead),
        ("no HTTP", .text("220 mail.example ESMTP\r\n") + .ending(.finished)),
        ("half a head", .text("HTTP/1.1 200 O") + .ending(.reset)),
        ("an empty answer", .json("")),
        ("a page for people", .whole(type: "text/html", Array("<html>Sign in</html>".utf8))),
        ("nothing", .ending(.finished)),
        ("silence", .stalling),
    ]

    @Test(
        "End the reply once and never as whole, and little does not become much",
        arguments: FaultSubject.all + [.chatCompletions])
    func lies(subject: FaultSubject) async throws {
        try await withThrowingTaskGroup(of: Void.self) { group in
            for lie in Self.lies {
                for request in subject.requests {
                    group.addTask {
                        try await check(subject, request, lie.answer, "\(lie.name) for the \(request.name)")
                    }
                }
            }
            try await group.waitForAll()
        }
    }

    private func check(
        _ subject: FaultSubject, _ request: FaultSubject.Request, _ lie: FaultAnswer, _ name: String
    ) async throws {
        let rest = subject.service(FaultAnswer([.bytes(subject.recording)]) + .ending(.finished))
        let (events, _) = try await subject.reply(
            of: { request.isIt($0) ? lie : await rest($0) }, silence: .milliseconds(500))
        #expect(events.ends.count == 1, "\(name)")
        #expect(events.last == events.ends.first.map { .ended($0) }, "\(name)")
        #expect(events.ends != [.complete] || events.text == subject.text, "\(name)")
        #expect(events.text.utf8.count <= subject.text.utf8.count, "\(name)")
    }
}
