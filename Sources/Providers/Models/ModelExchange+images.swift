import ChatModel

/// Images, where a service shows them to models that see none: it is asked first, so that nobody believes the answer.
extension ModelExchange {
    /// The call that asks what the model can; nil where nothing depends on it.
    func inquiry() throws(Failure) -> ServiceCall? {
        let hasImages = (request.history + [request.prompt]).contains { $0.parts.contains { $0.kind == .image } }
        guard hasImages, request.takesImages else { return nil }
        return dialect.abilities(of: try settings.model(for: request))
    }

    mutating func inquire(_ call: ServiceCall) {
        mode = .inquiring
        question += 1
        act(.ask(question, call))
        act(.setAlarm(.inquiry, settings.timeouts.call))
    }

    /// Where nothing is learnt the prompt is sent: why nothing was is told by what comes of that.
    mutating func inquired(_ answer: ServiceAnswer?) {
        guard mode == .inquiring else { return }
        mode = .going
        act(.clearAlarm(.inquiry))
        request.takesImages = answer.flatMap(dialect.takesImages) ?? true
        do throws(Failure) {
            if !request.takesImages, request.prompt.parts.contains(where: { $0.kind == .image }) {
                throw .noImages(at: try settings.model(for: request))
            }
            try beginPost()
        } catch {
            end(.failed(error))
        }
    }
}
