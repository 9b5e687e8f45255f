import ChatModel

/// The store knows services by their ids alone; their names and who answers in them by default, the session knows.
extension ThreadQuery {
    /// The same query in what the store knows.
    func resolved(among services: [Service]) -> ThreadQuery {
        var query = self
        query.filter = filter.resolved(among: services)
        return query
    }
}

extension ThreadFilter {
    fileprivate func resolved(among services: [Service]) -> ThreadFilter {
        switch self {
        case .service(let text):
            .or([self] + services.filter { $0.name.holds(text) }.map { .service($0.id.text) })
        case .assistant(let text):
            // Who answers by default stands in no thread.
            .or(
                [self]
                    + services.filter { $0.assistant.holds(text) }.map {
                        .and([.service($0.id.text), .not(.assistant(""))])
                    })
        case .not(let filter): .not(filter.resolved(among: services))
        case .and(let filters): .and(filters.map { $0.resolved(among: services) })
        case .or(let filters): .or(filters.map { $0.resolved(among: services) })
        default: self
        }
    }
}

extension String {
    fileprivate func holds(_ part: String) -> Bool { part.isEmpty || lowercased().contains(part.lowercased()) }
}
