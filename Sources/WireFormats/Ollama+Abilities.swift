extension Ollama {
    /// What a model can: of the answer to `/api/show`, and of entries of newer lists.
    package struct Abilities: Decodable, Sendable, Hashable {
        /// nil where it is not said.
        package let takesImages: Bool?

        private enum CodingKeys: String, CodingKey { case capabilities }

        package init(from decoder: any Decoder) throws {
            let container = try decoder.container(keyedBy: CodingKeys.self)
            takesImages = container.valueIfAny([String].self, forKey: .capabilities)?.contains("vision")
        }
    }
}
