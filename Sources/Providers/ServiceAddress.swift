package import ChatModel
import Foundation

/// Where a service is: scheme, host and the path that all its requests begin with.
package struct ServiceAddress: Hashable, Sendable {
    package let scheme: String
    /// In lower case, an IPv6 address without its brackets.
    package let host: String
    package let port: Int
    /// Without a slash at its end.
    private let base: String

    /// - Parameter allowsPlainHTTP: Requests, and the key in them, may travel unprotected to a host that is not this one.
    package init(_ text: String, allowsPlainHTTP: Bool = false) throws(Failure) {
        guard let parts = URLComponents(string: text), let scheme = parts.scheme?.lowercased(),
            ["http", "https"].contains(scheme), let host = parts.host?.lowercased(), !host.isEmpty,
            parts.user == nil, parts.password == nil, parts.query == nil, parts.fragment == nil
        else {
            throw Failure(
                what: "The address of the service cannot be used", why: "\(text) is not an http or https address",
                remedy: "give one like https://api.example.com/v1")
        }
        self.scheme = scheme
        self.host = host.trimmingCharacters(in: CharacterSet(charactersIn: "[]"))
        self.port = parts.port ?? (scheme == "https" ? 443 : 80)
        var base = text
        while base.hasSuffix("/") { base.removeLast() }
        self.base = base
        if scheme == "http", !isLoopback, !allowsPlainHTTP {
            throw Failure(
                what: "The address of the service is not safe", why: "\(host) would be spoken to without encryption",
                remedy: "use https")
        }
    }

    /// The host is this machine: nothing between may read along, and no proxy must be asked.
    package var isLoopback: Bool { Self.isLoopback(host) }

    /// "api.example.com", with the port where it is not the usual one.
    package var authority: String {
        let name = host.contains(":") ? "[\(host)]" : host
        return port == (scheme == "https" ? 443 : 80) ? name : "\(name):\(port)"
    }

    /// - Parameter path: Without a slash at its beginning; its parts are escaped. Empty is the address itself.
    func url(of path: String) -> String { path.isEmpty ? base : "\(base)/\(path)" }

    /// One part of a path; what a service has named cannot leave its place in it.
    static func escaped(_ part: String) -> String {
        let plain = CharacterSet(charactersIn: "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_~")
        return part.addingPercentEncoding(withAllowedCharacters: plain) ?? ""
    }

    private static func isLoopback(_ host: String) -> Bool {
        if host == "localhost" || host.hasSuffix(".localhost") || host == "::1" { return true }
        let numbers = host.split(separator: ".", omittingEmptySubsequences: false).map { UInt8($0) }
        return numbers.count == 4 && numbers.first == 127 && !numbers.contains(nil)
    }
}
