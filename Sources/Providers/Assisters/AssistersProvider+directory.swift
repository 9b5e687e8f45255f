package import ChatModel
import Foundation
import WireFormats

/// The assistants of the service. A call that fails before its answer begins is made again, with its idempotency key.
extension AssistersProvider {
    /// The page of at most 20 that begins after so many assistants, in the service's order.
    package func assistants(after count: Int) async throws(Failure) -> AssistantPage {
        let page = try await value(
            Assisters.Page<Assisters.Assistant>.self, of: AssistersCalls.assistants(after: count))
        var assistants: [Assistant] = []
        for assistant in page.data {
            let id = AssistantID(assistant.id)
            assistants.append(Assistant(assistant, over: await profiles[id]))
        }
        await profiles.keep(assistants)
        // A service that says there is more, but has none, would be asked for ever.
        return AssistantPage(assistants: assistants, hasMore: page.hasMore && !assistants.isEmpty)
    }

    /// Makes an assistant, or changes the one of this id; returns it as the service has it now. Of a known assistant only
    /// what differs is sent. A profile that the service would not take is refused in words, and nothing is sent.
    package func save(_ profile: AssistantProfile, as id: AssistantID?) async throws(Failure) -> Assistant {
        let tools = try profile.checkedTools()
        let key = UUID().uuidString.lowercased()
        let call: ServiceCall
        if let id {
            let draft = Assisters.AssistantDraft(profile, tools: tools, changing: await profiles[id])
            guard draft != Assisters.AssistantDraft() else { return Assistant(id: id, profile: profile) }
            call = AssistersCalls.change(id.text, by: draft, idempotencyKey: key)
        } else {
            call = AssistersCalls.make(Assisters.AssistantDraft(making: profile, tools: tools), idempotencyKey: key)
        }
        let saved = Assistant(try await value(Assisters.Assistant.self, of: call), over: profile)
        await profiles.keep([saved])
        return saved
    }

    /// Returns when it is gone, also if it was not there.
    package func delete(_ id: AssistantID) async throws(Failure) {
        let service = connection.address.authority
        do throws(ServiceFault) {
            let answer = try await answer(to: AssistersCalls.delete(id.text))
            if let word = try? AssistersCalls.value(Assisters.Deletion.self, in: answer), !word.deleted {
                throw .unreadable("\(service) says that it is still there")
            }
        } catch .refused(let refusal) where refusal.status == 404 {
            // Gone before, or by an attempt whose answer was lost.
        } catch {
            throw error.failure(of: service)
        }
        await profiles.forget(id)
        await known.forget(id.text)
    }

    private func value<Value: Decodable>(
        _ type: Value.Type, of call: ServiceCall
    ) async throws(Failure) -> Value {
        do throws(ServiceFault) {
            return try AssistersCalls.value(type, in: try await answer(to: call))
        } catch {
            throw error.failure(of: connection.address.authority)
        }
    }

    /// The answer to a call, which is a success.
    private func answer(to call: ServiceCall) async throws(ServiceFault) -> ServiceAnswer {
        var policy = settings.retries
        // Somebody waits in front of a form; a longer wait is told.
        policy.longestAskedWait = min(policy.longestAskedWait, .seconds(5))
        var retries = 0
        while true {
            do throws(ServiceFault) {
                let answer = try await connection.answer(
                    to: call, mostBytes: settings.mostBytes, within: settings.timeouts.call)
                guard answer.isSuccess else { throw .refused(AssistersCalls.refusal(in: answer)) }
                return answer
            } catch {
                let wait = policy.wait(after: error, retries: retries, jitter: .random(in: 0.75...1))
                guard let wait, (try? await Task.sleep(for: wait)) != nil else { throw error }
                retries += 1
            }
        }
    }
}
