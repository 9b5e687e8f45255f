import ChatModel

/// What `weft services` prints: a line for each service, embedded ones first, the default one marked.
struct ServiceList {
    let configuration: Configuration
    /// Why the key of a service cannot be used; nil when nothing speaks against it.
    let obstacle: (ConfiguredService) -> Failure?
    let environment: [String: String]

    var text: String {
        let rows = EmbeddedService.allCases.map(row) + configuration.services.map(row)
        let widths = (0..<4).map { column in rows.map { $0[column].count }.max() ?? 0 }
        return rows.map { row in
            let cells = zip(row, widths).map { $0 + String(repeating: " ", count: $1 - $0.count) }
            return (cells + row.dropFirst(widths.count)).joined(separator: "  ") + "\n"
        }.joined()
    }

    private func mark(_ name: String) -> String {
        name == configuration.defaultService ?? EmbeddedService.assisters.rawValue ? "*" : " "
    }

    private func row(_ service: EmbeddedService) -> [String] {
        [mark(service.rawValue), service.rawValue, service.kind.rawValue, "(embedded)", "needs no key of yours"]
    }

    private func row(_ service: ConfiguredService) -> [String] {
        [mark(service.name), service.name, service.kind.rawValue, service.url, key(of: service)]
    }

    private func key(of service: ConfiguredService) -> String {
        if let obstacle = obstacle(service) {
            return "no key: \(obstacle.why)" + (obstacle.remedy.isEmpty ? "" : "; \(obstacle.remedy)")
        }
        guard let source = service.key?.inUse(environment: environment) else { return "needs no key" }
        if case .command = source { return "\(source.words): run when the key is needed" }
        return "\(source.words): found"
    }
}
