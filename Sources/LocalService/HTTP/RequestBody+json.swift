import Foundation
import HTTPTypes
import Hummingbird
import NIOCore
import WireFormats

/// The connection broke while a request was being read: there is nobody to answer.
struct BrokenConnection: Error {
    let cause: any Error
}

extension Request {
    /// Reads the body, which must be JSON, within the limits; the request keeps it.
    mutating func collectJSON(_ limits: ServiceLimits) async throws -> Data {
        guard isJSON else { throw Refusal.notJSON }
        let tooLarge = Refusal.tooLarge(.contentTooLarge, "The body is larger than \(limits.bodyBytes) bytes")
        if let length = headers[.contentLength].flatMap(Int.init), length > limits.bodyBytes { throw tooLarge }
        let source = body
        do {
            let buffer = try await Self.within(limits.bodyDeadline) {
                try await source.collect(upTo: limits.bodyBytes)
            }
            body = RequestBody(buffer: buffer)
            let data = Data(buffer.readableBytesView)
            guard JSONDepth.deepest(in: data) <= limits.bodyDepth else {
                throw Refusal.invalid("The body is nested more than \(limits.bodyDepth) deep")
            }
            return data
        } catch is NIOTooManyBytesError {
            throw tooLarge
        } catch let refusal as Refusal {
            throw refusal
        } catch {
            throw BrokenConnection(cause: error)
        }
    }

    private var isJSON: Bool {
        let type = headers[.contentType]?.prefix { $0 != ";" }
        return type?.trimmingCharacters(in: .whitespaces).lowercased() == "application/json"
    }

    private static func within(
        _ deadline: Duration, _ read: @Sendable @escaping () async throws -> ByteBuffer
    ) async throws -> ByteBuffer {
        try await withThrowingTaskGroup(of: ByteBuffer.self) { group in
            group.addTask { try await read() }
            group.addTask {
                try await Task.sleep(for: deadline)
                throw Refusal.tooSlow
            }
            defer { group.cancelAll() }
            guard let buffer = try await group.next() else { throw Refusal.tooSlow }
            return buffer
        }
    }
}

extension Data {
    /// The value that the body is; what is wrong with it is a refusal.
    func decoded<Value: Decodable>(_ type: Value.Type) throws(Refusal) -> Value {
        do {
            return try WireJSON.decodeStrictly(type, from: self)
        } catch let error as DecodingError {
            throw Refusal(error)
        } catch {
            throw .invalid("The body is not valid JSON")
        }
    }
}
