import ChatModel
import TestSupport
import Testing
import WireFormats

@testable import Providers

@Suite("The way to a channel", .timeLimit(.minutes(1)))
struct BetterFormsSocketTests {
    /// All that a socket says when it is opened at this address.
    private func heard(
        at address: String, environment: [String: String] = [:]
    ) async throws -> [WebSocket.News] {
        let address = try ServiceAddress(address, allowsPlainHTTP: true)
        let socket = WebSocket(
            address: address, path: "/messaging?x=1", connectTimeout: .seconds(10),
            proxy: ProxyChoice(for: address, environment: environment))
        let (news, sink) = AsyncStream.makeStream(of: WebSocket.News.self)
        await socket.run(sending: AsyncStream { $0.finish() }) { sink.yield($0) }
        sink.finish()
        return await news.reduce(into: []) { $0.append($1) }
    }

    private func fault(_ news: [WebSocket.News]) -> ServiceFault? {
        if case .closed(let fault)? = news.first { fault } else { nil }
    }

    @Test("Speaks with encryption where the certificate is right")
    func encrypted() async throws {
        var service = ScriptedBetterForms()
        service.certificate = .trusted
        service.channel = { channel in
            try await channel.send(.started, .delta("Hello"), .end())
            await channel.socket.untilClientLeaves()
        }
        try await service.serving { provider, server in
            let events = await provider.reply(to: .sample(remoteThread: nil)).events()
            #expect(events.text == "Hello")
            #expect(events.ends == [.complete])
            #expect(server.upgrades.count == 1)
        }
    }

    @Test("Does not speak where it is wrong", arguments: [TestCertificate.expired, .otherHost, .selfSigned])
    func insecure(certificate: TestCertificate) async throws {
        var service = ScriptedBetterForms()
        service.certificate = certificate
        try await service.serving { provider, server in
            let events = await provider.reply(to: .sample(remoteThread: nil)).events()
            let failure = try #require(events.ends.first?.failure)
            #expect(failure.what.hasSuffix("is not safe"))
            #expect(server.requests.isEmpty)
        }
    }

    @Test("Goes through the proxy that the environment names, in whatever pieces it answers", arguments: [1, 4096])
    func proxy(size: Int) async throws {
        try await FaultServer.serving({ request in
            request.method == "CONNECT"
                ? .text("HTTP/1.1 200 Connection established\r\nX: y\r\n\r\n").sliced(into: size)
                : .json("{}", status: 404)
        }) { server in
            let news = try await heard(
                at: "http://service.test:81/base", environment: ["http_proxy": "http://u:p@127.0.0.1:\(server.port)"])
            #expect(fault(news) == .refused(Refusal(status: 404, message: "")))
            #expect(server.connectionCount == 1)
            let requests = server.requests
            #expect(requests.map(\.method) == ["CONNECT", "GET"])
            #expect(requests.map(\.target) == ["service.test:81", "/base/messaging?x=1"])
            #expect(requests.first?.header("Proxy-Authorization") == "Basic dTpw")
            #expect(requests.last?.header("Proxy-Authorization") == nil)
            #expect(requests.last?.header("Host") == "service.test:81")
        }
    }

    @Test(
        "A proxy that does not open a tunnel is said so",
        arguments: ["HTTP/1.1 407 No\r\n\r\n", "HTTP/1.1 502 No\r\n\r\n", "SSH-2.0\r\n\r\n", ""])
    func proxyRefuses(answer: String) async throws {
        try await FaultServer.serving({ _ in .text(answer) + .ending(.finished) }) { server in
            let news = try await heard(
                at: "http://service.test", environment: ["http_proxy": "http://127.0.0.1:\(server.port)"])
            #expect(fault(news) == .unreachable(.other("the proxy refuses")))
        }
    }

    @Test(
        "What is no upgrade opens nothing",
        arguments: [
            "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}", "HTTP/1.1 101 Switching Protocols\r\n\r\n",
            "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: upgrade\r\n\r\n",
            "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: upgrade\r\n"
                + "Sec-WebSocket-Accept: AAAAAAAAAAAAAAAAAAAAAAAAAAA=\r\n\r\n",
            "HTTP/1.1 403 Forbidden\r\n\r\n", "nonsense\r\n\r\n", "",
        ])
    func noUpgrade(answer: String) async throws {
        try await FaultServer.serving({ _ in .text(answer) + .ending(.finished) }) { server in
            let news = try await heard(at: "http://\(server.authority)")
            #expect(fault(news) != nil)
            #expect(server.requests.allSatisfy { $0.header("Sec-WebSocket-Version") == "13" } == true)
        }
    }

    @Test("A service that does not answer the request for an upgrade is let go of by cancelling")
    func cancelled() async throws {
        let asked = Gate()
        try await FaultServer.serving({ _ in
            asked.open()
            return .stalling
        }) { server in
            let task = Task { try await heard(at: "http://\(server.authority)") }
            await asked.wait()
            task.cancel()
            let news = try await task.value
            #expect(news.count <= 1)
        }
    }
}
