import ChatModel
import Foundation
import WireFormats

/// The tools of an assistant as a person edits them: a JSON array of names and of
/// `{"type":"function", "name", "description", "parameters"}`.
enum AssistantTools {
    /// What is wrong with the text, and where: "line 3, column 7: …" or "entry 2: …", counted from 1.
    struct Mistake: Error, Hashable {
        let words: String
    }

    /// Empty text means none.
    static func read(_ text: String) throws(Mistake) -> [Assisters.Tool] {
        guard text.contains(where: { !$0.isWhitespace }) else { return [] }
        if let mistake = JSONMistake(in: text) {
            throw Mistake(words: "line \(mistake.line), column \(mistake.column): \(mistake.reason)")
        }
        guard let value = try? WireJSON.decodeStrictly(JSONValue.self, from: Array(text.utf8)) else {
            throw Mistake(words: "a number in them is too large")
        }
        guard case .array(let entries) = value else {
            throw Mistake(words: "they are not a list: put them between [ and ]")
        }
        var tools: [Assisters.Tool] = []
        for (index, entry) in entries.enumerated() { tools.append(try tool(entry, at: index + 1)) }
        return tools
    }

    /// The text to edit; empty for none.
    static func text(of tools: [Assisters.Tool]) -> String {
        guard !tools.isEmpty else { return "" }
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        return (try? encoder.encode(tools)).map { String(decoding: $0, as: UTF8.self) } ?? ""
    }

    private static func tool(_ entry: JSONValue, at place: Int) throws(Mistake) -> Assisters.Tool {
        switch entry {
        case .string(let name):
            guard isName(name) else { throw Mistake(words: "entry \(place): the name is empty") }
            return .named(name)
        case .object(let members):
            if let wrong = wrong(with: members) { throw Mistake(words: "entry \(place): \(wrong)") }
            return .defined(members)
        case .null, .bool, .integer, .number, .array:
            throw Mistake(words: "entry \(place): it is neither a name nor the definition of a function")
        }
    }

    private static func wrong(with members: [String: JSONValue]) -> String? {
        guard members["type"] == .string("function") else { return #"its "type" is not "function""# }
        guard case .string(let name)? = members["name"], isName(name) else { return #"it has no "name""# }
        if let description = members["description"] {
            guard case .string = description else { return #"the "description" of \#(name) is not a text"# }
        }
        if let parameters = members["parameters"] {
            guard case .object = parameters else { return #"the "parameters" of \#(name) are not an object"# }
        }
        return nil
    }

    private static func isName(_ text: String) -> Bool { text.contains { !$0.isWhitespace } }
}
