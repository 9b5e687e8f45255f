/// Writes a `text/event-stream`; what it writes, `EventStreamDecoder` reads back.
package enum EventStreamEncoder {
    /// One event with the blank line that ends it.
    ///
    /// Every line of `data` becomes a `data:` line. CR and CRLF end a line as LF does and are read back as LF: the format
    /// cannot hold them. In `type` and `id`, which are one line each, they become spaces. An `id` with a NUL, which every
    /// reader must ignore, is left out.
    /// - Parameter type: The default, "message", is not written.
    package static func encode(type: String = "message", data: String, id: String? = nil) -> [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(data.utf8.count + 64)
        if !type.isEmpty, type != "message" { append("event", oneLine(type), to: &bytes) }
        if let id, !id.utf8.contains(0) { append("id", oneLine(id), to: &bytes) }
        for line in lines(of: data) { append("data", line, to: &bytes) }
        bytes.append(.lineFeed)
        return bytes
    }

    /// A comment: no reader shows it, but it keeps the connection alive.
    package static func comment(_ text: String) -> [UInt8] {
        var bytes: [UInt8] = []
        for line in lines(of: text) { append("", line, to: &bytes) }
        bytes.append(.lineFeed)
        return bytes
    }

    private static func append(_ name: String, _ value: some Sequence<UInt8>, to bytes: inout [UInt8]) {
        bytes.append(contentsOf: name.utf8)
        bytes.append(.colon)
        bytes.append(.space)
        bytes.append(contentsOf: value)
        bytes.append(.lineFeed)
    }

    /// At least one; the last one may be empty.
    private static func lines(of text: String) -> [Substring.UTF8View] {
        var lines: [Substring.UTF8View] = []
        let utf8 = text.utf8
        var start = utf8.startIndex
        var index = start
        while index < utf8.endIndex {
            let byte = utf8[index]
            let next = utf8.index(after: index)
            if byte == .lineFeed || byte == .carriageReturn {
                lines.append(utf8[start..<index])
                let isPair = byte == .carriageReturn && next < utf8.endIndex && utf8[next] == .lineFeed
                start = isPair ? utf8.index(after: next) : next
                index = start
            } else {
                index = next
            }
        }
        lines.append(utf8[start...])
        return lines
    }

    private static func oneLine(_ text: String) -> [UInt8] {
        text.utf8.map { $0 == .lineFeed || $0 == .carriageReturn ? .space : $0 }
    }
}
