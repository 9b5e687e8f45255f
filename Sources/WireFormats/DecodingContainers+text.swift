extension KeyedDecodingContainer {
    /// nil where there is none, or something else than text. Text that is broken inside throws, so that it is repaired.
    func textIfAny(forKey key: Key) throws -> String? {
        do {
            return try decodeIfPresent(String.self, forKey: key)
        } catch DecodingError.typeMismatch {
            return nil
        }
    }
}

extension SingleValueDecodingContainer {
    /// nil where it is of another type. What is broken inside throws, so that it is repaired.
    func valueIfAny<Value: Decodable>(_ type: Value.Type) throws -> Value? {
        do {
            return try decode(type)
        } catch DecodingError.typeMismatch {
            return nil
        }
    }
}
