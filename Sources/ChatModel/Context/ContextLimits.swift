/// How many tokens the models of a service can hold and write, as far as it is known without asking the service.
package struct ContextLimits: Hashable, Sendable {
    package struct Row: Hashable, Sendable {
        /// The name of a model; with more behind a dash it is the same model at a date. With `*` at the end it is the
        /// beginning of any name.
        package let model: String
        package let tokens: Int

        package init(model: String, tokens: Int) {
            self.model = model
            self.tokens = tokens
        }

        func fits(_ name: String) -> Bool {
            if model.hasSuffix("*") { return name.hasPrefix(model.dropLast()) }
            guard name.hasPrefix(model) else { return false }
            let next = name.dropFirst(model.count).first
            return next == nil || next == "-"
        }
    }

    /// The most that a model may be sent, whatever it holds; nil where the person has said nothing.
    package var most: Int?
    /// The most tokens of one reply; nil where the person has said nothing.
    package var reply: Int?
    /// What models hold that do not say it themselves.
    package var contexts: [Row]
    /// What models are let write where nothing is set.
    package var replies: [Row]

    package init(most: Int? = nil, reply: Int? = nil, contexts: [Row] = [], replies: [Row] = []) {
        self.most = most
        self.reply = reply
        self.contexts = contexts
        self.replies = replies
    }

    /// What a model can hold, its answer included; nil where nobody knows.
    /// - Parameter listed: What the service says of it.
    package func context(of model: String, listed: Int? = nil) -> Int? {
        let held = listed ?? Self.tokens(of: model, in: contexts)
        guard let most else { return held }
        return held.map { min($0, most) } ?? most
    }

    /// What a reply may take of it; nil where nobody knows.
    package func reply(of model: String) -> Int? { reply ?? Self.tokens(of: model, in: replies) }

    private static func tokens(of model: String, in rows: [Row]) -> Int? {
        rows.filter { $0.fits(model) }.max { $0.model.count < $1.model.count }?.tokens
    }
}
