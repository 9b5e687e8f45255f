/// One HTTP/1.1 request, with its bytes as they came.
package struct FaultRequest: Sendable {
    /// The number of the connection that it came over, from 1.
    package let connection: Int
    package let method: String
    /// Path and query.
    package let target: String
    package let body: [UInt8]
    fileprivate let fields: [(name: String, value: String)]
    fileprivate let bytes: [UInt8]

    /// nil when the request has no such header field.
    package func header(_ name: String) -> String? {
        fields.first { $0.name == name.lowercased() }?.value
    }

    package var text: String { String(decoding: body, as: UTF8.self) }

    /// The path, without the query.
    package var path: String { String(target.prefix { $0 != "?" }) }

    /// Whether a text stands anywhere in it: in its first line, in a header field, in its body.
    package func holds(_ text: String) -> Bool { bytes.contains(Array(text.utf8)) }
}

/// Takes requests out of the bytes of a connection. Bodies have a `Content-Length` or are none.
struct FaultRequestReader {
    let connection: Int
    private var bytes: [UInt8] = []

    init(connection: Int) { self.connection = connection }

    mutating func feed(_ more: some Sequence<UInt8>) { bytes += more }

    /// The next whole request; nil when more bytes are needed.
    mutating func next() -> FaultRequest? {
        guard let head = bytes.firstRange(of: Array("\r\n\r\n".utf8)) else { return nil }
        let lines = String(decoding: bytes[..<head.lowerBound], as: UTF8.self).split(separator: "\r\n")
        let words = lines.first?.split(separator: " ") ?? []
        let fields = lines.dropFirst().map { line in
            let parts = line.split(separator: ":", maxSplits: 1)
            return (name: String(parts[0]).lowercased(), value: parts.count > 1 ? Self.trimmed(parts[1]) : "")
        }
        let length = fields.first { $0.name == "content-length" }.flatMap { Int($0.value) } ?? 0
        let end = head.upperBound + length
        guard bytes.count >= end else { return nil }
        defer { bytes.removeFirst(end) }
        return FaultRequest(
            connection: connection, method: String(words.first ?? ""), target: words.count > 1 ? String(words[1]) : "",
            body: Array(bytes[head.upperBound..<end]), fields: fields, bytes: Array(bytes[..<end]))
    }

    private static func trimmed(_ text: Substring) -> String {
        let inner = text.drop { $0.isWhitespace }
        return String(inner.reversed().drop { $0.isWhitespace }.reversed())
    }
}
