import ChatModel
import WireFormats

/// The parts of a message that the answers of models have, each with the same form in all APIs.
enum ModelPart {
    /// What the model thinks before it answers; its text grows.
    /// - Parameter number: 1 for the first of the reply.
    static func reasoning(_ number: Int, _ text: String = "") -> MessagePart {
        .reasoning(number, text: text)
    }

    static func reasoningID(_ number: Int) -> String { reasoning(number).id }

    /// A tool that the model wants to have called.
    /// - Parameters:
    ///   - number: 1 for the first of the reply.
    ///   - arguments: JSON as it came, which may be cut.
    static func toolCall(_ number: Int, name: String, arguments: String) -> MessagePart {
        let lines = arguments.allSatisfy(\.isWhitespace) ? [] : [shown(arguments)]
        return MessagePart(
            id: "tool-\(number)", kind: .toolCall, title: name.isEmpty ? "a tool without a name" : name,
            text: (lines + [notCalled]).joined(separator: "\n\n"))
    }

    /// A tool that the service itself has called.
    /// - Parameters:
    ///   - number: 1 for the first of the reply.
    ///   - arguments: JSON, or code in a fence.
    ///   - result: Markdown; empty as long as it is not known.
    static func usedTool(_ number: Int, name: String, arguments: String, result: String) -> MessagePart {
        let isFenced = arguments.hasPrefix("```")
        let asked = arguments.allSatisfy(\.isWhitespace) ? [] : [isFenced ? arguments : shown(arguments)]
        return MessagePart(
            id: "tool-\(number)", kind: .toolCall, title: name.isEmpty ? "a tool without a name" : name,
            text: (asked + [result].filter { !$0.isEmpty }).joined(separator: "\n\n"))
    }

    /// It is a call that nobody answers.
    static func isNotCalled(_ part: MessagePart) -> Bool { part.kind == .toolCall && part.text.hasSuffix(notCalled) }

    private static let notCalled = "Not called: tools are not available here."

    /// What the service names as its sources.
    static func sources(_ sources: [ReplySource]) -> MessagePart {
        let lines = sources.enumerated().map { "\($0 + 1). \($1.markdown)" }
        return MessagePart(
            id: "sources", kind: .sources, title: sources.count == 1 ? "1 source" : "\(sources.count) sources",
            text: lines.joined(separator: "\n"))
    }

    /// The model has made images.
    static func images(_ count: Int) -> MessagePart {
        MessagePart(
            id: "notice-images", kind: .notice,
            title: count == 1
                ? "the model made an image, which is not kept here"
                : "the model made \(count) images, which are not kept here")
    }

    /// JSON in a paragraph of its own is shown as such; what is cut, or more than a paragraph, as a block of code.
    private static func shown(_ arguments: String) -> String {
        let isJSON = (try? WireJSON.decodeStrictly(JSONValue.self, from: Array(arguments.utf8))) != nil
        if isJSON, !arguments.contains("\n\n") { return arguments }
        return fenced(arguments)
    }

    /// The model ended with calls of tools and without a word.
    static let onlyTools = MessagePart(
        id: "notice-tools", kind: .notice, title: "the model only asked for tools, which are not available here")

    /// The model ended without a word, a call of a tool, or anything else that would say why.
    static let noText = MessagePart(id: "notice-text", kind: .notice, title: "the model answered without a word")

    /// - Parameter first: What the first of them said, as it came. Only its beginning is kept.
    static func notice(ofLost count: Int, first: String) -> MessagePart {
        MessagePart(
            id: "notice-records", kind: .notice,
            title: count == 1
                ? "one record of the answer could not be read" : "\(count) records of the answer could not be read",
            text: String(first.prefix(2000)))
    }

    /// As a block of code.
    static func fenced(_ text: String) -> String {
        let fence = fence(around: text)
        return "\(fence)\n\(text)\n\(fence)"
    }

    /// Longer than each run of backticks in the text.
    private static func fence(around text: String) -> String {
        var (longest, run) = (2, 0)
        for character in text {
            run = character == "`" ? run + 1 : 0
            longest = max(longest, run)
        }
        return String(repeating: "`", count: longest + 1)
    }
}
