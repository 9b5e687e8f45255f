/// A service that is here already, by its key or because it listens on this machine.
struct FoundService: Hashable, Sendable {
    /// One that no service of the configuration has.
    let name: String
    let kind: ServiceKind
    let url: String
    /// The environment variable that holds its key; nil where none is needed.
    let keyVariable: String?

    /// "openai, with the key in OPENAI_API_KEY"
    var words: String { keyVariable.map { "\(name), with the key in \($0)" } ?? "\(name), at \(url)" }

    /// As it is written into the file.
    /// - Parameter model: the one that answers; nil where the service has none to choose from.
    func block(model: String?) -> ServiceBlock {
        var block = ServiceBlock(name: name, kind: kind, url: url)
        if let keyVariable { block.set(.keyVariable, .string(keyVariable)) }
        if let model { block.set(.model, .string(model)) }
        return block
    }

    /// As it is once it is written; nil if the reader of the file would refuse it.
    func configured(model: String?) -> ConfiguredService? {
        (try? Configuration.parse(block(model: model).text).get())?.services.first
    }
}
