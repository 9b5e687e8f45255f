extension Anthropic {
    /// What came of a tool that the service has called itself, as far as it can be read: text, output of a program, pages
    /// that were found, an error.
    package struct ToolResult: Decodable, Sendable, Hashable {
        /// What is text, in blocks.
        package var texts: [String] = []
        /// What was found: objects with `url` and `title`.
        package var pages: [JSONValue] = []

        private enum CodingKeys: String, CodingKey {
            case type, text, stdout, stderr, url, content
            case error = "error_code"
        }

        init() {}

        /// Of one object, a list of them, or a text alone.
        package init(from decoder: any Decoder) throws {
            if let text = try? decoder.singleValueContainer().decode(String.self) {
                texts = [text]
            } else if let list = try? decoder.singleValueContainer().decode([ToolResult].self) {
                texts = list.flatMap(\.texts)
                pages = list.flatMap(\.pages)
            } else if let container = try? decoder.container(keyedBy: CodingKeys.self) {
                try read(container, decoder)
            }
        }

        private mutating func read(_ container: KeyedDecodingContainer<CodingKeys>, _ decoder: any Decoder) throws {
            if try container.textIfAny(forKey: .url) != nil {
                pages = [try JSONValue(from: decoder)]
                return
            }
            for key in [CodingKeys.text, .stdout, .stderr, .error] {
                if let text = try container.textIfAny(forKey: key), !text.isEmpty { texts.append(text) }
            }
        }
    }
}
