import AsyncHTTPClient
import Foundation

/// Which proxy the environment names for a service.
struct ProxyChoice: Hashable, Sendable {
    let host: String
    let port: Int
    let user: String?
    let password: String?

    /// nil where none is named, where `no_proxy` exempts the host, and always for this machine.
    ///
    /// `https_proxy`, `http_proxy` and `no_proxy` are read in lower case first. `no_proxy` lists host names, each of
    /// which stands for its subdomains too, or `*`.
    init?(for address: ServiceAddress, environment: [String: String]) {
        func value(_ name: String) -> String? {
            [environment[name], environment[name.uppercased()]].compactMap(\.self).first { !$0.isEmpty }
        }
        guard !address.isLoopback, !Self.exempts(address.host, list: value("no_proxy") ?? ""),
            let text = value("\(address.scheme)_proxy"),
            let parts = URLComponents(string: text.contains("://") ? text : "http://\(text)"),
            let host = parts.host, !host.isEmpty
        else { return nil }
        self.host = host.trimmingCharacters(in: CharacterSet(charactersIn: "[]"))
        port = parts.port ?? 80
        user = parts.user
        password = parts.password
    }

    var configuration: HTTPClient.Configuration.Proxy {
        .server(
            host: host, port: port,
            authorization: user.map { .basic(username: $0, password: password ?? "") })
    }

    private static func exempts(_ host: String, list: String) -> Bool {
        list.split(separator: ",").contains { entry in
            let name = entry.trimmingCharacters(in: .whitespaces).lowercased()
            let domain = name.hasPrefix(".") ? String(name.dropFirst()) : name
            return name == "*" || (!domain.isEmpty && (host == domain || host.hasSuffix(".\(domain)")))
        }
    }
}
