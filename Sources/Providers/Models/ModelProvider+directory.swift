package import ChatModel

/// The models of the service, as its assistants.
extension ModelProvider {
    /// All models behind so many, in the order of the dialect. A call that fails before its answer begins is made again.
    package func assistants(after count: Int) async throws(Failure) -> AssistantPage {
        let listings: [ModelListing]
        do throws(ServiceFault) {
            listings = try await models()
        } catch {
            throw error.failure(of: connection.address.authority)
        }
        let assistants = listings.dropFirst(max(0, count)).map { listing in
            let service = connection.address.authority
            let listing = listing.sized(by: .shipped, at: service).priced(by: .shipped, at: service)
            return Assistant(
                id: AssistantID(listing.id),
                profile: AssistantProfile(name: listing.name, description: listing.description, model: listing.id),
                takesImages: listing.takesImages, contextTokens: listing.contextTokens.flatMap { $0 > 0 ? $0 : nil })
        }
        return AssistantPage(assistants: assistants, hasMore: false)
    }

    /// Models are made by others.
    package func save(_ profile: AssistantProfile, as id: AssistantID?) async throws(Failure) -> Assistant {
        throw Self.unchangeable
    }

    package func delete(_ id: AssistantID) async throws(Failure) { throw Self.unchangeable }

    private static let unchangeable = Failure(
        what: "Models cannot be changed here", why: "the service only lists them", remedy: "choose another")

    private func models() async throws(ServiceFault) -> [ModelListing] {
        var policy = settings.retries
        // Somebody waits in front of a list; a longer wait is told.
        policy.longestAskedWait = min(policy.longestAskedWait, .seconds(5))
        var retries = 0
        while true {
            do throws(ServiceFault) {
                let answer = try await connection.answer(
                    to: dialect.models, mostBytes: settings.mostBytes, within: settings.timeouts.call)
                guard answer.isSuccess else { throw .refused(refusal(in: answer)) }
                guard let models = try? dialect.models(in: answer) else {
                    throw .unreadable("it is not the list of models that the service should answer here")
                }
                return models
            } catch {
                let wait = policy.wait(after: error, retries: retries, jitter: .random(in: 0.75...1))
                guard let wait, (try? await Task.sleep(for: wait)) != nil else { throw error }
                retries += 1
            }
        }
    }

    private func refusal(in answer: ServiceAnswer) -> Refusal {
        var refusal = dialect.refusal(in: answer)
        refusal.retryAfter = refusal.retryAfter ?? answer.retryAfter
        refusal.location = answer.location
        return refusal
    }
}
