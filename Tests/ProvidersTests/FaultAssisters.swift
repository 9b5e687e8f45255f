import ChatModel
import NIOSSL
import TestSupport
import WireFormats

@testable import Providers

/// Runs a client of the Assisters API against a fault server that speaks for the service.
enum FaultAssisters {
    static let key = "sk-secret-0123456789"

    /// Short where a fault would else be waited for.
    static let settings = AssistersSettings(
        assistant: "asst_1", timeouts: ServiceTimeouts(silence: .seconds(30), streamGrace: .seconds(10)),
        retries: RetryPolicy(firstWait: .milliseconds(1)))

    static func serving(
        _ script: @escaping FaultServer.Script, settings: AssistersSettings = Self.settings,
        certificate: TestCertificate? = nil, _ body: (AssistersProvider, FaultServer) async throws -> Void
    ) async throws {
        try await FaultServer.serving(certificate: certificate, script) { server in
            let scheme = certificate == nil ? "http" : "https"
            let connection = ServiceConnection(
                address: try ServiceAddress("\(scheme)://\(server.authority)/v1"), key: key,
                timeouts: settings.timeouts, environment: [:],
                authorities: certificate == nil ? [] : try NIOSSLCertificate.fromPEMBytes(TestCertificate.authority))
            let provider = AssistersProvider(connection: connection, settings: settings)
            do {
                try await body(provider, server)
                await provider.close()
            } catch {
                await provider.close()
                throw error
            }
        }
    }
}

extension FaultRequest {
    var isStream: Bool { path.hasSuffix("/stream") }
    var isPost: Bool { method == "POST" && path.hasSuffix("/messages") }

    /// The body as a JSON value; nil when it is none.
    var json: JSONValue? { try? WireJSON.decodeStrictly(JSONValue.self, from: body) }
}

/// A JSON text as it is printed in a document.
func printed(_ text: String) throws -> JSONValue {
    try WireJSON.decodeStrictly(JSONValue.self, from: Array(text.utf8))
}
