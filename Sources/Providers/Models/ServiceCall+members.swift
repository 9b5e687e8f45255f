import WireFormats

extension ServiceCall {
    /// A call with a JSON object.
    static func post(_ path: String, _ members: [String: JSONValue], fields: [String: String] = [:]) -> ServiceCall {
        // JSON values always encode; were one ever not to, the service refuses the empty body in words.
        let body = (try? WireJSON.encode(JSONValue.object(members))).map(Array.init) ?? []
        return ServiceCall(method: .post, path: path, body: body, fields: fields)
    }
}
