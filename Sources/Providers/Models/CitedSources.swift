import ChatModel
import WireFormats

/// What a reply cites, each once, in the order in which it was named first.
struct CitedSources: Sendable {
    private var sources: [ReplySource] = []
    /// Where in the list each stands.
    private var places: [String: Int] = [:]

    /// More of them, in any of the shapes that services have; nothing where all were there before.
    mutating func take(_ values: [JSONValue]) -> [ModelEvent] {
        let before = sources
        for value in values {
            if let source = ReplySource(value["url_citation"] ?? value)?.withoutPassage { add(source) }
        }
        return sources == before ? [] : [.part(ModelPart.sources(sources))]
    }

    /// One that was known by its address only gets its title.
    private mutating func add(_ source: ReplySource) {
        guard let place = places[source.key] else {
            places[source.key] = sources.count
            sources.append(source)
            return
        }
        if sources[place].title == source.key { sources[place] = source }
    }
}

extension ReplySource {
    fileprivate var key: String { address ?? title }
}
