extension ServiceConnection {
    /// The whole answer to a call, or `.silent` when it has not come within `limit`, whatever has arrived of it.
    func answer(
        to call: ServiceCall, mostBytes: Int, within limit: Duration
    ) async throws(ServiceFault) -> ServiceAnswer {
        let results = await withTaskGroup(of: Result<ServiceAnswer, ServiceFault>.self) { group in
            group.addTask {
                do throws(ServiceFault) {
                    return .success(try await answer(to: call, mostBytes: mostBytes))
                } catch {
                    return .failure(error)
                }
            }
            group.addTask {
                try? await Task.sleep(for: limit)
                return .failure(.silent(limit))
            }
            defer { group.cancelAll() }
            return await group.next() ?? .failure(.silent(limit))
        }
        return try results.get()
    }
}
