import WireFormats

/// One of the sources of an answer, read from members whose names are usual for such, since no two services have the same.
struct ReplySource: Hashable, Sendable {
    let title: String
    let address: String?
    private(set) var passage: String?

    /// nil when it has neither a title nor an address. A text alone is an address of the web, or a title.
    init?(_ value: JSONValue) {
        if case .string(let text) = value, !text.isEmpty {
            title = text
            address = text.hasPrefix("https://") || text.hasPrefix("http://") ? text : nil
            return
        }
        func text(_ names: [String]) -> String? {
            names.lazy.compactMap { name -> String? in
                if case .string(let text)? = value[name], !text.isEmpty { text } else { nil }
            }.first
        }
        address = text(["url", "link", "uri", "href"])
        guard let title = text(Self.titles) ?? address else {
            return nil
        }
        self.title = title
        passage = text(["snippet", "passage", "content", "text", "chunk", "summary", "description"])
    }

    private static let titles = [
        "title", "name", "heading", "document", "document_title", "fileName", "filename", "source",
    ]

    /// Without what is said there, of which models are told more than a person wants to read.
    var withoutPassage: ReplySource {
        var source = self
        source.passage = nil
        return source
    }

    /// One item of a list without its mark.
    var markdown: String {
        let name = Self.escaped(Self.oneLine(title))
        let link = address.map { "[\(name)](<\(Self.target($0))>)" } ?? name
        guard let passage else { return link }
        return "\(link)  \n   \(Self.escaped(Self.oneLine(passage)))"
    }

    private static func oneLine(_ text: String) -> String {
        text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    }

    /// Shown as it is, whatever it means in Markdown.
    private static func escaped(_ text: String) -> String {
        let start = text.first.map { "-+".contains($0) } == true ? "\\" : ""
        return text.reduce(into: start) { result, character in
            if "\\`*_[]<>#&~|".contains(character) { result.append("\\") }
            result.append(character)
        }
    }

    private static func target(_ address: String) -> String {
        oneLine(address).reduce(into: "") { result, character in
            switch character {
            case "<": result += "%3C"
            case ">": result += "%3E"
            case "\\": result += "%5C"
            default: result.append(character)
            }
        }
    }
}
