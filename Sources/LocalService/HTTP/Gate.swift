/// Lets in who has the key, as often as is allowed.
struct Gate: Sendable {
    let service: AssistantService
    let key: BearerKey

    /// Counts the request. Throws the refusal of one without the key, or of one too many.
    ///
    /// - Parameter noKey: Says where this API wants the key.
    func admit(
        hasKey: Bool, _ context: ServiceContext, otherwise noKey: Refusal = .noKey
    ) async throws(Refusal) -> RateLimiter.Verdict {
        switch await service.admit(hasKey: hasKey, peer: context.peer) {
        case .allowed(let verdict): return verdict
        case .wrongKey: throw noKey
        case .tooManyWrongKeys(let verdict):
            throw Refusal.tooMany(after: verdict.reset, "Too many requests with a wrong key")
        case .overLimit(let verdict):
            var refusal = Refusal.tooMany(after: verdict.reset, "Too many requests")
            verdict.write(to: &refusal.headers)
            throw refusal
        }
    }
}
