/// The JSON of OpenAI's APIs and of all that speak like them. Members that are missing, unknown or of another type than
/// documented never make a record unreadable, for no two services have quite the same.
package enum OpenAI {}

extension KeyedDecodingContainer {
    /// nil where there is none, or something that is no such value.
    func valueIfAny<Value: Decodable>(_ type: Value.Type, forKey key: Key) -> Value? {
        try? decodeIfPresent(type, forKey: key)
    }

    /// A count, which some services write as a fraction or as text.
    func countIfAny(forKey key: Key) -> Int? {
        if let count = valueIfAny(Int.self, forKey: key) { return count }
        if let number = valueIfAny(Double.self, forKey: key) { return Int(exactly: number.rounded()) }
        return valueIfAny(String.self, forKey: key).flatMap { Int($0) }
    }
}
