import ChatModel
import Providers
import TestSupport
import Testing
import WireFormats

/// The recorded bytes of a channel, in every piece and cut at every byte.
@Suite("A BetterForms channel that breaks off", .timeLimit(.minutes(2)))
struct BetterFormsCutTests {
    private static let pieces = ["Press **Esc**", ",", " thén wait\n", "👩‍🚀."]
    private static let request = ReplyRequest.sample(remoteThread: nil)

    /// All frames of a reply: names, fragments, a ping between them, the end.
    private static func frames() throws -> [[UInt8]] {
        var frames = [ScriptedSocket.bytes(.text, try text(of: .started))]
        for piece in pieces {
            let text = try text(of: .delta(piece))
            let middle = text.count / 2
            frames.append(ScriptedSocket.bytes(.text, Array(text[..<middle]), isLast: false))
            frames.append(ScriptedSocket.bytes(.ping, [1, 2, 3]))
            frames.append(ScriptedSocket.bytes(.continuation, Array(text[middle...])))
        }
        return frames + [ScriptedSocket.bytes(.text, try text(of: .end()))]
    }

    private static func text(of event: BetterForms.Event) throws -> [UInt8] {
        Array(try WireJSON.encode(BetterForms.ChannelEvent(event)))
    }

    @Test("Is the same in pieces of every size", arguments: [1, 2, 3, 5, 7, 4096])
    func pieces(size: Int) async throws {
        var service = ScriptedBetterForms()
        service.channel = { channel in
            var rest = try Self.frames().flatMap(\.self)[...]
            while !rest.isEmpty {
                try await channel.socket.write(Array(rest.prefix(size)))
                rest = rest.dropFirst(size)
            }
            await channel.socket.untilClientLeaves()
        }
        try await service.serving { provider, _ in
            let events = await provider.reply(to: Self.request).events()
            #expect(events.text == Self.pieces.joined())
            #expect(events.ends == [.complete])
        }
    }

    @Test("Is never whole when it is cut, at every byte, and keeps its text")
    func cuts() async throws {
        let (counts, counted) = AsyncStream.makeStream(of: Int.self)
        let cut = AsyncStream.makeStream(of: Int.self)
        var service = ScriptedBetterForms()
        service.settings.rejoinWaits = []
        service.channel = { channel in
            let frames = try Self.frames()
            let bytes = frames.flatMap(\.self)
            counted.yield(bytes.count)
            var cuts = cut.stream.makeAsyncIterator()
            guard let end = await cuts.next() else { return }
            try await channel.socket.write(Array(bytes[..<end]))
            try await channel.socket.cut()
        }
        try await service.serving { provider, _ in
            var sizes = counts.makeAsyncIterator()
            var next = 0
            var size = Int.max
            while next < size {
                cut.continuation.yield(next)
                let events = await provider.reply(to: Self.request).events()
                size = try #require(await sizes.next())
                #expect(events.ends.count == 1)
                #expect(events.ends.first?.isInterrupted == true, "cut at \(next)")
                #expect(Self.pieces.joined().hasPrefix(events.text), "cut at \(next)")
                next += 1
            }
        }
    }

    @Test(
        "What is no WebSocket, and what is too large, is an interrupted reply",
        arguments: [
            [0x83, 0x00], [0x89, 0x7E, 0x00, 0x7E], [0x09, 0x00], [0x80, 0x01, 0x41],
            [0x81, 0x7F, 0x00, 0x00, 0x00, 0x00, 0x7F, 0xFF, 0xFF, 0xFF],
        ] as [[UInt8]])
    func broken(bytes: [UInt8]) async throws {
        var service = ScriptedBetterForms()
        service.refuses = { $0 == 0 ? nil : .init(status: 503) }
        service.settings.idle = .seconds(2)
        service.channel = { channel in
            try await channel.send(.started, .delta("a"))
            try await channel.socket.write(bytes)
            await channel.socket.untilClientLeaves()
        }
        try await service.serving { provider, _ in
            let events = await provider.reply(to: Self.request).events()
            #expect(events.text == "a")
            #expect(events.ends.first?.isInterrupted == true)
        }
    }
}
