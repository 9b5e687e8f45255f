import ChatModel
import Session

/// The way to one configured service. Its client is made when it is first asked, for its key is fetched then.
actor ServiceLink {
    private let make: @Sendable () async -> Result<ServiceClient, Failure>
    private var client: ServiceClient?
    private var attempt: Task<Result<ServiceClient, Failure>, Never>?
    private var isClosed = false

    /// - Parameter make: Fetches the key, and makes a client with it.
    init(make: @escaping @Sendable () async -> Result<ServiceClient, Failure>) { self.make = make }

    /// The same client each time. After a failure the next call tries anew; calls meanwhile wait for the one attempt.
    func open() async -> Result<ServiceClient, Failure> {
        if let client { return .success(client) }
        if let attempt { return await attempt.value }
        guard !isClosed else { return .failure(Failure(what: "The service cannot be asked", why: "Weft is ending")) }
        let attempt = Task { await make() }
        self.attempt = attempt
        let result = await attempt.value
        self.attempt = nil
        if case .success(let made) = result {
            if isClosed { await made.close() } else { client = made }
        }
        return result
    }

    /// Gives the connections back. A key that is still being fetched is not waited for.
    func close() async {
        isClosed = true
        await client?.close()
        client = nil
    }
}
