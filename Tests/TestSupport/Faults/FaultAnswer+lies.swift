extension FaultAnswer {
    /// A body that is not as long as its head says; then the connection is given up.
    package static func wrongLength(_ declared: Int, _ body: String, then ending: Ending = .finished) -> Self {
        head(200, ["Content-Type": "application/json", "Content-Length": "\(declared)"]) + text(body)
            + .ending(ending)
    }

    /// Header fields without an end, a mebibyte of them.
    package static let endlessHead = text("HTTP/1.1 200 OK\r\n") + endlessFields + .stalling

    private static let endlessFields = Self(
        Array(
            repeating: .bytes(Array(String(repeating: "X-More: and more and more of it\r\n", count: 100).utf8)),
            count: 320))

    /// A redirect; the body of the answer holds no word of it.
    package static func redirect(_ status: Int, to target: String) -> Self {
        json("{}", status: status, fields: ["Location": target])
    }

    /// A compressed body, though nobody asked for one.
    package static func gzip(_ body: [UInt8], type: String = "application/json") -> Self {
        whole(type: type, body, fields: ["Content-Encoding": "gzip"])
    }
}
