import ServerSentEvents
import WireFormats

/// The bytes of a thread's stream.
enum EventStream {
    /// One event with the value as its data.
    static func event(_ value: some Encodable) -> [UInt8] {
        // Our wire values hold nothing that JSON cannot.
        guard let json = try? WireJSON.encode(value) else { return [] }
        return EventStreamEncoder.encode(data: String(decoding: json, as: UTF8.self))
    }

    /// Nothing follows it.
    static let done = EventStreamEncoder.encode(data: "[DONE]")

    static let ping = EventStreamEncoder.comment("ping")
}
