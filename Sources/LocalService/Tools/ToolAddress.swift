import Foundation

/// An http or https address where tools are asked, without a user and without a fragment.
struct ToolAddress: Hashable, Sendable {
    let text: String
    /// It is on this computer: the host is a loopback address to the letter, or `localhost`.
    let isLoopback: Bool

    init?(_ text: String) {
        guard text.utf8.count <= 2048, let parts = URLComponents(string: text),
            ["http", "https"].contains(parts.scheme?.lowercased()), let host = parts.host, !host.isEmpty,
            parts.user == nil, parts.password == nil, parts.fragment == nil,
            parts.port.map((1...65_535).contains) ?? true
        else { return nil }
        self.text = text
        isLoopback = Self.isLoopback(host.lowercased())
    }

    /// `{base}/tools/{name}`; nil when this address has a query and so is no base.
    func tool(_ name: String) -> ToolAddress? {
        guard !text.contains("?") else { return nil }
        var base = text[...]
        while base.last == "/" { base.removeLast() }
        return ToolAddress("\(base)/tools/\(name)")
    }

    /// Other ways to write a loopback address, `127.1` for one, do not count.
    private static func isLoopback(_ host: String) -> Bool {
        if ["localhost", "::1", "[::1]"].contains(host) { return true }
        let parts = host.split(separator: ".", omittingEmptySubsequences: false)
        let numbers = parts.compactMap { part in UInt8(part).flatMap { String($0) == part ? $0 : nil } }
        return parts.count == 4 && numbers.count == 4 && numbers[0] == 127
    }
}
