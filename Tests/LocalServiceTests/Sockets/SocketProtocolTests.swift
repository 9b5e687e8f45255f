import Foundation
import Testing

@testable import LocalService

@Suite("The WebSocket protocol of the channels", .timeLimit(.minutes(1)))
struct SocketProtocolTests {
    @Test("the handshake is answered as the protocol's own example says")
    func handshake() async throws {
        try await TestService().withSocket { _, client in
            try await SocketClient.connect(to: client.port, sending: SocketClient.handshake(client.port)) { socket in
                let head = await socket.head()
                #expect(head.hasPrefix("HTTP/1.1 101 Switching Protocols\r\n"))
                #expect(head.lowercased().contains("sec-websocket-accept: s3pplmbitxaq9kygzzhzrbk+xoo=\r\n"))
            }
        }
    }

    @Test("frames in fragments are one message, with other frames between them, and in any cut of the bytes")
    func fragments() async throws {
        try await TestService().withSocket { _, client in
            try await SocketClient.open(client.port) { socket in
                let text = Array(#"{"action":"channelJoinAnon","options":{"channel":"é"}}"#.utf8)
                var bytes = SocketClient.frame(1, Array(text[..<50]), isFinal: false)
                bytes += SocketClient.frame(9, [1, 2, 3])
                bytes += SocketClient.frame(0, [], isFinal: false)
                bytes += SocketClient.frame(0, Array(text[50...]))
                for byte in bytes { try await socket.send([byte]) }
                #expect(await socket.next() == .init(opcode: 10, payload: [1, 2, 3]))
                #expect(await socket.next()?.text == #"{"joined":"é"}"#)
                try await socket.send(bytes)
                #expect(await socket.next()?.opcode == 10)
                #expect(await socket.next()?.text == #"{"joined":"é"}"#)
            }
        }
    }

    @Test("a close is answered with its code, and the connection ends")
    func closeHandshake() async throws {
        try await TestService().withSocket { _, client in
            for payload in [[], [0x03, 0xE8], [0x0F, 0xA0] + Array("bye".utf8)] as [[UInt8]] {
                try await SocketClient.open(client.port) { socket in
                    try await socket.send(SocketClient.frame(8, payload))
                    #expect(await socket.next() == .init(opcode: 8, payload: Array(payload.prefix(2))))
                    #expect(await socket.next() == nil)
                }
            }
        }
    }

    struct BadFrames: Sendable {
        let bytes: [UInt8]
        let code: Int

        init(_ code: Int, _ bytes: [UInt8]...) {
            self.bytes = Array(bytes.joined())
            self.code = code
        }

        static let all: [BadFrames] = [
            .init(1002, SocketClient.frame(1, [0x7B], isMasked: false)),
            .init(1002, SocketClient.frame(1, [0x7B], reserved: 4)),
            .init(1002, SocketClient.frame(0, [0x7B])),
            .init(1002, SocketClient.frame(3, [])),
            .init(1002, SocketClient.frame(11, [])),
            .init(1003, SocketClient.frame(2, [1])),
            .init(1007, SocketClient.frame(1, [0xFF])),
            .init(1002, SocketClient.frame(8, [3])),
            .init(1002, SocketClient.frame(8, [0x03, 0xED])),
            .init(1002, SocketClient.frame(9, [], isFinal: false)),
            .init(1002, SocketClient.frame(9, blanks(126))),
            .init(1002, SocketClient.frame(1, [], isFinal: false), SocketClient.frame(1, [])),
            .init(1009, SocketClient.frame(1, blanks(65_537))),
            .init(1009, SocketClient.frame(1, blanks(65_000), isFinal: false), SocketClient.frame(0, blanks(600))),
        ]

        private static func blanks(_ count: Int) -> [UInt8] { Array(repeating: 0x20, count: count) }
    }

    @Test("what breaks the protocol is told by its code, and the connection ends", arguments: BadFrames.all)
    func badFrames(bad: BadFrames) async throws {
        try await TestService().withSocket { _, client in
            try await SocketClient.open(client.port) { socket in
                try await socket.send(bad.bytes)
                #expect(await socket.next()?.code == bad.code)
                #expect(await socket.next() == nil)
            }
        }
    }

    @Test("a message of 64 KiB is read")
    func largest() async throws {
        try await TestService().withSocket { _, client in
            try await SocketClient.open(client.port) { socket in
                let text = #"{"action":"channelJoinAnon","options":{"channel":"c"}}"#
                try await socket.say(text + String(repeating: " ", count: 65_536 - text.utf8.count))
                #expect(await socket.nextText() == #"{"joined":"c"}"#)
            }
        }
    }

    struct BadHandshake: Sendable {
        let name: String
        let value: String?
        let status: Int

        init(_ name: String, _ value: String?, _ status: Int) {
            self.name = name
            self.value = value
            self.status = status
        }

        static let all: [BadHandshake] = [
            .init("Host", "evil.test", 403), .init("Host", nil, 400), .init("Origin", "http://127.0.0.1", 403),
            .init("Upgrade", nil, 426), .init("Upgrade", "h2c", 426), .init("Connection", "keep-alive", 426),
            .init("Sec-WebSocket-Version", "8", 426), .init("Sec-WebSocket-Version", nil, 426),
            .init("Sec-WebSocket-Key", nil, 400), .init("Sec-WebSocket-Key", "short", 400),
            .init("Content-Length", "5", 400), .init("Transfer-Encoding", "chunked", 400),
        ]
    }

    @Test("a request that may not open a socket is refused in words", arguments: BadHandshake.all)
    func refusedHandshakes(bad: BadHandshake) async throws {
        try await TestService().withSocket { _, client in
            let request = SocketClient.handshake(client.port, path: "/messaging?x=y", changes: [bad.name: bad.value])
            try await SocketClient.connect(to: client.port, sending: request) { socket in
                #expect(await socket.head().hasPrefix("HTTP/1.1 \(bad.status) "))
                #expect(await socket.rest().contains(#""success":false"#))
            }
        }
    }

    @Test("requests to upgrade elsewhere are answered over HTTP as ever, body and all")
    func upgradeElsewhere() async throws {
        try await TestService().withSocket { _, client in
            let upgrade = "Upgrade: websocket\r\nConnection: Upgrade\r\n"
            try await client.connect(sending: client.request("POST", "/v1/threads", "{}", more: upgrade)) { plain in
                #expect(await plain.sees("HTTP/1.1 201"))
            }
            try await client.connect(sending: client.request("GET", "/healthz", more: "Upgrade: h2c\r\n")) { plain in
                #expect(await plain.sees("HTTP/1.1 200"))
                try await plain.send(SocketClient.handshake(client.port))
                #expect(await plain.sees("HTTP/1.1 426"))
            }
        }
    }

    @Test("frames that come with the handshake are read")
    func eager() async throws {
        try await TestService().withSocket { _, client in
            let join = SocketClient.frame(1, Array(#"{"action":"channelJoinAnon","options":{"channel":"c"}}"#.utf8))
            try await SocketClient.connect(to: client.port, sending: "GET /messag") { socket in
                let rest = SocketClient.handshake(client.port).dropFirst("GET /messag".count)
                try await socket.send(Array(rest.utf8) + join)
                #expect(await socket.head().hasPrefix("HTTP/1.1 101"))
                #expect(await socket.nextText() == #"{"joined":"c"}"#)
            }
        }
    }

    @Test("a connection that says nothing, or stops in the middle of its first line, is closed after a while")
    func silent() async throws {
        var limits = ServiceLimits()
        limits.idle = .milliseconds(50)
        try await TestService(limits: limits).withSocket { _, client in
            for start in ["G", "GET /messaging", "GET /messaging HTTP/1.1\r\nHost: x", "GET /healthz"] {
                try await SocketClient.connect(to: client.port, sending: start) { socket in
                    #expect(await socket.rest() == "")
                }
            }
        }
    }

    @Test("a socket is pinged, and closed when it answers none")
    func pings() async throws {
        var limits = ServiceLimits()
        limits.ping = .milliseconds(10)
        limits.idle = .seconds(1)
        try await TestService(limits: limits).withSocket { _, client in
            try await SocketClient.open(client.port) { socket in
                for _ in 0..<3 {
                    #expect(await socket.next()?.opcode == 9)
                    try await socket.send(SocketClient.frame(10, []))
                }
                while let frame = await socket.next() { #expect(frame.opcode == 9) }
            }
        }
    }
}
