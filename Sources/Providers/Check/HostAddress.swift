import ChatModel
import Foundation
import NIOCore
import NIOPosix

/// An address that a name stands for.
struct HostAddress: Hashable, Sendable {
    /// Without brackets: "127.0.0.1", "::1".
    let text: String

    /// Those that the system knows for a host, in its order.
    ///
    /// A name under `invalid` stands for nothing, and nobody is asked for it (RFC 6761, section 6.4).
    static func all(of host: String) async throws(Failure) -> [HostAddress] {
        if (try? SocketAddress(ipAddress: host, port: 0)) != nil { return [HostAddress(text: host)] }
        guard host != "invalid", !host.hasSuffix(".invalid") else { throw unknown(host) }
        let found: Result<[HostAddress], Failure>?
        // The system's lookup blocks; it has threads for that.
        found = try? await NIOThreadPool.singleton.runIfActive { lookup(host) }
        return try (found ?? .failure(unknown(host))).get()
    }

    private static func lookup(_ host: String) -> Result<[HostAddress], Failure> {
        var hints = addrinfo()
        hints.ai_socktype = Int32(SOCK_STREAM.rawValue)
        var list: UnsafeMutablePointer<addrinfo>?
        let code = getaddrinfo(host, nil, &hints, &list)
        defer { if let list { freeaddrinfo(list) } }
        guard code == 0 else {
            return .failure(code == EAI_AGAIN ? unanswered(host) : unknown(host))
        }
        var addresses: [HostAddress] = []
        var entry = list
        while let one = entry?.pointee {
            var name = [CChar](repeating: 0, count: Int(NI_MAXHOST))
            if getnameinfo(one.ai_addr, one.ai_addrlen, &name, socklen_t(name.count), nil, 0, NI_NUMERICHOST) == 0 {
                let text = String(decoding: name.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
                if !addresses.contains(HostAddress(text: text)) { addresses.append(HostAddress(text: text)) }
            }
            entry = one.ai_next
        }
        return addresses.isEmpty ? .failure(unknown(host)) : .success(addresses)
    }

    private static func unknown(_ host: String) -> Failure {
        Failure(
            what: "The host is not known", why: "no address belongs to the name \(host)",
            remedy: "check the url in config.toml for a slip")
    }

    private static func unanswered(_ host: String) -> Failure {
        Failure(
            what: "The host cannot be looked up", why: "no name server answered for \(host)",
            remedy: "check the network")
    }
}
