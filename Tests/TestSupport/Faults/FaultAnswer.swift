/// What a server does with a request, step by step: the bytes to the letter, and what goes wrong between them.
package struct FaultAnswer: Sendable {
    package enum Step: Sendable {
        case bytes([UInt8])
        /// Goes on when this returns.
        case wait(@Sendable () async -> Void)
        case pause(Duration)
        /// Says nothing more until the client leaves.
        case stall
        case end(Ending)
    }

    /// How a connection is given up.
    package enum Ending: Hashable, Sendable, CaseIterable {
        /// Closed in order, as after a whole answer.
        case finished
        /// Torn down.
        case reset
    }

    package var steps: [Step]

    package init(_ steps: [Step] = []) { self.steps = steps }

    /// All bytes that it says, whatever is between them.
    package var bytes: [UInt8] {
        steps.flatMap { if case .bytes(let bytes) = $0 { bytes } else { [UInt8]() } }
    }

    package static func + (first: Self, second: Self) -> Self { Self(first.steps + second.steps) }
}

extension FaultAnswer {
    package static func text(_ text: String) -> Self { Self([.bytes(Array(text.utf8))]) }

    package static func waiting(_ condition: @escaping @Sendable () async -> Void) -> Self { Self([.wait(condition)]) }

    package static let stalling = Self([.stall])

    package static func ending(_ ending: Ending) -> Self { Self([.end(ending)]) }

    /// The status line and the header fields, with the empty line after them.
    package static func head(_ status: Int = 200, _ fields: KeyValuePairs<String, String> = [:]) -> Self {
        text("HTTP/1.1 \(status) Status\r\n" + fields.map { "\($0.key): \($0.value)\r\n" }.joined() + "\r\n")
    }

    /// A whole answer that leaves the connection open.
    package static func whole(
        _ status: Int = 200, type: String = "application/json", _ body: [UInt8],
        fields: KeyValuePairs<String, String> = [:]
    ) -> Self {
        let own = [("Content-Type", type), ("Content-Length", "\(body.count)")]
        let all = (own + fields.map { ($0.key, $0.value) }).map { "\($0.0): \($0.1)\r\n" }
        return text("HTTP/1.1 \(status) Status\r\n" + all.joined() + "\r\n") + Self([.bytes(body)])
    }

    package static func json(
        _ body: String, status: Int = 200, fields: KeyValuePairs<String, String> = [:]
    ) -> Self {
        whole(status, Array(body.utf8), fields: fields)
    }

    /// The head of an event stream without a length: nothing but the protocol of the stream says whether it is whole.
    package static let eventStream = head(200, ["Content-Type": "text/event-stream", "Connection": "close"])
}
