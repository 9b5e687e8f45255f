import Foundation
import ServerSentEvents

/// One recorded case: bytes, and what a reader true to the standard makes of them.
struct Vector: Decodable, Sendable, CustomStringConvertible {
    struct Expected: Decodable, Sendable {
        let type: String
        let data: String
        let lastEventId: String
    }

    let id: String
    let note: String
    let hex: String
    let events: [Expected]
    let finalLastEventId: String
    /// In milliseconds, in order; the last one holds.
    let retry: [Int64]

    var description: String { "\(id), \(note)" }

    var bytes: [UInt8] {
        var digits = hex[...]
        var bytes: [UInt8] = []
        while let byte = UInt8(digits.prefix(2), radix: 16) {
            bytes.append(byte)
            digits = digits.dropFirst(2)
        }
        return bytes
    }

    var outcome: Outcome {
        Outcome(
            events: events.map { ServerSentEvent(type: $0.type, data: $0.data, lastEventID: $0.lastEventId) },
            lastEventID: finalLastEventId, retry: retry.last.map { .milliseconds($0) })
    }

    static func all() throws -> [Vector] {
        guard let file = Bundle.module.url(forResource: "sse-vectors", withExtension: "json") else {
            throw CocoaError(.fileNoSuchFile)
        }
        return try JSONDecoder().decode([Vector].self, from: Data(contentsOf: file))
    }
}

/// All that a decoder says about a stream.
struct Outcome: Equatable {
    var events: [ServerSentEvent]
    var lastEventID: String
    var retry: Duration?
    var error: EventStreamError?
}

extension Outcome {
    static func decoding(
        _ chunks: [some Sequence<UInt8>], limits: EventStreamLimits = EventStreamLimits(),
        leniency: EventStreamLeniency = []
    ) -> Outcome {
        var decoder = EventStreamDecoder(limits: limits, leniency: leniency)
        var events: [ServerSentEvent] = []
        var fault: EventStreamError?
        do throws(EventStreamError) {
            for chunk in chunks { try decoder.feed(chunk, into: &events) }
            try decoder.finish(into: &events)
        } catch {
            fault = error
        }
        return Outcome(events: events, lastEventID: decoder.lastEventID, retry: decoder.retry, error: fault)
    }
}

extension Array {
    func chunks(of size: Int) -> [ArraySlice<Element>] {
        stride(from: 0, to: count, by: size).map { self[$0..<Swift.min($0 + size, count)] }
    }
}
