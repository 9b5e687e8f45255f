import TestSupport
import Testing

@Suite("The fault server over a socket", .timeLimit(.minutes(1)))
struct FaultServerTests {
    private let get = "GET /a?b HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer secret\r\n\r\n"

    private func probe(_ answer: FaultAnswer, upTo count: Int = .max) async throws -> FaultProbe {
        try await FaultServer.serving { _ in
            answer
        } _: { server in
            try await FaultProbe.send(get, to: server, upTo: count)
        }
    }

    @Test("Records each request to the letter, however it is cut, with the credentials in it")
    func requests() async throws {
        let post = "POST /c HTTP/1.1\r\ncontent-length: 4\r\nX-API-Key:  k \r\n\r\nbody"
        try await FaultServer.serving { request in
            .text(request.target) + (request.method == "POST" ? .ending(.finished) : FaultAnswer())
        } _: { server in
            let probe = try await FaultProbe.send(get + post, to: server)
            #expect(Set(["/a?b/c", "/c/a?b", "/c"]).contains(probe.text))
            #expect(server.connectionCount == 1)
            let requests = server.requests
            #expect(requests.map(\.method) == ["GET", "POST"])
            #expect(requests.map(\.path) == ["/a", "/c"])
            #expect(requests.map(\.connection) == [1, 1])
            #expect(requests.map(\.text) == ["", "body"])
            #expect(requests.map { $0.header("Authorization") } == ["Bearer secret", nil])
            #expect(requests.map { $0.header("x-api-key") } == [nil, "k"])
            #expect(requests.map { $0.holds("secret") } == [true, false])
            #expect(requests.map { $0.holds("body") } == [false, true])
        }
    }

    @Test("Gives the connection up after each byte, in order or torn down")
    func cut() async throws {
        let answer = FaultAnswer.json("{}")
        for count in 0...answer.bytes.count {
            let closed = try await probe(answer.cut(after: count, then: .end(.finished)))
            #expect(closed.bytes == Array(answer.bytes.prefix(count)))
            #expect(!closed.wasReset)
            let torn = try await probe(answer.cut(after: count, then: .end(.reset)))
            #expect(torn.wasReset)
        }
    }

    @Test("Says its pieces one by one, drips, and says more after the end")
    func pieces() async throws {
        let text = "one piece after the other"
        let ending = FaultAnswer.ending(.finished)
        for size in 1...7 {
            #expect(try await probe(.text(text).sliced(into: size) + ending).text == text)
        }
        let dripped = try await probe(.text(text).dripped(every: .milliseconds(2)) + ending)
        #expect(dripped.text == text)
        #expect(dripped.pieces.count > 1)
        #expect(try await probe(.text("a").duplicating(piece: 0) + .text("b") + ending).text == "aab")
    }

    @Test("Stalls until the client leaves, and then works on nothing")
    func stall() async throws {
        try await FaultServer.serving { _ in
            .text("half") + .stalling
        } _: { server in
            let probe = try await FaultProbe.send(get, to: server, upTo: 4)
            #expect(probe.text == "half")
            while server.answersInWork > 0 { await Task.yield() }
        }
    }

    @Test("Waits for what a test waits for")
    func waits() async throws {
        let gate = Gate()
        try await FaultServer.serving { request in
            if request.path == "/open" { gate.open() }
            return request.path == "/open"
                ? .ending(.finished) : .waiting { await gate.wait() } + .text("then") + .ending(.finished)
        } _: { server in
            async let first = FaultProbe.send(get, to: server)
            while server.requests.isEmpty { await Task.yield() }
            _ = try await FaultProbe.send("GET /open HTTP/1.1\r\n\r\n", to: server)
            #expect(try await first.text == "then")
        }
    }

    @Test("Is killed with all its connections")
    func killed() async throws {
        try await FaultServer.serving { _ in
            .text("half") + .stalling
        } _: { server in
            async let sent = FaultProbe.send(get, to: server)
            while server.answersInWork == 0 { await Task.yield() }
            await server.kill()
            let probe = try await sent
            #expect(probe.wasReset)
            await #expect(throws: (any Error).self) { try await FaultProbe.send(get, to: server) }
        }
    }

    @Test("A head without end, a false length and a redirect are said to the letter")
    func lies() async throws {
        #expect(try await probe(.endlessHead, upTo: 1 << 20).bytes.count >= 1 << 20)
        #expect(try await probe(.wrongLength(100, "{}")).text.hasSuffix("Content-Length: 100\r\n\r\n{}"))
        let redirect = FaultAnswer.redirect(307, to: "//elsewhere") + .ending(.finished)
        #expect(try await probe(redirect).text.contains("307 Status\r\n"))
        #expect(try await probe(redirect).text.contains("Location: //elsewhere\r\n"))
    }

    @Test("Speaks only encrypted with a certificate", arguments: TestCertificate.allCases)
    func encryption(certificate: TestCertificate) async throws {
        try await FaultServer.serving(certificate: certificate) { _ in
            .json("{}")
        } _: { server in
            let probe = try await FaultProbe.send(get, to: server)
            #expect(!probe.text.contains("HTTP/1.1"))
            #expect(server.requests.isEmpty)
        }
    }
}
