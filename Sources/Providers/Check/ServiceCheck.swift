package import ChatModel

/// Tries a service step by step, as a reply needs it, so that the first thing that is wrong has a name.
package struct ServiceCheck: Sendable {
    /// What is asked of the service once it is reached.
    package struct Client: Sendable {
        /// Asks with the key for something that starts nothing; says what was seen.
        package let probe: @Sendable () async -> Result<String, Failure>
        package let reply: @Sendable (ReplyRequest) -> StreamingReply
        package let close: @Sendable () async -> Void
        /// Its API has a word for a stop.
        package let confirmsStops: Bool

        package init(
            confirmsStops: Bool = true, probe: @escaping @Sendable () async -> Result<String, Failure>,
            reply: @escaping @Sendable (ReplyRequest) -> StreamingReply, close: @escaping @Sendable () async -> Void
        ) {
            self.confirmsStops = confirmsStops
            self.probe = probe
            self.reply = reply
            self.close = close
        }
    }

    private let address: ServiceAddress
    private let proxy: ProxyChoice?
    private let limits: CheckLimits
    /// Fetches the key, and makes a client with it.
    private let client: @Sendable () async -> Result<Client, Failure>

    /// - Parameters:
    ///   - environment: Where `https_proxy`, `http_proxy` and `no_proxy` are read; never for this machine itself.
    ///   - client: Called once the service is reached; the failure of a missing key.
    package init(
        address: ServiceAddress, environment: [String: String], limits: CheckLimits = CheckLimits(),
        client: @escaping @Sendable () async -> Result<Client, Failure>
    ) {
        self.address = address
        proxy = ProxyChoice(for: address, environment: environment)
        self.limits = limits
        self.client = client
    }

    /// Takes the steps in order, and reports each as it is done; ends with the first that fails.
    /// - Returns: Whether none did.
    package func run(_ report: (CheckFinding) -> Void) async -> Bool {
        guard await reach(report) else { return false }
        let clock = ContinuousClock()
        let start = clock.now
        switch await client() {
        case .failure(let failure):
            report(CheckFinding(step: .key, verdict: .failed(failure), elapsed: clock.now - start))
            return false
        case .success(let client):
            let hasPassed = await ask(client, since: start, report)
            await client.close()
            return hasPassed
        }
    }

    private func ask(
        _ client: Client, since start: ContinuousClock.Instant, _ report: (CheckFinding) -> Void
    ) async -> Bool {
        let probed = CheckFinding.Verdict(await client.probe())
        report(CheckFinding(step: .key, verdict: probed, elapsed: .now - start))
        if case .failed = probed { return false }
        let check = ReplyCheck(
            reply: client.reply, limits: limits, service: address.authority, confirmsStops: client.confirmsStops)
        guard await take(.reply, report, { await check.replies() }) else { return false }
        return await take(.stop, report) { await check.stops() }
    }

    private func reach(_ report: (CheckFinding) -> Void) async -> Bool {
        if let proxy {
            let words = "the proxy \(proxy.host) is asked for it"
            for step in [CheckFinding.Step.name, .connection, .encryption] {
                report(CheckFinding(step: step, verdict: .skipped(words), elapsed: .zero))
            }
            return true
        }
        guard let addresses = await lookUp(report) else { return false }
        let check = ConnectionCheck(address: address, limit: limits.connect)
        guard await take(.connection, report, { await check.connects(to: addresses) }) else { return false }
        return await take(.encryption, report) { await check.encrypts(to: addresses) }
    }

    private func lookUp(_ report: (CheckFinding) -> Void) async -> [HostAddress]? {
        var addresses: [HostAddress]?
        _ = await take(.name, report) {
            do throws(Failure) {
                let found = try await HostAddress.all(of: address.host)
                addresses = found
                return .passed(found.map(\.text).joined(separator: ", "))
            } catch {
                return .failed(error)
            }
        }
        return addresses
    }

    private func take(
        _ step: CheckFinding.Step, _ report: (CheckFinding) -> Void, _ body: () async -> CheckFinding.Verdict
    ) async -> Bool {
        let start = ContinuousClock.now
        let finding = CheckFinding(step: step, verdict: await body(), elapsed: .now - start)
        report(finding)
        return !finding.hasFailed
    }
}

extension CheckFinding.Verdict {
    fileprivate init(_ result: Result<String, Failure>) {
        switch result {
        case .success(let words): self = .passed(words)
        case .failure(let failure): self = .failed(failure)
        }
    }
}
