import AsyncHTTPClient
import Foundation
import NIOCore
import NIOPosix

extension ServiceFault {
    /// What an error of the network means.
    /// - Parameter afterFirstByte: The service had begun to answer.
    init(transport error: any Error, afterFirstByte: Bool) {
        switch error {
        case let fault as ServiceFault: self = fault
        case let error as NIOConnectionError: self = .unreachable(Unreachability(error))
        case let error as HTTPClientError where Self.connectTimeouts.contains(error): self = .unreachable(.timedOut)
        case let error as HTTPClientError where Self.proxyFaults.contains(error):
            self = .unreachable(.other("the proxy refuses"))
        case ChannelError.connectTimeout: self = .unreachable(.timedOut)
        case let error as IOError where error.errnoCode == ECONNREFUSED: self = .unreachable(.refused)
        default:
            self = Unreachability(encryption: error).map(Self.unreachable) ?? .closed(afterFirstByte: afterFirstByte)
        }
    }

    private static let connectTimeouts: [HTTPClientError] = [
        .connectTimeout, .getConnectionFromPoolTimeout, .tlsHandshakeTimeout, .httpProxyHandshakeTimeout,
    ]

    private static let proxyFaults: [HTTPClientError] = [.proxyAuthenticationRequired, .invalidProxyResponse]
}

extension Unreachability {
    fileprivate init(_ error: NIOConnectionError) {
        guard let first = error.connectionErrors.first?.error else {
            self = .unknownName
            return
        }
        switch first {
        case let error as IOError where error.errnoCode == ECONNREFUSED: self = .refused
        case let error as IOError where error.errnoCode == ETIMEDOUT: self = .timedOut
        case let error as IOError: self = .other(String(cString: strerror(error.errnoCode)).lowercased())
        case ChannelError.connectTimeout: self = .timedOut
        default: self = .other("no route")
        }
    }

    /// nil when the error is not about encryption. The library's own types are not among our dependencies, so the error
    /// is known by its text.
    fileprivate init?(encryption error: any Error) {
        guard String(reflecting: type(of: error)).contains("SSL") else { return nil }
        let text = String(describing: error)
        if text.contains("ostname") {
            self = .insecure("its certificate is for another host")
        } else if text.contains("CERTIFICATE_VERIFY_FAILED") {
            self = .insecure("its certificate has expired or is not trusted")
        } else {
            self = .insecure("encryption could not be agreed on")
        }
    }
}
