package import Foundation

/// JSON as all our services and clients read and write it.
package enum WireJSON {
    /// Reads the text as it is; if it is no JSON, reads it once more as `JSONRepair` repairs it.
    ///
    /// Unknown members are ignored. Throws the `DecodingError` of the last attempt.
    package static func decode<Value: Decodable>(_ type: Value.Type, from bytes: some Collection<UInt8>) throws -> Value
    {
        do {
            return try decodeStrictly(type, from: bytes)
        } catch DecodingError.dataCorrupted(let context) {
            let repaired = JSONRepair.repaired(bytes)
            guard !repaired.elementsEqual(bytes) else { throw DecodingError.dataCorrupted(context) }
            return try decodeStrictly(type, from: repaired)
        }
    }

    /// Reads the text as `decode` does; if it is no JSON then, reads it once more with its outline repaired too.
    ///
    /// For services whose own examples are no JSON. Throws the `DecodingError` of the last attempt.
    package static func decodeRepairing<Value: Decodable>(
        _ type: Value.Type, from bytes: some Collection<UInt8>
    ) throws -> Value {
        do {
            return try decode(type, from: bytes)
        } catch DecodingError.dataCorrupted {
            return try decodeStrictly(type, from: JSONRepair.withOutlineRepaired(JSONRepair.repaired(bytes)))
        }
    }

    /// Reads the text as it is: what is no JSON to the letter throws `DecodingError`.
    package static func decodeStrictly<Value: Decodable>(
        _ type: Value.Type, from bytes: some Collection<UInt8>
    ) throws -> Value {
        try JSONDecoder().decode(type, from: Data(bytes))
    }

    /// One line of text, members in the order of their names, so that equal values give equal bytes.
    package static func encode(_ value: some Encodable) throws -> Data {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return try encoder.encode(value)
    }
}
