import NIOCore
import NIOWebSocket
import Testing

@testable import LocalService

@Suite("The first bytes of a connection")
struct OpeningTests {
    @Test("every prefix of a request is open, HTTP or messaging as it should be")
    func prefixes() {
        let open = Array("GET /messaging".utf8)
        for count in 0...open.count { #expect(Opening(open[..<count]) == nil) }
        for next in UInt8.min ... .max {
            let isMessaging = next == UInt8(ascii: " ") || next == UInt8(ascii: "?")
            #expect(Opening(open + [next]) == (isMessaging ? .messaging : .http))
        }
        for place in open.indices {
            var other = open
            other[place] ^= 1
            #expect(Opening(other[...place]) == .http)
            #expect(Opening(other) == .http)
        }
        #expect(Opening(Array("POST /messaging HTTP/1.1".utf8)) == .http)
        #expect(Opening(Array("GET /messaging/stream HTTP/1.1".utf8)) == .http)
    }
}
