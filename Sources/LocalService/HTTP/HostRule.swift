import HTTPTypes

/// Keeps web pages out: a browser that was led to this address by a foreign name says so in `Host`, and a script of a
/// foreign page says so in `Origin`.
enum HostRule {
    /// Throws what the sender is told; returns when the request came by a name of this machine.
    ///
    /// - Parameter port: What the service listens on; nil where there is no socket.
    static func check(_ request: HTTPRequest, port: Int?) throws(Refusal) {
        // The first Host header became the authority.
        try check(
            hosts: [request.authority].compactMap(\.self) + request.headerFields[values: hostName],
            hasOrigin: request.headerFields.contains(.origin), port: port)
    }

    static func check(hosts: [String], hasOrigin: Bool, port: Int?) throws(Refusal) {
        guard let host = hosts.first, !host.isEmpty else { throw .invalid("The Host header is missing") }
        guard hosts.count == 1 else { throw .invalid("There is more than one Host header") }
        guard isOurs(host, port: port) else { throw .forbidden("The service has no such host name") }
        guard !hasOrigin else { throw .forbidden("The service does not answer web pages") }
    }

    /// Exactly one of our three names, alone or with our port; nothing is folded or resolved.
    static func isOurs(_ host: String, port: Int?) -> Bool {
        names.contains { name in host == name || port.map { host == "\(name):\($0)" } ?? false }
    }

    private static let names = ["127.0.0.1", "[::1]", "localhost"]

    private static let hostName = HTTPField.Name("Host") ?? .location
}
