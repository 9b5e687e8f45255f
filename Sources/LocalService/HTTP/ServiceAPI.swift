import Hummingbird

/// One of the APIs that the service speaks. All stand behind one door and are told apart by the path.
protocol ServiceAPI: Sendable {
    /// Counts the request at the door, and throws the refusal of one that may not come in.
    ///
    /// An API that has the key in the body reads it here; the request keeps its body. Returns the numbers for the
    /// reply's headers; nil where no key is asked for.
    func admit(_ request: inout Request, _ context: ServiceContext) async throws -> RateLimiter.Verdict?

    /// Does what the request asks for. Throws a `Refusal` when it cannot.
    func respond(to request: Request, at target: RequestTarget, _ context: ServiceContext) async throws -> Response

    /// The refusal in the words of this API.
    func response(to refusal: Refusal) -> Response
}

/// The two halves of a request's target.
struct RequestTarget: Sendable, Hashable {
    let path: Substring
    let query: Substring?

    init(_ target: String) {
        let parts = target.split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false)
        path = parts[0]
        query = parts.dropFirst().first
    }
}
