import AsyncHTTPClient
import NIOCore
import NIOHTTP1

extension ServiceConnection {
    /// Reads the answer to a call while it comes. Has no time limit of its own; ends at once when its task is cancelled.
    /// - Parameters:
    ///   - accept: The media type that is asked for.
    ///   - mostRefusalBytes: The most bytes of an answer that is a refusal.
    ///   - began: The service has taken the call: what it says before the first byte of the body.
    ///   - received: The next bytes of the body.
    /// - Returns: The whole answer when it is a refusal, of which nothing else was told; nil after the last byte of any
    ///   other.
    func read(
        _ call: ServiceCall, accept: String, mostRefusalBytes: Int, began: (ServiceAnswer) -> Void,
        received: ([UInt8]) -> Void
    ) async throws(ServiceFault) -> ServiceAnswer? {
        var hasBegun = false
        do {
            let response = try await client.execute(request(for: call, accept: accept), deadline: .never)
            hasBegun = true
            guard !response.isCompressed else {
                throw ServiceFault.unreadable("it is compressed, which nobody asked for")
            }
            guard (200..<300).contains(response.status.code) else {
                var body: [UInt8] = []
                for try await part in response.body {
                    guard body.count + part.readableBytes <= mostRefusalBytes else {
                        throw ServiceFault.tooLarge(limit: mostRefusalBytes)
                    }
                    body.append(contentsOf: part.readableBytesView)
                }
                return ServiceAnswer(response, body: mask.masked(body), mask: mask)
            }
            began(ServiceAnswer(response, body: [], mask: mask))
            for try await part in response.body { received(Array(part.readableBytesView)) }
            return nil
        } catch {
            throw ServiceFault(transport: error, afterFirstByte: hasBegun)
        }
    }
}
