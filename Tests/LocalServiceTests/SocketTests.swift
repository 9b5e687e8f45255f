import Testing

@testable import LocalService

@Suite("What comes over the socket")
struct SocketTests {
    @Test(
        "only the names of this machine are answered",
        arguments: [
            ("127.0.0.1:PORT", 200), ("localhost:PORT", 200), ("[::1]:PORT", 200), ("127.0.0.1", 200),
            ("evil.test", 403), ("evil.test:PORT", 403), ("127.0.0.1.nip.io:PORT", 403), ("localhost.evil.test", 403),
            ("0.0.0.0:PORT", 403), ("2130706433:PORT", 403), ("localhost.:PORT", 403), ("LOCALHOST:PORT", 403),
            ("127.0.0.1:1", 403), ("user@127.0.0.1:PORT", 403), ("::1", 403), ("127.0.0.1:PORT:PORT", 403), ("", 400),
        ])
    func hosts(host: String, status: Int) async throws {
        try await TestService().withSocket { _, client in
            let host = host.replacing("PORT", with: String(client.port))
            let head = "GET /v1/assisters HTTP/1.1\r\nHost: \(host)\r\nAuthorization: Bearer \(client.key)\r\n"
            try await client.connect(sending: head + "Connection: close\r\n\r\n") { connection in
                #expect(await connection.rest().hasPrefix("HTTP/1.1 \(status)"))
            }
        }
    }

    @Test("a request without a host, or with two, is refused")
    func hostCount() async throws {
        try await TestService().withSocket { _, client in
            for hosts in ["", "Host: localhost\r\nHost: localhost\r\n"] {
                let request = "GET /healthz HTTP/1.1\r\n\(hosts)Connection: close\r\n\r\n"
                try await client.connect(sending: request) { connection in
                    #expect(await connection.rest().hasPrefix("HTTP/1.1 400"))
                }
            }
        }
    }

    @Test("a body that is announced too large is refused before it is sent")
    func announcedTooLarge() async throws {
        try await TestService().withSocket { _, client in
            let head = client.head("POST", "/v1/threads", length: 5 << 20)
            try await client.connect(sending: head) { connection in
                #expect(await connection.sees("HTTP/1.1 413"))
                #expect(await connection.sees("request_too_large"))
            }
        }
    }

    @Test("a body that grows too large is refused while it is sent")
    func chunkedTooLarge() async throws {
        var limits = ServiceLimits()
        limits.bodyBytes = 10_000
        try await TestService(limits: limits).withSocket { _, client in
            let head = client.head(
                "POST", "/v1/threads", more: "Content-Type: application/json\r\nTransfer-Encoding: chunked\r\n")
            try await client.connect(sending: head) { connection in
                for _ in 0..<11 { try await connection.send("3e8\r\n" + String(repeating: " ", count: 1000) + "\r\n") }
                #expect(await connection.sees("HTTP/1.1 413"))
            }
        }
    }

    @Test("a body that does not come is not waited for")
    func slowBody() async throws {
        var limits = ServiceLimits()
        limits.bodyDeadline = .milliseconds(50)
        try await TestService(limits: limits).withSocket { _, client in
            try await client.connect(sending: client.head("POST", "/v1/threads", length: 10) + "{") { connection in
                #expect(await connection.sees("HTTP/1.1 408"))
            }
        }
    }

    @Test(
        "what is no proper request is refused and the connection closed",
        arguments: [
            "nonsense\r\n\r\n",
            "GET / HTTP/1.1\r\nHost: localhost\r\nA: " + String(repeating: "a", count: 40_000) + "\r\n\r\n",
            "POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n",
            "GET / HTTP/1.1\r\nHost: localhost\r\n" + String(repeating: "A: b\r\n", count: 200) + "\r\n",
        ])
    func malformed(request: String) async throws {
        try await TestService().withSocket { _, client in
            try await client.connect(sending: request) { connection in
                #expect(await connection.rest().hasPrefix("HTTP/1.1 4"))
            }
        }
    }

    @Test("a connection takes one request after another")
    func keepAlive() async throws {
        try await TestService().withSocket { _, client in
            try await client.connect(sending: client.request("GET", "/v1/assisters")) { connection in
                #expect(await connection.sees("has_more"))
                try await connection.send(client.request("POST", "/v1/threads", "{}"))
                #expect(await connection.sees("thread_"))
            }
        }
    }

    @Test("a port that is taken is said in words")
    func takenPort() async throws {
        let test = try TestService()
        try await test.withSocket { running, _ in
            let other = try TestService()
            var configuration = other.configuration
            configuration.port = running.port
            let error = await #expect(throws: ServiceError.self) {
                _ = try await LocalService.start(configuration: configuration, engine: other.engine)
            }
            #expect(error?.words.what == "The local service cannot listen on port \(running.port)")
        }
    }
}
