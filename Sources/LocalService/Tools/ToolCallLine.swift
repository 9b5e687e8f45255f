import Foundation
import WireFormats

/// What a person writes to have a tool called: `/call NAME {json}`.
enum ToolCallLine: Hashable, Sendable {
    case call(name: String, arguments: [String: JSONValue])
    /// There is no name after `/call`.
    case noName
    /// What follows the name is no JSON object.
    case noObject(name: String)

    private static let command = "/call"

    /// nil when the text is no such line. The arguments may go over several lines; without any they are `{}`.
    init?(_ text: String) {
        let text = text.trimmingCharacters(in: .whitespacesAndNewlines)
        guard text.hasPrefix(Self.command) else { return nil }
        let rest = text.dropFirst(Self.command.count)
        guard rest.first?.isWhitespace ?? true else { return nil }
        let words = rest.drop(while: \.isWhitespace)
        let name = String(words.prefix { !$0.isWhitespace && $0 != "{" })
        guard !name.isEmpty else {
            self = .noName
            return
        }
        let json = words.dropFirst(name.count).drop(while: \.isWhitespace)
        guard !json.isEmpty else {
            self = .call(name: name, arguments: [:])
            return
        }
        let arguments = try? WireJSON.decodeStrictly([String: JSONValue].self, from: json.utf8)
        self = arguments.map { .call(name: name, arguments: $0) } ?? .noObject(name: name)
    }
}
